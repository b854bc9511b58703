"""security-group-ip-quota: a security group holds a limited number of private addresses or, if advanced, of ENIs."""

from ..limit import BEST_PRACTICE_LIMITS, Level, Limit
from ..limit_sets import DOCUMENTED, TODAY, LimitSet
from ..security_groups import GroupType
from ..violation import Violation

LIMIT = Limit(
    id="security-group-ip-quota",
    order=5,
    says="one VPC-type security group holds a limited number of private addresses (basic) or ENIs (advanced)",
    level=Level.LIMIT,
    documented=f"{DOCUMENTED.basic_group_ips} addresses in a basic group",
    today=f"{TODAY.basic_group_ips} addresses in a basic group, {TODAY.advanced_group_enis} ENIs in an advanced one",
    refused_by=("CreateNetworkInterface", "AssignIpv6Addresses", "RunInstances"),
    source=f"{BEST_PRACTICE_LIMITS};"
    " help.aliyun.com/en/ecs/user-guide/basic-security-groups-and-advanced-security-groups",
)


def check(count: int, group_type: str, limits: LimitSet) -> Violation | None:
    """Check how much a group holds: private addresses of all ENIs in a basic group, ENIs in an advanced one."""
    if group_type not in tuple(GroupType):
        expected = ", ".join(GroupType)
        message = f"Invalid security group type {group_type!r}; expected one of: {expected}."
        return LIMIT.violation(group_type, tuple(GroupType), message)
    if group_type == GroupType.BASIC:
        allowed, unit, kind = limits.basic_group_ips, "private IP addresses", "basic"
    else:
        allowed, unit, kind = limits.advanced_group_enis, "ENIs", "advanced"
    if count <= allowed:
        return None
    return LIMIT.violation(count, allowed, f"A {kind} security group holds at most {allowed} {unit}, not {count}.")
