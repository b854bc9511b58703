"""An ENI with IPv6 is only on instances whose type supports IPv6, also after a change of the type."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_ipv6_instance_type as limit
from alicloud_rules.three_valued import Unknown

from ..config.policy_settings import Settings, TypeNumbers
from ..judging.findings import Finding, RuleResult, when
from ..judging.host_types import on_host_of
from ..judging.rule import LimitRule
from ..model.stack_model import StackModel


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check each attached ENI with IPv6, including primary ones."""

    def check_type(name: str, numbers: TypeNumbers | Unknown) -> Finding:
        return numbers if isinstance(numbers, Unknown) else limit.check(name, numbers.ipv6_per_eni)

    for eni in stack.enis.values():
        has_ipv6 = stack.ipv6(eni).positive
        if has_ipv6 is not False and stack.attached(eni) is not False:
            yield RuleResult(eni, when(has_ipv6, on_host_of(stack, eni, settings, check_type)))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Choose an instance type that supports IPv6 (EniIpv6AddressQuantity of 1 or more), or unassign the IPv6 "
    "addresses of the ENI first.",
    url="https://www.alibabacloud.com/help/doc-detail/25378.htm",
    properties=("instanceTypes", "outside"),
)
