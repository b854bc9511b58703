"""A security group holds a limited number of private addresses or, when it is an advanced one, of ENIs."""

from collections import defaultdict
from collections.abc import Iterator

from alicloud_rules.limits import security_group_ip_quota
from alicloud_rules.security_groups import GroupType
from alicloud_rules.violation import Violation

from ..plan.model import Plan
from ..plan.nodes import Eni, Group
from ..plan.values import Count, Unknown, exactly, total
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .counting import within
from .hosting import Finding

_ANY = ""


def judge(plan: Plan, settings: Settings) -> Iterator[Verdict]:
    """Count what is in each group: primary and secondary ENIs, IPv4 and IPv6, in every group an ENI is in."""
    addresses: dict[str, list[Count]] = defaultdict(list)
    enis: dict[str, list[Count]] = defaultdict(list)
    for eni in plan.enis.values():
        number = _how_many(eni, plan)
        size = (eni.ipv4 + plan.ipv6(eni)).times(number)
        for key, why in _memberships(eni):
            addresses[key].append(size if why is None else size.or_none(why.missing))
            enis[key].append(number if why is None else number.or_none(why.missing))
    for group in plan.groups.values():
        basic = total((exactly(group.outside), *addresses[group.key], *addresses[_ANY]))
        advanced = total((exactly(group.outside), *enis[group.key], *enis[_ANY]))
        yield judged(group.urn, group.label, *_fits(group, basic, advanced, settings))


def _how_many(eni: Eni, plan: Plan) -> Count:
    """Return how many ENIs this one stands for: on each of the instances that it comes with, and as many of them."""
    return plan.hosts[eni.urn].amount.times(eni.number) if eni.urn in plan.hosts else eni.number


def _memberships(eni: Eni) -> Iterator[tuple[str, Unknown | None]]:
    for key in eni.groups.certain:
        yield key, None
    for key in eni.groups.possible:
        yield key, eni.groups.doubt
    if eni.groups.open is not None:
        yield _ANY, eni.groups.open


def _fits(group: Group, addresses: Count, enis: Count, settings: Settings) -> Finding:
    def basic(count: int) -> Violation | None:
        return security_group_ip_quota.check(count, GroupType.BASIC, settings.limits)

    def advanced(count: int) -> Violation | None:
        return security_group_ip_quota.check(count, GroupType.ADVANCED, settings.limits)

    if group.type == GroupType.BASIC:
        return within(addresses, basic)
    if group.type == GroupType.ADVANCED:
        return within(enis, advanced)
    either = [within(addresses, basic)[0], within(enis, advanced)[0]]
    if either == [True, True]:
        return True, None
    missing = group.type.missing if isinstance(group.type, Unknown) else frozenset({f"type of {group.label}"})
    doubts = (fine.missing for fine in either if isinstance(fine, Unknown))
    return Unknown(missing.union(*doubts)), None


CHECK = Check(
    id="security-group-ip-quota",
    judge=judge,
    remedy="Spread the ENIs over more security groups, or use an advanced one; `outside` in this policy's config tells "
    "what is in a group beyond this stack.",
    url="https://help.aliyun.com/en/ecs/user-guide/basic-security-groups-and-advanced-security-groups",
    properties=("limits", "basicGroupIps", "advancedGroupEnis", "outside"),
)
