"""The rules of security groups: their VPC, the inner access policy, and deletion."""

from alicloud_rules.security_groups import GroupType
from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call, wrong_state
from alicloud_sandbox.core.entities import Eni, SecurityGroup, Vpc
from alicloud_sandbox.network.owned import get_vpc

POLICIES = {"accept": "Accept", "drop": "Drop"}


def get_group(call: Call, group_id: str) -> SecurityGroup:
    """Return the caller's security group in this region."""
    return call.get_owned(SecurityGroup, group_id, "InvalidSecurityGroupId.NotFound", "security group")


def usable_vpc(call: Call, vpc_id: str) -> Vpc:
    """Return the VPC of a new group; every group needs one, since the classic network no longer exists."""
    if not vpc_id:
        raise ApiError(403, "InvalidVpcId.NotFound", "VpcId must be given: security groups are in a VPC.")
    vpc = get_vpc(call, vpc_id)
    if vpc.status != "Available":
        raise wrong_state("IncorrectVpcStatus", "VPC", vpc.id, vpc.status, "Available")
    return vpc


def inner_access_of(kind: str) -> str:
    """Return the initial inner access policy of a group: only members of basic groups reach one another."""
    if kind not in tuple(GroupType):
        raise invalid("SecurityGroupType", f"it must be {' or '.join(GroupType)}")
    return "Accept" if kind == GroupType.BASIC else "Drop"


def set_inner_access(group: SecurityGroup, policy: str) -> None:
    """Change the inner access policy; that of an advanced group is always Drop (the code is assumed)."""
    if policy.lower() not in POLICIES:
        raise invalid("InnerAccessPolicy", "it must be Accept or Drop", "InvalidPolicy.Malformed")
    if group.kind == GroupType.ADVANCED and policy.lower() == "accept":
        raise ApiError(
            403,
            "InvalidOperation.InvalidSecurityGroupType",
            f"The security group {group.id} is advanced: its inner access policy is always Drop.",
        )
    group.inner_access = POLICIES[policy.lower()]


def delete(call: Call, group: SecurityGroup) -> None:
    """Delete a group that no ENI is in and no rule of another group names."""
    if call.store.count(Eni, group=group.id):
        raise ApiError(
            403, "DependencyViolation", f"There are still ENIs or instances in the security group {group.id}."
        )
    others = [other.id for other in call.store.find(SecurityGroup, peer=group.id) if other.id != group.id]
    if others:
        raise ApiError(
            403, "DependencyViolation", f"Rules of {', '.join(others)} still name the security group {group.id}."
        )
    call.store.delete(group)
