"""Checks and formats that many actions share: tags, names, descriptions, filters by field."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from alicloud_rules import names
from alicloud_rules.violation import Violation
from alicloud_sandbox.core.api_errors import ApiError, violating
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.params import Tag

E = TypeVar("E", bound=Entity)
T = TypeVar("T")


def checked_tags(tags: Iterable[Tag]) -> dict[str, str]:
    """Return the tags of a request as a mapping; refuse too many, repeated or malformed ones with the API's codes."""
    found: dict[str, str] = {}
    for tag in tags:
        if tag.key in found:
            raise ApiError(400, "Duplicate.TagKey", f"The tag key {tag.key!r} is given twice.")
        found[tag.key] = tag.value
    check_tag_map(found)
    return found


def check_tag_map(tags: Mapping[str, str]) -> None:
    """Refuse more than the allowed number of tags on one resource, and malformed ones."""
    if len(tags) > names.MAX_TAGS:
        raise ApiError(403, "QuotaExceed.Tags", f"A resource takes at most {names.MAX_TAGS} tags, not {len(tags)}.")
    if violation := names.check_tags(tags):
        raise ApiError(400, "InvalidTagKey.Malformed", violation)


def tagged(entities: Iterable[E], tags: Iterable[Tag]) -> list[E]:
    """Return the entities that have all these tags; an empty value in the filter matches any value."""
    wanted = list(tags)
    return [
        entity
        for entity in entities
        if all(tag.key in entity.tags and tag.value in ("", entity.tags[tag.key]) for tag in wanted)
    ]


def only(entities: Iterable[E], **wanted: str | None) -> list[E]:
    """Return the entities whose fields have these values; None and empty values do not filter."""
    filters = {field: value for field, value in wanted.items() if value}
    return [entity for entity in entities if all(getattr(entity, field) == value for field, value in filters.items())]


def set_given(entity: Entity, **values: object) -> None:
    """Set the fields whose value is not None; a parameter that a request leaves out changes nothing."""
    for field, value in values.items():
        if value is not None:
            setattr(entity, field, value)


def vpc_tags(tags: Mapping[str, str]) -> dict[str, Any]:
    """Return tags in the format of VPC."""
    return {"Tag": [{"Key": key, "Value": value} for key, value in tags.items()]}


def ecs_tags(tags: Mapping[str, str]) -> dict[str, Any]:
    """Return tags in the format of ECS."""
    return {"Tag": [{"TagKey": key, "TagValue": value, "Key": key, "Value": value} for key, value in tags.items()]}


def check_name(
    parameter: str, name: str, code: str, check: Callable[[str], Violation | None] = names.check_ecs_name
) -> None:
    """Refuse a resource name outside the product's rules; an empty name is allowed."""
    if name and (violation := check(name)):
        raise violating(parameter, violation, code)


def check_description(parameter: str, text: str, code: str) -> None:
    """Refuse a description outside the service's rules; an empty description is allowed."""
    if text and (violation := names.check_description(text)):
        raise violating(parameter, violation, code)
