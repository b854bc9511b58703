"""Filters that several ECS lists share: wildcards in names, and creation times."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.params import Params

_FOREVER = float("inf")


class Filter(Params):
    """One `Filter.N` of a request."""

    key: str
    value: str


def matches(pattern: str, text: str) -> bool:
    """Return whether a name matches a filter with `*` as a wildcard; an empty filter matches every name."""
    parts = (re.escape(part) for part in pattern.split("*"))
    return not pattern or re.fullmatch(".*".join(parts), text, re.DOTALL) is not None


def bounds(filters: Iterable[Filter], known: tuple[str, ...] = ("CreationStartTime",)) -> tuple[float, float]:
    """Return the earliest and the latest creation time of the filters, in seconds since the epoch."""
    first, last = 0.0, _FOREVER
    for one in filters:
        if one.key not in known:
            raise ApiError(
                404, "InvalidFilterKey.NotFound", f"Filter key {one.key!r} is not one of {', '.join(known)}."
            )
        if one.key == "CreationStartTime":
            first = _time(one.value)
        else:
            last = _time(one.value)
    return first, last


def refuse_unknown(parameter: str, value: str, known: Iterable[str], code: str) -> None:
    """Refuse a filter value that no resource can have; an empty value does not filter."""
    if value and value not in (allowed := tuple(known)):
        raise ApiError(404, code, f"{parameter} {value!r} does not exist ({code}); it is one of {', '.join(allowed)}.")


def _time(text: str) -> float:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise invalid("Filter.1.Value", f"{text!r} is not a time of the form 2026-01-31T12:00Z") from None
