"""Formats that RAM's requests and answers share: markers, lists as JSON arrays, tags."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from alicloud_sandbox.core.answers import checked_tags
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.params import Params, Tag

E = TypeVar("E", bound=Entity)

_MOST_ITEMS = 1000


class Marked(Params, kw_only=True):
    """Paging with a marker: the name after which the next page begins."""

    marker: str = ""
    max_items: int = 100


def marked_page(p: Marked, found: Sequence[E], write: Callable[[E], Any]) -> tuple[list[Any], dict[str, Any]]:
    """Return one page by name, written by `write`, and whether more follow."""
    if not 1 <= p.max_items <= _MOST_ITEMS:
        raise invalid("MaxItems", f"it must be 1 to {_MOST_ITEMS}")
    rest = sorted((entity for entity in found if entity.name > p.marker), key=lambda entity: entity.name)
    page = rest[: p.max_items]
    more = {"IsTruncated": True, "Marker": page[-1].name} if len(rest) > len(page) else {"IsTruncated": False}
    return [write(entity) for entity in page], more


def tags(value: list[Tag] | str) -> list[Tag]:
    """Return tags, sent numbered or as a JSON array (as the provider and the SDK do for RAM)."""
    if not isinstance(value, str):
        return value
    try:
        return msgspec.json.decode(value or "[]", type=list[Tag])
    except msgspec.DecodeError:
        raise invalid("Tag", "a JSON array of objects with Key and Value is expected") from None


def tag_map(value: list[Tag] | str) -> dict[str, str]:
    """Return the checked tags of a new resource."""
    return checked_tags(tags(value))


def write_tags(entity: Entity) -> dict[str, Any]:
    """Return tags in the format of RAM's lists."""
    return {"Tag": [{"TagKey": key, "TagValue": value} for key, value in entity.tags.items()]}
