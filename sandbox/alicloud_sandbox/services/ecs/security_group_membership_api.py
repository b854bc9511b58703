"""Requests that add an instance or ENI to a security group, or remove it."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import INSTANCE, SECURITY_GROUP
from alicloud_sandbox.network import security_group_membership
from alicloud_sandbox.services.ecs import enis, instances
from alicloud_sandbox.services.ecs.ecs_security_groups import get_group


class JoinSecurityGroup(Params, kw_only=True):
    """Parameters of JoinSecurityGroup."""

    security_group_id: str
    instance_id: str = ""
    network_interface_id: str = ""


@ECS.action(
    "JoinSecurityGroup",
    Evidence.DOCUMENTED,
    "for an ENI that is in the group already, success is assumed",
    resources=(INSTANCE, SECURITY_GROUP),
)
def join_security_group(call: Call, p: JoinSecurityGroup) -> Answer:
    """Add an ENI, or the primary ENI of an instance, to a group."""
    group = get_group(call, p.security_group_id)
    eni = _member(call, p)
    if group.id in eni.group_ids and p.instance_id:
        raise ApiError(
            403, "InvalidInstanceId.AlreadyExists", f"The instance {p.instance_id} is in {group.id} already."
        )
    wanted = list(dict.fromkeys([*eni.group_ids, group.id]))
    if len(wanted) > security_group_membership.MOST_GROUPS and p.instance_id:
        most = f"{security_group_membership.MOST_GROUPS} security groups"
        raise ApiError(
            400, "InstanceSecurityGroupLimitExceeded", f"The instance {p.instance_id} is in {most} already, the most."
        )
    security_group_membership.replace(call, eni, wanted, "SecurityGroupInstanceLimitExceeded")
    call.store.put(eni)
    return {}


class LeaveSecurityGroup(Params, kw_only=True):
    """Parameters of LeaveSecurityGroup."""

    security_group_id: str
    instance_id: str = ""
    network_interface_id: str = ""


@ECS.action(
    "LeaveSecurityGroup",
    Evidence.DOCUMENTED,
    "an ENI gets the codes that the page has for instances",
    resources=(INSTANCE, SECURITY_GROUP),
)
def leave_security_group(call: Call, p: LeaveSecurityGroup) -> Answer:
    """Remove an ENI, or the primary ENI of an instance, from a group that is not its last."""
    group = get_group(call, p.security_group_id)
    eni = _member(call, p)
    if group.id not in eni.group_ids:
        raise ApiError(403, "InstanceNotInSecurityGroup", f"The ENI {eni.id} is not in the security group {group.id}.")
    if len(eni.group_ids) == 1:
        raise ApiError(403, "InstanceLastSecurityGroup", f"{group.id} is the last security group of ENI {eni.id}.")
    eni.group_ids = [other for other in eni.group_ids if other != group.id]
    call.store.put(eni)
    return {}


def _member(call: Call, p: JoinSecurityGroup | LeaveSecurityGroup) -> Eni:
    """Return the ENI of a request; refuse a state in which its groups cannot change."""
    if p.instance_id and p.network_interface_id:
        raise ApiError(
            403,
            "InvalidParam.EniIdAndInstanceId.Conflict",
            "InstanceId and NetworkInterfaceId cannot both be given.",
        )
    if p.network_interface_id:
        eni = enis.get_eni(call, p.network_interface_id)
        enis.check_secondary(eni)
        enis.check_state(eni, "Available", "InUse")
        return eni
    if not p.instance_id:
        raise missing("InstanceId")
    instance = instances.get_instance(call, p.instance_id)
    instances.check_status(instance, "Running", "Stopped")
    return instances.primary_eni(call, instance)
