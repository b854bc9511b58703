"""An attached ENI has at most as many IPv6 addresses as its instance type allows."""

import sys
from collections.abc import Iterator

from alicloud_rules.limits import eni_ipv6_attached_quota as limit
from alicloud_rules.three_valued import Unknown
from alicloud_rules.violation import Violation

from ..config.policy_settings import Settings, TypeNumbers
from ..judging.findings import Finding, RuleResult, within
from ..judging.host_types import on_host_of
from ..judging.rule import LimitRule
from ..model.counts import Count
from ..model.stack_model import StackModel


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check each attached ENI, including primary ones."""
    for eni in stack.enis.values():
        if stack.attached(eni) is False:
            continue
        count = stack.ipv6(eni)

        def check_type(_: str, numbers: TypeNumbers | Unknown, count: Count = count) -> Finding:
            return _check_type(count, numbers, settings)

        yield RuleResult(eni, on_host_of(stack, eni, settings, check_type))


def _check_type(count: Count, numbers: TypeNumbers | Unknown, settings: Settings) -> Finding:
    """Check the number for one type; `eni_ipv6_instance_type` checks whether a type supports IPv6 at all."""

    def allows(quantity: int) -> Finding:
        return within(count, lambda number: limit.check(number, quantity, settings.limits))

    if isinstance(numbers, TypeNumbers) and numbers.ipv6_per_eni:
        return allows(numbers.ipv6_per_eni)
    largest = allows(sys.maxsize)
    if isinstance(numbers, TypeNumbers) or isinstance(largest, Violation) or allows(1) is None:
        return largest
    return Unknown(numbers.missing | count.missing)


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Assign fewer addresses, or choose an instance type with a larger EniIpv6AddressQuantity.",
    url="https://www.alibabacloud.com/help/en/ecs/developer-reference/api-ecs-2014-05-26-assignipv6addresses",
    properties=("limits", "attachedEniIpv6Cap", "instanceTypes", "outside"),
)
