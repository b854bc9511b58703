"""Requests and answers of SSH key pairs."""

import msgspec

from alicloud_sandbox.core import resource_groups
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import checked_tags, ecs_tags, only, tagged
from alicloud_sandbox.core.api_errors import missing
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import KeyPair
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import JsonList, Pages, Params, Tag
from alicloud_sandbox.core.resource_types import KEY_PAIR
from alicloud_sandbox.services.ecs import key_pairs
from alicloud_sandbox.services.ecs.filters import matches


class CreateKeyPair(Params, kw_only=True):
    """Parameters of CreateKeyPair."""

    key_pair_name: str
    resource_group_id: str = ""
    tag: list[Tag] = []


@ECS.action("CreateKeyPair", Evidence.DOCUMENTED, "the codes of its refusals are assumed", resources=(KEY_PAIR.all,))
def create_key_pair(call: Call, p: CreateKeyPair) -> Answer:
    """Create an RSA key pair; only this answer has its private key."""
    group_id = resource_groups.in_ecs(call, p.resource_group_id)
    pair, private_key = key_pairs.generate(call, p.key_pair_name, group_id, checked_tags(p.tag))
    return {**_write_key(pair), "KeyPairId": call.new_id("ssh"), "PrivateKeyBody": private_key}


class ImportKeyPair(Params, kw_only=True):
    """Parameters of ImportKeyPair."""

    key_pair_name: str
    public_key_body: str
    resource_group_id: str = ""
    tag: list[Tag] = []


@ECS.action(
    "ImportKeyPair",
    Evidence.SEEN,
    "of the key only its form is checked; the codes of its refusals are assumed",
    assumed_resources=(KEY_PAIR.all,),
)
def import_key_pair(call: Call, p: ImportKeyPair) -> Answer:
    """Create a key pair from a public key that was made elsewhere."""
    group_id = resource_groups.in_ecs(call, p.resource_group_id)
    return _write_key(key_pairs.add(call, p.key_pair_name, p.public_key_body, group_id, checked_tags(p.tag)))


class DeleteKeyPairs(Params, kw_only=True):
    """Parameters of DeleteKeyPairs; `KeyPairNames` is a JSON array."""

    key_pair_names: JsonList


@ECS.action("DeleteKeyPairs", Evidence.SEEN, assumed_resources=(KEY_PAIR.by("KeyPairNames"),))
def delete_key_pairs(call: Call, p: DeleteKeyPairs) -> Answer:
    """Delete key pairs that no instance has."""
    if not p.key_pair_names:
        raise missing("KeyPairNames")
    key_pairs.delete(call, p.key_pair_names)
    return {}


class DescribeKeyPairs(Pages, kw_only=True):
    """Parameters of DescribeKeyPairs; the name takes asterisks."""

    key_pair_name: str = ""
    key_pair_finger_print: str = msgspec.field(name="KeyPairFingerPrint", default="")
    resource_group_id: str = ""
    include_public_key: bool = False
    tag: list[Tag] = []


@ECS.action(
    "DescribeKeyPairs",
    Evidence.SEEN,
    "`test-key-pair`, which the best practice presupposes, is there from the start, without a key",
    resources=(KEY_PAIR.or_all,),
)
def describe_key_pairs(call: Call, p: DescribeKeyPairs) -> Answer:
    """Return the key pairs that match every filter."""
    found = only(key_pairs.all_of(call), fingerprint=p.key_pair_finger_print, resource_group_id=p.resource_group_id)
    found = [pair for pair in tagged(found, p.tag) if matches(p.key_pair_name, pair.name)]
    rows, numbers = page(p, found, lambda pair: _write(pair, with_key=p.include_public_key))
    return {"KeyPairs": {"KeyPair": rows}, **numbers}


def _write_key(pair: KeyPair) -> Answer:
    return {"KeyPairName": pair.name, "KeyPairFingerPrint": pair.fingerprint}


def _write(pair: KeyPair, *, with_key: bool) -> Answer:
    return {
        **_write_key(pair),
        "CreationTime": timestamp(pair.created),
        "ResourceGroupId": pair.resource_group_id,
        "Tags": ecs_tags(pair.tags),
        **({"PublicKey": pair.public_key} if with_key else {}),
    }
