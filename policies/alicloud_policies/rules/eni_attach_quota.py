"""An instance has at most EniQuantity ENIs, including the primary one."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_attach_quota as limit

from ..config.policy_settings import Settings, TypeNumbers
from ..judging.findings import Finding, RuleResult, within
from ..judging.host_types import on_types
from ..judging.rule import LimitRule
from ..model.stack_model import StackModel
from ..model.three_valued import Count, Unknown


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check all the ENIs that each instance, or template of instances, has after the update."""
    for host in stack.hosts.values():
        count = stack.enis_on(host)
        if count.high == 1:
            continue

        def check_type(name: str, numbers: TypeNumbers | Unknown, count: Count = count) -> Finding:
            if isinstance(numbers, Unknown):
                return Unknown(numbers.missing | count.missing)
            return within(count, lambda number: limit.check(number, numbers.enis, name))

        yield RuleResult(host, on_types(host, settings, check_type))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Attach fewer ENIs, or choose an instance type with a larger EniQuantity.",
    url="https://www.alibabacloud.com/help/doc-detail/58515.htm",
    properties=("instanceTypes", "outside"),
)
