"""Requests that start, stop, reboot and release instances."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import INSTANCE
from alicloud_sandbox.services.ecs import instances

_MOST_RELEASED = 100


class StartInstance(Params, kw_only=True):
    """Parameters of StartInstance; `InitLocalDisk` is for local disks, which no instance here has."""

    instance_id: str
    init_local_disk: bool = False
    dry_run: bool = False


@ECS.action("StartInstance", Evidence.DOCUMENTED, resources=(INSTANCE,))
def start_instance(call: Call, p: StartInstance) -> Answer:
    """Start a Stopped instance."""
    instances.start(call, instances.get_instance(call, p.instance_id))
    return {}


class StopInstance(Params, kw_only=True):
    """Parameters of StopInstance; `ForceStop` loses what is not written to disk, which the sandbox does not keep."""

    instance_id: str
    force_stop: bool = False
    confirm_stop: bool = False
    stopped_mode: str = "KeepCharging"
    dry_run: bool = False


@ECS.action(
    "StopInstance",
    Evidence.DOCUMENTED,
    "StopCharging keeps the public address; the page says it may change",
    resources=(INSTANCE,),
)
def stop_instance(call: Call, p: StopInstance) -> Answer:
    """Stop a Running instance."""
    if p.stopped_mode not in instances.STOPPED_MODES:
        raise invalid("StoppedMode", f"it must be one of {', '.join(instances.STOPPED_MODES)}")
    instances.stop(call, instances.get_instance(call, p.instance_id), p.stopped_mode)
    return {}


class RebootInstance(Params, kw_only=True):
    """Parameters of RebootInstance."""

    instance_id: str
    force_stop: bool = False
    dry_run: bool = False


@ECS.action("RebootInstance", Evidence.DOCUMENTED, resources=(INSTANCE,))
def reboot_instance(call: Call, p: RebootInstance) -> Answer:
    """Restart a Running instance."""
    instances.reboot(call, instances.get_instance(call, p.instance_id))
    return {}


class DeleteInstance(Params, kw_only=True):
    """Parameters of DeleteInstance; `TerminateSubscription` is for subscriptions, which no instance here has."""

    instance_id: str
    force: bool = False
    force_stop: bool = True
    terminate_subscription: bool = False
    dry_run: bool = False


@ECS.action("DeleteInstance", Evidence.SEEN, "with Force from any state", resources=(INSTANCE,))
def delete_instance(call: Call, p: DeleteInstance) -> Answer:
    """Release an instance."""
    instances.release(call, instances.get_instance(call, p.instance_id), force=p.force)
    return {}


class DeleteInstances(Params, kw_only=True):
    """Parameters of DeleteInstances."""

    instance_id: list[str] = []
    force: bool = False
    force_stop: bool = True
    terminate_subscription: bool = False
    client_token: str = ""
    dry_run: bool = False


@ECS.action("DeleteInstances", Evidence.DOCUMENTED, "all of them or, when one is refused, none", resources=(INSTANCE,))
def delete_instances(call: Call, p: DeleteInstances) -> Answer:
    """Release up to 100 instances."""
    if not p.instance_id:
        raise missing("InstanceId.1")
    if len(p.instance_id) > _MOST_RELEASED:
        raise invalid("InstanceId", f"at most {_MOST_RELEASED} instances at a time")
    for instance in [instances.get_instance(call, instance_id) for instance_id in dict.fromkeys(p.instance_id)]:
        instances.release(call, instance, force=p.force)
    return {}
