"""An instance has at most EniQuantity ENIs, including the primary one and without the members of trunk ENIs."""

from collections.abc import Iterator

from alicloud_rules.limits import eni_attach_quota as limit
from alicloud_rules.three_valued import Unknown, unknown

from ..config.policy_settings import Settings, TypeNumbers
from ..judging.findings import Finding, RuleResult, first_violation, within
from ..judging.host_types import on_types
from ..judging.rule import LimitRule
from ..model.counts import Count
from ..model.stack_model import StackModel


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Check all the ENIs that each instance, or template of instances, has after the update."""
    for host in stack.hosts.values():
        count, members = stack.enis_on(host), stack.members_on(host)
        if count.high == 1 and members.high == 0:
            continue

        def check_type(
            name: str, numbers: TypeNumbers | Unknown, count: Count = count, members: Count = members
        ) -> Finding:
            if isinstance(numbers, Unknown):
                return Unknown(numbers.missing | count.missing | members.missing)
            own = within(count, lambda number: limit.check(number, numbers.enis, name))
            return first_violation((own, _check_members(name, numbers, count, members)))

        yield RuleResult(host, on_types(host, settings, check_type))


def _check_members(name: str, numbers: TypeNumbers, count: Count, members: Count) -> Finding:
    most = numbers.enis_and_members
    if members.high == 0:
        return None
    if most is None:
        return unknown(f"eniTotalQuantity of {name}, which the catalogue lacks")
    return within(count + members, lambda number: limit.check_total(number, most, name))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Attach fewer ENIs, or choose an instance type with a larger EniQuantity.",
    url="https://www.alibabacloud.com/help/doc-detail/58515.htm",
    properties=("instanceTypes", "outside"),
)
