"""Requests that bind key pairs to instances, and unbind them."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.params import JsonList, Params
from alicloud_sandbox.core.resource_types import INSTANCE, KEY_PAIR
from alicloud_sandbox.services.ecs import instance_checks, instances, key_pairs

_MOST_INSTANCES = 50


class AttachKeyPair(Params, kw_only=True):
    """Parameters of AttachKeyPair; `InstanceIds` is a JSON array."""

    key_pair_name: str
    instance_ids: JsonList


@ECS.action(
    "AttachKeyPair",
    Evidence.SEEN,
    "takes effect without a reboot and, as in the service, ends password login",
    resources=(INSTANCE.by("InstanceIds"), KEY_PAIR),
)
def attach_key_pair(call: Call, p: AttachKeyPair) -> Answer:
    """Bind a key pair to instances, replacing the previous one."""
    found = _instances(call, p.instance_ids)
    for instance in found:
        instance_checks.set_key_pair(call, instance, p.key_pair_name, instances.image_of(instance))
        instance.has_password = False
        call.store.put(instance)
    return _results(p.key_pair_name, found)


class DetachKeyPair(Params, kw_only=True):
    """Parameters of DetachKeyPair; `InstanceIds` is a JSON array."""

    key_pair_name: str
    instance_ids: JsonList


@ECS.action(
    "DetachKeyPair",
    Evidence.SEEN,
    "for an instance that has another key pair, success is assumed",
    resources=(INSTANCE.by("InstanceIds"), KEY_PAIR),
)
def detach_key_pair(call: Call, p: DetachKeyPair) -> Answer:
    """Unbind a key pair from the instances that have it."""
    key_pairs.check_exists(call, p.key_pair_name)
    found = _instances(call, p.instance_ids)
    for instance in found:
        if instance.key_pair == p.key_pair_name:
            instance.key_pair = ""
            call.store.put(instance)
    return _results(p.key_pair_name, found)


def _instances(call: Call, ids: JsonList) -> list[Instance]:
    if not ids:
        raise missing("InstanceIds")
    if len(ids) > _MOST_INSTANCES:
        raise ApiError(
            400, "InvalidInstanceIds.ValueNotSupported", f"InstanceIds takes at most {_MOST_INSTANCES} instances."
        )
    found = [instances.get_instance(call, one) for one in dict.fromkeys(ids)]
    for instance in found:
        if instances.image_of(instance).windows:
            raise ApiError(
                403, "DependencyViolation.WindowsInstance", f"The instance {instance.id} has Windows: no key pair."
            )
    return found


def _results(name: str, found: list[Instance]) -> Answer:
    rows = [{"InstanceId": one.id, "Success": "true", "Code": "200", "Message": "successful"} for one in found]
    return {"KeyPairName": name, "TotalCount": len(found), "FailCount": 0, "Results": {"Result": rows}}
