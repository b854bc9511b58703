"""Takes the SDK's wrapped properties apart, one by one, so that an unknown one never raises further in.

What the SDK hands over is neither dict nor list, and raises `UnknownValueError` for an unknown from `[]`, `in`, `.get`,
`.items` and iteration; counting and listing keys do not. Where secrets are kept apart, unknowns come as marker texts.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

from pulumi_policy import proxy as sdk
from pulumi_policy.proxy import UnknownValueError
from pulumi_policy.secret import Secret

Plain = Any
"""A dict, list, text, number, bool or None; in any place UNKNOWN."""


class _Marker(Enum):
    UNKNOWN = "unknown"


UNKNOWN: Final = _Marker.UNKNOWN
"""Stands where a value is not known yet."""

_SENTINELS = frozenset(
    {
        sdk.UNKNOWN_BOOLEAN_VALUE,
        sdk.UNKNOWN_NUMBER_VALUE,
        sdk.UNKNOWN_STRING_VALUE,
        sdk.UNKNOWN_ARRAY_VALUE,
        sdk.UNKNOWN_ASSET_VALUE,
        sdk.UNKNOWN_ARCHIVE_VALUE,
        sdk.UNKNOWN_OBJECT_VALUE,
    }
)
_TOO_DEEP = 50


def plain(value: object, depth: int = 0) -> Plain:
    """Return the value as plain dicts and lists; what is unknown, or of no plain kind, as UNKNOWN."""
    if isinstance(value, Secret):
        value = value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return UNKNOWN if is_unknown(value) else value
    if depth > _TOO_DEEP:
        return UNKNOWN
    if isinstance(value, Mapping):
        return {key: plain(entry(value, key), depth + 1) for key in value}
    if isinstance(value, Sequence):
        return [plain(entry(value, place), depth + 1) for place in range(len(value))]
    return UNKNOWN


def is_unknown(value: object) -> bool:
    """Whether this is a text that the protocol puts in the place of a value that is not known yet."""
    return isinstance(value, str) and value in _SENTINELS


def entry(values: Any, key: Any) -> object:  # noqa: ANN401 (a wrapped mapping or sequence)
    """Return one value of a wrapped mapping or sequence, UNKNOWN when it is not known yet."""
    try:
        return values[key]
    except UnknownValueError:
        return UNKNOWN


def picked(values: Mapping[str, object], names: Sequence[str]) -> dict[str, Plain]:
    """Return the values with these names, as far as they are there."""
    there = set(values)
    return {name: plain(entry(values, name)) for name in names if name in there}
