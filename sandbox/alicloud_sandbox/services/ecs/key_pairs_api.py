"""Requests that find key pairs and bind them to instances; every account has the same named pairs, without keys."""

import msgspec

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import KEY_PAIRS
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import Pages, Params, Tag, json_list
from alicloud_sandbox.core.resource_types import INSTANCE, KEY_PAIR
from alicloud_sandbox.services.ecs import instance_checks, instances
from alicloud_sandbox.services.ecs.filters import matches

_MOST_INSTANCES = 50


class DescribeKeyPairs(Pages, kw_only=True):
    """Parameters of DescribeKeyPairs; the name takes asterisks."""

    key_pair_name: str = ""
    key_pair_finger_print: str = msgspec.field(name="KeyPairFingerPrint", default="")
    resource_group_id: str = ""
    tag: list[Tag] = []


@ECS.action(
    "DescribeKeyPairs",
    Evidence.ASSUMED,
    "the pairs every account has; they have no key, group or tags",
    resources=(KEY_PAIR.or_all,),
)
def describe_key_pairs(call: Call, p: DescribeKeyPairs) -> Answer:
    """Return the key pairs that match every filter."""
    nobody = (p.key_pair_finger_print, p.resource_group_id, p.tag)
    found = [name for name in KEY_PAIRS if matches(p.key_pair_name, name) and not any(nobody)]
    rows, numbers = page(p, found, _write)
    return {"KeyPairs": {"KeyPair": rows}, **numbers}


class AttachKeyPair(Params, kw_only=True):
    """Parameters of AttachKeyPair; `InstanceIds` is a JSON array."""

    key_pair_name: str
    instance_ids: str


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
        instance_checks.set_key_pair(instance, p.key_pair_name, instances.image_of(instance))
        instance.has_password = False
        call.store.put(instance)
    return _results(p.key_pair_name, found)


class DetachKeyPair(Params, kw_only=True):
    """Parameters of DetachKeyPair; `InstanceIds` is a JSON array."""

    key_pair_name: str
    instance_ids: str


@ECS.action(
    "DetachKeyPair",
    Evidence.SEEN,
    "for an instance that has another key pair, success is assumed",
    resources=(INSTANCE.by("InstanceIds"), KEY_PAIR),
)
def detach_key_pair(call: Call, p: DetachKeyPair) -> Answer:
    """Unbind a key pair from the instances that have it."""
    instance_checks.check_key_pair(p.key_pair_name)
    found = _instances(call, p.instance_ids)
    for instance in found:
        if instance.key_pair == p.key_pair_name:
            instance.key_pair = ""
            call.store.put(instance)
    return _results(p.key_pair_name, found)


def _instances(call: Call, text: str) -> list[Instance]:
    ids = json_list("InstanceIds", text)
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


def _write(name: str) -> Answer:
    return {
        "KeyPairName": name,
        "KeyPairFingerPrint": "",
        "CreationTime": "",
        "ResourceGroupId": "",
        "Tags": {"Tag": []},
    }
