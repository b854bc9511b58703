"""The rules of instances: their states and transitions.

Pending or Starting becomes Running, Stopping becomes Stopped; an instance that is being released is Stopping.
"""

from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.actions import ECS
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Disk, Eni, Instance
from alicloud_sandbox.services.ecs import enis

STATES = ("Pending", "Starting", "Running", "Stopping", "Stopped")
#: Charging of a Stopped instance; the third is that of a running one, which the provider sends back.
STOPPED_MODES = ("KeepCharging", "StopCharging", "Not-applicable")


def get_instance(call: Call, instance_id: str, code: str = "InvalidInstanceId.NotFound") -> Instance:
    """Return the caller's instance in this region."""
    return call.get_owned(Instance, instance_id, code, "instance")


def primary_eni(call: Call, instance: Instance) -> Eni:
    """Return the primary ENI of the instance."""
    return next(eni for eni in call.store.find(Eni, instance=instance.id) if eni.kind == "Primary")


def check_status(instance: Instance, *allowed: str, code: str = "IncorrectInstanceStatus", status: int = 403) -> None:
    """Refuse an instance in another state, or one that is being released."""
    if instance.releasing or instance.status not in allowed:
        is_in = "being released" if instance.releasing else instance.status
        wanted = " or ".join(allowed)
        raise ApiError(status, code, f"The instance {instance.id} is {is_in}; the action needs it {wanted}.")


def start(call: Call, instance: Instance) -> None:
    """Start a Stopped instance."""
    check_status(instance, "Stopped")
    instance.status, instance.stopped_mode = "Starting", "Not-applicable"
    call.store.put(instance)
    call.schedule("instance.running", instance.id)


def stop(call: Call, instance: Instance, mode: str) -> None:
    """Stop a Running instance; `mode` says whether it is charged while it is Stopped."""
    check_status(instance, "Running")
    instance.status, instance.stopped_mode = "Stopping", mode
    call.store.put(instance)
    call.schedule("instance.stopped", instance.id)


def reboot(call: Call, instance: Instance) -> None:
    """Stop and start a Running instance; until it runs again it is Starting."""
    check_status(instance, "Running")
    instance.status = "Starting"
    call.store.put(instance)
    call.schedule("instance.running", instance.id)


def release(call: Call, instance: Instance, *, force: bool) -> None:
    """Release an instance: one that is Stopped, or any with `force`; DeletionProtection forbids both."""
    if instance.deletion_protection:
        raise ApiError(
            403,
            "InvalidOperation.DeletionProtection",
            f"The instance {instance.id} is protected: set its DeletionProtection to false first.",
        )
    if not force:
        check_status(instance, "Stopped")
    if instance.releasing:
        return
    instance.status, instance.releasing = "Stopping", True
    call.store.put(instance)
    call.schedule("instance.gone", instance.id)


@ECS.event("instance.running")
def become_running(call: Call, instance_id: str) -> None:
    """Mark the instance as running."""
    instance = call.store.get(Instance, instance_id)
    if instance and not instance.releasing and instance.status in ("Pending", "Starting"):
        instance.status, instance.started = "Running", call.now
        call.store.put(instance)


@ECS.event("instance.stopped")
def become_stopped(call: Call, instance_id: str) -> None:
    """Mark the instance as stopped."""
    instance = call.store.get(Instance, instance_id)
    if instance and not instance.releasing and instance.status == "Stopping":
        instance.status = "Stopped"
        call.store.put(instance)


@ECS.event("instance.gone")
def become_gone(call: Call, instance_id: str) -> None:
    """Delete the instance with its primary ENI and its disks; other ENIs are detached."""
    if instance := call.store.get(Instance, instance_id):
        enis.release_from(call, instance)
        call.store.delete(instance, *call.store.find(Disk, instance=instance.id))


def image_of(instance: Instance) -> catalogue.Image:
    """Return the image of the instance."""
    return catalogue.image(instance.image_id)
