"""What a property can hold besides plain values: unknowns, secrets and outputs of other resources of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from google.protobuf import json_format, struct_pb2
from pulumi_policy import Secret
from pulumi_policy.deserialize import serialize_properties
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

if TYPE_CHECKING:
    from .plan import Planned

UNKNOWN: Final = UNKNOWN_STRING_VALUE
"""A value that is not known yet. The engine sends this one marker whatever the property's type is."""


@dataclass(frozen=True, eq=False)
class Output:
    """An output of a planned resource: unknown on a first preview, `value` once the resource exists."""

    resource: Planned
    value: object


def secret(value: object) -> Secret:
    """Mark a value as secret; policies that validate see the plain value, remediations keep the mark."""
    return Secret(value)


def resolved(value: object, *, exists: bool) -> object:
    """The value as the engine would send it, each output replaced by its value or by UNKNOWN."""
    if isinstance(value, Output):
        return value.value if exists else UNKNOWN
    if isinstance(value, Secret):
        return Secret(resolved(value.value, exists=exists))
    if isinstance(value, Mapping):
        return {key: resolved(inner, exists=exists) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [resolved(inner, exists=exists) for inner in value]
    return value


def sources(value: object) -> list[Planned]:
    """The resources whose outputs are in the value, in the order in which they appear, each once."""
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
    """Whether the resolved value is unknown or holds an unknown anywhere."""
    if isinstance(value, Secret):
        return has_unknown(value.value)
    if isinstance(value, Mapping):
        return any(map(has_unknown, value.values()))
    if isinstance(value, list):
        return any(map(has_unknown, value))
    return value == UNKNOWN


def as_struct(properties: Mapping[str, object]) -> struct_pb2.Struct:
    """Properties in the form in which they travel, by the SDK's own serializer."""
    return json_format.ParseDict(dict(serialize_properties(properties)), struct_pb2.Struct())


def from_struct(struct: struct_pb2.Struct) -> dict[str, object]:
    """Properties that came back from a pack, secrets and unknowns still marked."""
    return dict(json_format.MessageToDict(struct))
