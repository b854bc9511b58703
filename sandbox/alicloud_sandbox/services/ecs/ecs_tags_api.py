"""Requests and answers of tags of ECS resources."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from alicloud_sandbox.core import tagging
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Command, Disk, Eni, Entity, Instance, Invocation, KeyPair, SecurityGroup
from alicloud_sandbox.core.paging import page, token_page
from alicloud_sandbox.core.params import Pages, Params, Tag
from alicloud_sandbox.core.resource_types import ALL_RESOURCES, TYPED
from alicloud_sandbox.services.ecs.key_pairs import entity_ids

_KINDS: tagging.Kinds = {
    "instance": Instance,
    "eni": Eni,
    "securitygroup": SecurityGroup,
    "disk": Disk,
    "command": Command,
    "invocation": Invocation,
    "keypair": KeyPair,
}
#: Documented types without resources or tags in the sandbox: their listings are empty.
_NEVER_TAGGED = frozenset(
    {
        "activation",
        "capacityreservation",
        "ddh",
        "ddhcluster",
        "elasticityassurance",
        "image",
        "launchtemplate",
        "managedinstance",
        "reservedinstance",
        "snapshot",
        "snapshotpolicy",
        "volume",
    }
)
_ROWS_PER_PAGE = 1000


@ECS.action("TagResources", Evidence.DOCUMENTED, resources=(TYPED,))
def tag_resources(call: Call, p: tagging.TagParams) -> Answer:
    """Add tags to ECS resources."""
    ids = entity_ids(call, p.resource_type, p.resource_id)
    tagging.tag(call, _KINDS, msgspec.structs.replace(p, resource_id=ids))
    return {}


@ECS.action("UntagResources", Evidence.DOCUMENTED, resources=(TYPED,))
def untag_resources(call: Call, p: tagging.UntagParams) -> Answer:
    """Remove tags from ECS resources."""
    ids = entity_ids(call, p.resource_type, p.resource_id)
    tagging.untag(call, _KINDS, msgspec.structs.replace(p, resource_id=ids))
    return {}


class ListTagResources(Params, kw_only=True):
    """Parameters of ListTagResources."""

    resource_type: str
    resource_id: list[str] = []
    tag: list[Tag] = []
    next_token: str = ""


@ECS.action(
    "ListTagResources", Evidence.DOCUMENTED, "TagFilter, in invitational preview, is refused", resources=ALL_RESOURCES
)
def list_tag_resources(call: Call, p: ListTagResources) -> Answer:
    """Return the tags of ECS resources, a row per tag."""
    rows: list[dict[str, Any]] = []
    if p.resource_type.lower() not in _NEVER_TAGGED:
        ids = entity_ids(call, p.resource_type, p.resource_id)
        rows = tagging.listing(call, _KINDS, p.resource_type, ids, p.tag)
    some, token = token_page(rows, lambda row: f"{row['ResourceId']}/{row['TagKey']}", p.next_token, _ROWS_PER_PAGE)
    return {"NextToken": token, "TagResources": {"TagResource": some}}


class DescribeTags(Pages, kw_only=True):
    """Parameters of DescribeTags."""

    resource_type: str = ""
    resource_id: str = ""
    tag: list[Tag] = []
    page_size: int = 50


@ECS.action("DescribeTags", Evidence.DOCUMENTED, "Category is refused", assumed_resources=ALL_RESOURCES)
def describe_tags(call: Call, p: DescribeTags) -> Answer:
    """Return the distinct tags in use, with the number of resources of each type."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for resource_type, entity in _tagged(call, p):
        for key, value in entity.tags.items():
            if _wanted(key, value, p.tag):
                counts[key, value][resource_type] += 1
    rows, numbers = page(p, sorted(counts), lambda tag: _write(*tag, counts[tag]), 100)
    return {"Tags": {"Tag": rows}, **numbers}


def _tagged(call: Call, p: DescribeTags) -> Iterator[tuple[str, Entity]]:
    """Yield the resources of the request with the names of their types."""
    kinds = _KINDS
    if p.resource_type.lower() in _NEVER_TAGGED:
        kinds = {}
    elif p.resource_type:
        kinds = {p.resource_type.lower(): tagging.kind_of(_KINDS, p.resource_type)}
    for name, kind in kinds.items():
        ids = entity_ids(call, name, [p.resource_id])
        found = call.get_owned_by_ids(kind, ids) if p.resource_id else call.owned_all(kind)
        yield from ((name, entity) for entity in found)


def _wanted(key: str, value: str, tags: list[Tag]) -> bool:
    """Return whether one of the filter's tags is this one; a tag without value matches any value."""
    return not tags or any(tag.key == key and tag.value in ("", value) for tag in tags)


def _write(key: str, value: str, count: Counter[str]) -> dict[str, Any]:
    by_type = {name.capitalize(): number for name, number in count.items()}
    return {"TagKey": key, "TagValue": value, "ResourceTypeCount": by_type}
