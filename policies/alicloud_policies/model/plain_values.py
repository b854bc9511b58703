"""Conversion of the properties that the SDK passes to policies into plain values.

The SDK wraps properties in proxies. For an unknown value they raise `UnknownValueError` from `[]`, `in`, `.get`,
`.items` and iteration; `len` and listing the keys are safe. Where secrets are marked, unknown values are placeholder
strings instead.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pulumi_policy import Secret

from alicloud_rules.three_valued import Unknown

from .._pulumi_internals import UnknownValueError, is_placeholder

Plain = Any
"""A dict, list, string, number, boolean or None; in any place `UNKNOWN`."""

UNKNOWN: Final = Unknown(frozenset())
"""An unknown value whose reason is not recorded."""

_MAX_DEPTH = 50


def plain(value: object, depth: int = 0) -> Plain:
    """Return the value as plain dicts and lists, with `UNKNOWN` for unknown values and for other types."""
    if isinstance(value, Secret):
        value = value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return UNKNOWN if is_placeholder(value) else value
    if depth > _MAX_DEPTH:
        return UNKNOWN
    if isinstance(value, Mapping):
        return {key: plain(_entry(value, key), depth + 1) for key in value}
    if isinstance(value, Sequence):
        return [plain(_entry(value, index), depth + 1) for index in range(len(value))]
    return UNKNOWN


def pick(values: Mapping[str, object], names: Sequence[str]) -> dict[str, Plain]:
    """Return those of the named properties that are present."""
    present = set(values)
    return {name: plain(_entry(values, name)) for name in names if name in present}


def _entry(values: Any, key: Any) -> object:  # noqa: ANN401 (a wrapped mapping or sequence)
    try:
        return values[key]
    except UnknownValueError:
        return UNKNOWN
