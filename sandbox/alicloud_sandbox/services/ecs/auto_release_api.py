"""The time at which an instance is released by itself."""

from datetime import UTC, datetime

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import INSTANCE
from alicloud_sandbox.services.ecs import instances

_FORM = "%Y-%m-%dT%H:%M:%SZ"
_SOONEST, _LATEST = 30 * 60, 3 * 365 * 24 * 60 * 60
_EVENT = "instance.auto-release"


class ModifyInstanceAutoReleaseTime(Params, kw_only=True):
    """Parameters of ModifyInstanceAutoReleaseTime; without a time the instance stays."""

    instance_id: str
    auto_release_time: str = ""


@ECS.action(
    "ModifyInstanceAutoReleaseTime",
    Evidence.SEEN,
    "the codes of its refusals are assumed",
    assumed_resources=(INSTANCE,),
)
def modify_instance_auto_release_time(call: Call, p: ModifyInstanceAutoReleaseTime) -> Answer:
    """Set or cancel the time at which an instance is released."""
    instance = instances.get_instance(call, p.instance_id)
    set_time(call, instance, p.auto_release_time)
    call.store.put(instance)
    return {}


def set_time(call: Call, instance: Instance, text: str) -> None:
    """Set the time, 30 minutes to three years from now, without saving the instance; its seconds do not count."""
    instance.auto_release_time = ""
    if not text:
        return
    try:
        time = datetime.strptime(text, _FORM).replace(tzinfo=UTC, second=0)
    except ValueError:
        raise ApiError(
            400,
            "InvalidAutoReleaseTime.Malformed",
            f"AutoReleaseTime {text!r} is not of the form 2026-01-31T12:00:00Z.",
        ) from None
    if not call.now + _SOONEST - 60 <= time.timestamp() <= call.now + _LATEST:
        raise ApiError(
            400, "InvalidAutoReleaseTime.Malformed", f"AutoReleaseTime {text} is not 30 minutes to 3 years from now."
        )
    instance.auto_release_time = time.strftime(_FORM)
    call.store.schedule(time.timestamp(), _EVENT, instance.id)


@ECS.event(_EVENT)
def release_now(call: Call, instance_id: str) -> None:
    """Release the instance, unless its time was changed or it is protected."""
    instance = call.store.get(Instance, instance_id)
    if not instance or not instance.auto_release_time or instance.deletion_protection:
        return
    if datetime.strptime(instance.auto_release_time, _FORM).replace(tzinfo=UTC).timestamp() <= call.now:
        instances.release(call, instance, force=True)
