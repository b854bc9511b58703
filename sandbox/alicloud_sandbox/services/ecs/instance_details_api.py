"""Requests for details of instances: attributes, user data, maintenance, private pools."""

from collections.abc import Sequence

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import JsonList, Pages, Params
from alicloud_sandbox.core.resource_types import ALL_RESOURCES, INSTANCE
from alicloud_sandbox.services.ecs import instances
from alicloud_sandbox.services.ecs.instance_answers import write_common

_MOST_NAMED = 100
_MAINTENANCE_ACTIONS = ("Stop", "AutoRecover", "AutoRedeploy")
_DEFAULT_ACTION = "AutoRecover"


class DescribeInstanceAttribute(Params, kw_only=True):
    """Parameters of DescribeInstanceAttribute."""

    instance_id: str


@ECS.action("DescribeInstanceAttribute", Evidence.SEEN, resources=(INSTANCE,))
def describe_instance_attribute(call: Call, p: DescribeInstanceAttribute) -> Answer:
    """Return one instance; jumbo frames and encrypted traffic are not modelled."""
    instance = instances.get_instance(call, p.instance_id)
    return {**write_common(call, instance), "EnableJumboFrame": False, "EnableNetworkEncryption": False}


class DescribeUserData(Params, kw_only=True):
    """Parameters of DescribeUserData."""

    instance_id: str


@ECS.action("DescribeUserData", Evidence.SEEN, resources=(INSTANCE,))
def describe_user_data(call: Call, p: DescribeUserData) -> Answer:
    """Return the user data."""
    instance = instances.get_instance(call, p.instance_id)
    return {"RegionId": instance.region, "InstanceId": instance.id, "UserData": instance.user_data}


class DescribeInstanceAttachmentAttributes(Pages, kw_only=True):
    """Parameters of DescribeInstanceAttachmentAttributes; `InstanceIds` is a JSON array."""

    instance_ids: JsonList


@ECS.action(
    "DescribeInstanceAttachmentAttributes",
    Evidence.SEEN,
    "no instance uses a private pool",
    resources=(INSTANCE.by("InstanceIds"),),
)
def describe_instance_attachment_attributes(call: Call, p: DescribeInstanceAttachmentAttributes) -> Answer:
    """Return the private pools of instances."""

    def write(instance: Instance) -> Answer:
        return {"InstanceId": instance.id, "PrivatePoolOptionsMatchCriteria": "None", "PrivatePoolOptionsId": ""}

    rows, numbers = page(p, _named(call, p.instance_ids), write, _MOST_NAMED)
    return {"Instances": {"Instance": rows}, **numbers}


class DescribeInstanceMaintenanceAttributes(Pages, kw_only=True):
    """Parameters of DescribeInstanceMaintenanceAttributes."""

    instance_id: list[str] = []


@ECS.action("DescribeInstanceMaintenanceAttributes", Evidence.SEEN, resources=ALL_RESOURCES)
def describe_instance_maintenance_attributes(call: Call, p: DescribeInstanceMaintenanceAttributes) -> Answer:
    """Return the maintenance attributes of the caller's instances."""
    found = _named(call, p.instance_id) if p.instance_id else call.owned_all(Instance)
    rows, numbers = page(p, found, _write_maintenance, _MOST_NAMED)
    return {"MaintenanceAttributes": {"MaintenanceAttribute": rows}, **numbers}


class MaintenanceWindow(Params):
    """One `MaintenanceWindow.N`: full hours as `HH:mm:ss`, 1 to 23 hours apart."""

    start_time: str
    end_time: str


class ModifyInstanceMaintenanceAttributes(Params, kw_only=True):
    """Parameters of ModifyInstanceMaintenanceAttributes; what is left out stays."""

    instance_id: list[str] = []
    action_on_maintenance: str = ""
    notify_on_maintenance: bool | None = None
    maintenance_window: list[MaintenanceWindow] = []


@ECS.action("ModifyInstanceMaintenanceAttributes", Evidence.DOCUMENTED, resources=(INSTANCE,))
def modify_instance_maintenance_attributes(call: Call, p: ModifyInstanceMaintenanceAttributes) -> Answer:
    """Change the maintenance attributes of instances."""
    if not p.instance_id:
        raise missing("InstanceId.1")
    if p.action_on_maintenance not in ("", *_MAINTENANCE_ACTIONS):
        raise invalid("ActionOnMaintenance", f"it must be one of {', '.join(_MAINTENANCE_ACTIONS)}")
    changes: dict[str, str] = {}
    if p.action_on_maintenance:
        changes["action"] = p.action_on_maintenance
    if p.notify_on_maintenance is not None:
        changes["notify"] = "true" if p.notify_on_maintenance else ""
    if p.maintenance_window:
        changes["start"], changes["end"] = _window(p.maintenance_window)
    for instance in [instances.get_instance(call, instance_id) for instance_id in dict.fromkeys(p.instance_id)]:
        instance.maintenance = {**instance.maintenance, **changes}
        call.store.put(instance)
    return {}


def _named(call: Call, ids: Sequence[str]) -> list[Instance]:
    if len(ids) > _MOST_NAMED:
        raise invalid("InstanceId", f"at most {_MOST_NAMED} instances at a time")
    return call.get_owned_by_ids(Instance, ids)


def _window(windows: list[MaintenanceWindow]) -> tuple[str, str]:
    """Return the checked maintenance window."""
    window = windows[0]
    times = (window.start_time, window.end_time)
    hours = [f"{hour:02}:00:00" for hour in range(24)]
    if len(windows) > 1 or any(time not in hours for time in times) or window.start_time == window.end_time:
        raise ApiError(
            403,
            "InvalidParameter",
            "MaintenanceWindow.N takes one window of 1 to 23 hours between full hours such as 02:00:00.",
        )
    return times


def _write_maintenance(instance: Instance) -> Answer:
    found = instance.maintenance
    windows = [{"StartTime": found["start"], "EndTime": found["end"]}] if "start" in found else []
    return {
        "InstanceId": instance.id,
        "NotifyOnMaintenance": bool(found.get("notify")),
        "MaintenanceWindows": {"MaintenanceWindow": windows},
        "ActionOnMaintenance": {
            "Value": found.get("action", _DEFAULT_ACTION),
            "DefaultValue": _DEFAULT_ACTION,
            "SupportedValues": {"SupportedValue": list(_MAINTENANCE_ACTIONS)},
        },
    }
