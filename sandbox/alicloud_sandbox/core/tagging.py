"""Tags are written, removed and listed the same way by every product; only the names of resource types differ."""

from collections.abc import Mapping
from typing import Any

from alicloud_sandbox.core.answers import check_tag_map, checked_tags, tagged
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.params import Tag

#: A product's resource types as requests name them (lower case) and what the sandbox keeps for them.
Kinds = Mapping[str, type[Entity]]

_MOST_IDS = 50


def write(call: Call, kinds: Kinds, resource_type: str, ids: list[str], tags: list[Tag]) -> None:
    """Put tags on resources; a key that is there takes the new value."""
    if not tags:
        raise missing("Tag.1.Key")
    new = checked_tags(tags)
    for entity in _resources(call, kinds, resource_type, ids):
        check_tag_map({**entity.tags, **new})
        entity.tags = {**entity.tags, **new}
        call.store.put(entity)


def remove(call: Call, kinds: Kinds, resource_type: str, ids: list[str], keys: list[str], *, every: bool) -> None:
    """Take tags off resources; a key that is not there is no error. ``every`` counts only without keys."""
    if not keys and not every:
        raise missing("TagKey.1")
    for entity in _resources(call, kinds, resource_type, ids):
        entity.tags = {key: value for key, value in entity.tags.items() if keys and key not in keys}
        call.store.put(entity)


def listing(call: Call, kinds: Kinds, resource_type: str, ids: list[str], tags: list[Tag]) -> list[dict[str, Any]]:
    """One row per tag of the named resources, or of all resources that carry ``tags``; unknown ids have none."""
    if not ids and not tags:
        raise missing("ResourceId.1")
    kind = kind_of(kinds, resource_type)
    found = call.get_owned_by_ids(kind, ids) if ids else call.owned_all(kind)
    return [
        {"ResourceId": entity.id, "ResourceType": resource_type, "TagKey": key, "TagValue": value}
        for entity in tagged(found, tags)
        for key, value in entity.tags.items()
    ]


def kind_of(kinds: Kinds, resource_type: str) -> type[Entity]:
    """What the sandbox keeps for a resource type of a request."""
    kind = kinds.get(resource_type.lower())
    if kind is None:
        raise unknown_type(resource_type, kinds)
    return kind


def unknown_type(resource_type: str, kinds: Kinds) -> ApiError:
    """A resource type that the action does not take."""
    known = ", ".join(kinds)
    return ApiError(404, "InvalidResourceType.NotFound", f"ResourceType {resource_type!r} is not one of {known}.")


def _resources(call: Call, kinds: Kinds, resource_type: str, ids: list[str]) -> list[Entity]:
    kind = kind_of(kinds, resource_type)
    if not ids:
        raise missing("ResourceId.1")
    if len(ids) > _MOST_IDS:
        raise invalid("ResourceId", f"at most {_MOST_IDS} resources at a time")
    return [call.get_owned(kind, identifier, "InvalidResourceId.NotFound", resource_type) for identifier in ids]
