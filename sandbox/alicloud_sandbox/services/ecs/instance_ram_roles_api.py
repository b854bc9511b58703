"""Requests that give instances RAM roles, take them away, and show them."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import JsonList, Pages, Params
from alicloud_sandbox.core.resource_types import INSTANCE, ROLE, of_ram
from alicloud_sandbox.services.ecs import ecs_roles, instances

_MOST_NAMED = 100


class AttachInstanceRamRole(Params, kw_only=True):
    """Parameters of AttachInstanceRamRole; `InstanceIds` is a JSON array."""

    ram_role_name: str
    instance_ids: JsonList


@ECS.action(
    "AttachInstanceRamRole",
    Evidence.SEEN,
    "the role's trust policy must name ecs.aliyuncs.com; all instances or, when one is refused, none",
    resources=(INSTANCE.by("InstanceIds"), of_ram(ROLE.by("RamRoleName"))),
)
def attach_instance_ram_role(call: Call, p: AttachInstanceRamRole) -> Answer:
    """Give a RAM role to instances without one."""
    role = ecs_roles.get_role(call, p.ram_role_name)
    found = _named(call, p.instance_ids)
    for instance in found:
        if instance.ram_role:
            raise ApiError(
                400,
                "InvalidOperation.AttachedRamRole",
                f"The instance {instance.id} has the role {instance.ram_role} already.",
            )
        instance.ram_role = role.name
        call.store.put(instance)
    return {**_results("Attach", found), "RamRoleName": role.name}


class DetachInstanceRamRole(Params, kw_only=True):
    """Parameters of DetachInstanceRamRole; without `RamRoleName`, whatever role the instances have goes."""

    instance_ids: JsonList
    ram_role_name: str = ""


@ECS.action(
    "DetachInstanceRamRole",
    Evidence.SEEN,
    "for an instance that does not have the role, success is assumed",
    assumed_resources=(INSTANCE.by("InstanceIds"),),
)
def detach_instance_ram_role(call: Call, p: DetachInstanceRamRole) -> Answer:
    """Take the RAM role of instances away."""
    found = _named(call, p.instance_ids)
    for instance in found:
        if p.ram_role_name in ("", instance.ram_role):
            instance.ram_role = ""
            call.store.put(instance)
    return {**_results("Detach", found), "RamRoleName": p.ram_role_name}


class DescribeInstanceRamRole(Pages, kw_only=True):
    """Parameters of DescribeInstanceRamRole; `InstanceIds` is a JSON array."""

    instance_ids: JsonList | None = None
    ram_role_name: str = ""


@ECS.action(
    "DescribeInstanceRamRole",
    Evidence.SEEN,
    resources=(INSTANCE.by("InstanceIds"),),
)
def describe_instance_ram_role(call: Call, p: DescribeInstanceRamRole) -> Answer:
    """Return the RAM role of each instance."""
    if p.instance_ids is None and not p.ram_role_name:
        raise missing("InstanceIds")
    found = (
        call.get_owned_by_ids(Instance, _checked(p.instance_ids))
        if p.instance_ids is not None
        else call.owned_all(Instance)
    )
    found = [instance for instance in found if p.ram_role_name in ("", instance.ram_role)]
    rows, numbers = page(p, found, lambda instance: {"InstanceId": instance.id, "RamRoleName": instance.ram_role})
    sets = {"InstanceRamRoleSet": rows}
    return {"RegionId": call.region, "InstanceRamRoleSets": sets, "TotalCount": numbers["TotalCount"]}


def _named(call: Call, ids: JsonList) -> list[Instance]:
    """Return the named instances, all of which must exist."""
    if not ids:
        raise missing("InstanceIds")
    return [instances.get_instance(call, instance_id) for instance_id in dict.fromkeys(_checked(ids))]


def _checked(ids: JsonList) -> JsonList:
    if len(ids) > _MOST_NAMED:
        raise invalid("InstanceIds", f"at most {_MOST_NAMED} instances at a time")
    return ids


def _results(verb: str, found: list[Instance]) -> Answer:
    rows = [{"InstanceId": one.id, "Success": True, "Code": "200", "Message": "success"} for one in found]
    kind = f"{verb}InstanceRamRoleResult"
    return {"TotalCount": len(found), "FailCount": 0, f"{kind}s": {kind: rows}}
