"""Adding, removing and listing tags, for every product; only the names of resource types differ."""

from collections.abc import Mapping
from typing import Any

from alicloud_sandbox.core.answers import check_tag_map, checked_tags, tagged
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.params import Params, Tag


class TagParams(Params, kw_only=True):
    """Parameters of TagResources."""

    resource_type: str
    resource_id: list[str]
    tag: list[Tag]


class UntagParams(Params, kw_only=True):
    """Parameters of UntagResources."""

    resource_type: str
    resource_id: list[str]
    tag_key: list[str] = []
    all: bool = False


#: A product's resource types in requests (lower case) -> the kind of entity.
Kinds = Mapping[str, type[Entity]]

_MOST_IDS = 50


def tag(call: Call, kinds: Kinds, p: TagParams) -> None:
    """Add tags to resources; an existing key takes the new value."""
    if not p.tag:
        raise missing("Tag.1.Key")
    new = checked_tags(p.tag)
    for entity in _resources(call, kinds, p.resource_type, p.resource_id):
        check_tag_map({**entity.tags, **new})
        entity.tags = {**entity.tags, **new}
        call.store.put(entity)


def untag(call: Call, kinds: Kinds, p: UntagParams) -> None:
    """Remove tags from resources; a missing key is not an error. `All` counts only without keys."""
    if not p.tag_key and not p.all:
        raise missing("TagKey.1")
    for entity in _resources(call, kinds, p.resource_type, p.resource_id):
        entity.tags = {key: value for key, value in entity.tags.items() if p.tag_key and key not in p.tag_key}
        call.store.put(entity)


def listing(call: Call, kinds: Kinds, resource_type: str, ids: list[str], tags: list[Tag]) -> list[dict[str, Any]]:
    """Return one row per tag of the named resources, or of all resources that have `tags`."""
    if not ids and not tags:
        raise missing("ResourceId.1")
    kind = kind_of(kinds, resource_type)
    found = call.get_owned_by_ids(kind, ids) if ids else call.owned_all(kind)
    return [
        {"ResourceId": entity.shown_id, "ResourceType": resource_type, "TagKey": key, "TagValue": value}
        for entity in tagged(found, tags)
        for key, value in entity.tags.items()
    ]


def kind_of(kinds: Kinds, resource_type: str) -> type[Entity]:
    """Return the kind of entity for a resource type of a request."""
    kind = kinds.get(resource_type.lower())
    if kind is None:
        raise unknown_type(resource_type, kinds)
    return kind


def unknown_type(resource_type: str, kinds: Kinds) -> ApiError:
    """Return the error for an unknown resource type."""
    known = ", ".join(kinds)
    return ApiError(404, "InvalidResourceType.NotFound", f"ResourceType {resource_type!r} is not one of {known}.")


def _resources(call: Call, kinds: Kinds, resource_type: str, ids: list[str]) -> list[Entity]:
    kind = kind_of(kinds, resource_type)
    if not ids:
        raise missing("ResourceId.1")
    if len(ids) > _MOST_IDS:
        raise invalid("ResourceId", f"at most {_MOST_IDS} resources at a time")
    return [call.get_owned(kind, identifier, "InvalidResourceId.NotFound", resource_type) for identifier in ids]
