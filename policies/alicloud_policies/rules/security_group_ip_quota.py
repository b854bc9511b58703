"""A security group holds a limited number of private addresses or, if it is an advanced group, of ENIs."""

from collections import defaultdict
from collections.abc import Iterator

from alicloud_rules.limits import security_group_ip_quota as limit
from alicloud_rules.security_groups import GroupType
from alicloud_rules.three_valued import Unknown, join_unknowns, unknown

from ..config.policy_settings import Settings
from ..judging.findings import Finding, RuleResult, within
from ..judging.rule import LimitRule
from ..model.counts import Count, exactly, total
from ..model.nodes import Eni, Group
from ..model.stack_model import StackModel

_ANY = ""
"""The key of the ENIs that may be in any group."""


def check(stack: StackModel, settings: Settings) -> Iterator[RuleResult]:
    """Count the members of each group: primary and secondary ENIs with IPv4 and IPv6, in every group of an ENI."""
    addresses: dict[str, list[Count]] = defaultdict(list)
    enis: dict[str, list[Count]] = defaultdict(list)
    for eni in stack.enis.values():
        number = stack.hosts[eni.urn].amount.times(eni.number) if eni.urn in stack.hosts else eni.number
        size = (eni.ipv4 + stack.ipv6(eni)).times(number)
        for key, reason in _memberships(eni):
            addresses[key].append(size if reason is None else size.or_none(reason.missing))
            enis[key].append(number if reason is None else number.or_none(reason.missing))
    uncounted: dict[str, list[Count]] = defaultdict(list)
    for one in stack.uncounted:
        unknown_number = Count(0, None, frozenset({f"number of members of {one.label}"}))
        for key in (*one.groups.certain, *([_ANY] if one.groups.undetermined else ())):
            uncounted[key].append(unknown_number)
    for group in stack.groups.values():
        more = () if group.counted else (*uncounted[group.key], *uncounted[_ANY])
        members = [total((exactly(group.outside), *of[group.key], *of[_ANY], *more)) for of in (addresses, enis)]
        yield RuleResult(group, _check_group(group, members[0], members[1], settings))


def _memberships(eni: Eni) -> Iterator[tuple[str, Unknown | None]]:
    for key in eni.groups.certain:
        yield key, None
    for key in eni.groups.possible:
        yield key, eni.groups.reason_unknown
    if eni.groups.undetermined is not None:
        yield _ANY, eni.groups.undetermined


def _check_group(group: Group, addresses: Count, enis: Count, settings: Settings) -> Finding:
    by_type = {
        GroupType.BASIC: within(addresses, lambda count: limit.check(count, GroupType.BASIC, settings.limits)),
        GroupType.ADVANCED: within(enis, lambda count: limit.check(count, GroupType.ADVANCED, settings.limits)),
    }
    if not isinstance(group.type, Unknown) and group.type in tuple(GroupType):
        return by_type[GroupType(group.type)]
    if not any(by_type.values()):
        return None
    return join_unknowns(
        (group.type if isinstance(group.type, Unknown) else unknown(f"type of {group.label}"), *by_type.values())
    )


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Distribute the ENIs over more security groups, or use an advanced one.",
    url="https://help.aliyun.com/en/ecs/user-guide/basic-security-groups-and-advanced-security-groups",
    properties=("limits", "basicGroupIps", "advancedGroupEnis", "outside"),
)
