"""Property values besides plain ones: unknowns, secrets, and outputs of other planned resources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from google.protobuf import json_format, struct_pb2
from pulumi_policy import Secret

from ._pulumi_internals import UNKNOWN

if TYPE_CHECKING:
    from .planned_stack import PlannedResource


@dataclass(frozen=True, eq=False)
class Output:
    """An output of a planned resource: unknown on a first preview, `value` once the resource exists."""

    resource: PlannedResource
    value: object


def secret(value: object) -> Secret:
    """Mark a value as secret; validations receive the plain value, and remediations the marked one."""
    return Secret(value)


def resolved(value: object, *, exists: bool) -> object:
    """Return the value as the engine sends it, with outputs replaced by their values or by `UNKNOWN`."""
    if isinstance(value, Output):
        return value.value if exists else UNKNOWN
    if isinstance(value, Secret):
        return Secret(resolved(value.value, exists=exists))
    if isinstance(value, Mapping):
        return {key: resolved(inner, exists=exists) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [resolved(inner, exists=exists) for inner in value]
    return value


def sources(value: object) -> list[PlannedResource]:
    """Return the distinct resources whose outputs the value contains, in order."""
    if isinstance(value, Output):
        return [value.resource]
    if isinstance(value, Secret):
        return sources(value.value)
    inner: Sequence[object] = ()
    if isinstance(value, Mapping):
        inner = tuple(value.values())
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        inner = value
    return list(dict.fromkeys(found for part in inner for found in sources(part)))


def has_unknown(value: object) -> bool:
    """Return whether a resolved value is unknown or contains an unknown value."""
    if isinstance(value, Secret):
        return has_unknown(value.value)
    if isinstance(value, Mapping):
        return any(map(has_unknown, value.values()))
    if isinstance(value, list):
        return any(map(has_unknown, value))
    return value == UNKNOWN


def from_struct(struct: struct_pb2.Struct) -> dict[str, object]:
    """Return properties from a pack, with secrets and unknowns still marked."""
    return dict(json_format.MessageToDict(struct))
