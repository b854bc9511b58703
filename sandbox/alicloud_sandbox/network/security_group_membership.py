"""Conditions for joining security groups: the same VPC, one type of group, the number of groups, room in each."""

from collections.abc import Iterable, Sequence

from alicloud_rules.limits import security_group_ip_quota
from alicloud_rules.security_groups import GroupType
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, SecurityGroup

#: Most security groups of one ENI (ECS page on limits, 2021).
MOST_GROUPS = 5


def checked_groups(call: Call, group_ids: Sequence[str], vpc_id: str) -> list[SecurityGroup]:
    """Return the caller's groups with these ids, each once; refuse groups that an ENI of `vpc_id` cannot all join."""
    wanted = list(dict.fromkeys(group_ids))
    if len(wanted) > MOST_GROUPS:
        raise ApiError(
            400, "JoinedGroupLimitExceed", f"An ENI is in at most {MOST_GROUPS} security groups, not {len(wanted)}."
        )
    groups = [
        call.get_owned(SecurityGroup, group_id, "InvalidSecurityGroupId.NotFound", "security group")
        for group_id in wanted
    ]
    for group in groups:
        if group.vpc_id != vpc_id:
            raise ApiError(
                403,
                "InvalidOperation.VpcMismatch",
                f"The security group {group.id} is in VPC {group.vpc_id}, but the ENI is in VPC {vpc_id}.",
            )
    check_one_type(groups)
    return groups


def replace(call: Call, eni: Eni, group_ids: Sequence[str], code: str = "SecurityGroupInstanceLimitExceed") -> None:
    """Set the groups of an ENI, without saving it; `code` is the error for a full group."""
    groups = checked_groups(call, group_ids, eni.vpc_id)
    joined = [group for group in groups if group.id not in eni.group_ids]
    check_room(call, joined, addresses=len(eni.private_ips) + len(eni.ipv6), enis=1, code=code)
    eni.group_ids = [group.id for group in groups]


def check_one_type(groups: Iterable[SecurityGroup]) -> None:
    """Refuse basic and advanced groups together; the page on security groups says so, its code is assumed."""
    if len({group.kind for group in groups}) > 1:
        raise ApiError(
            403,
            "InvalidOperation.InvalidSecurityGroupType",
            "Basic (normal) and advanced (enterprise) security groups cannot be mixed on one ENI or instance.",
        )


def check_room(
    call: Call,
    groups: Iterable[SecurityGroup],
    *,
    addresses: int,
    enis: int,
    code: str = "SecurityGroupInstanceLimitExceed",
) -> None:
    """Refuse more private addresses or ENIs than a group has room for (security-group-ip-quota)."""
    for group in groups:
        basic = group.kind == GroupType.BASIC
        more = addresses if basic else enis
        held = call.store.count(Eni, group_ip=group.id) if basic else call.store.count(Eni, group=group.id)
        if more and (violation := security_group_ip_quota.check(held + more, group.kind, call.limits)):
            raise ApiError(403, code, violation.with_note(f"The group is {group.id}."))


def check_room_for_addresses(call: Call, eni: Eni, addresses: int) -> None:
    """Refuse more addresses on an ENI than one of its groups has room for."""
    groups = [group for group_id in eni.group_ids if (group := call.store.get(SecurityGroup, group_id))]
    check_room(call, groups, addresses=addresses, enis=0)
