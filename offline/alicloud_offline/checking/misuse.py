"""What a provider would refuse of a resource before it does anything: unknown properties, wrong types, missing ones.

A resource made by its typed class is guarded by Python; one made by ``pulumi.CustomResource`` and a dictionary is not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from google.protobuf import struct_pb2
from pulumi import _types
from pulumi.runtime import rpc

from alicloud_offline.checking.outcome import ADVISORY, MANDATORY, Finding, Rule
from alicloud_offline.checking.records import PROVIDER, Record
from alicloud_offline.checking.sdk_types import Shape, shape, shape_of

PACK = "provider-types"
CHECKED = ("alicloud",)
"""The packages whose types are held against their SDK."""

_SDK = "https://www.pulumi.com/registry/packages/alicloud/"
RULES = tuple(
    Rule(name, PACK, text, level, url=_SDK)
    for level, name, text in (
        (MANDATORY, "unknown-type", "A resource has a type of its provider."),
        (MANDATORY, "unknown-property", "A resource has the properties of its type only."),
        (MANDATORY, "wrong-type", "A property has the type that the provider declares."),
        (MANDATORY, "missing-property", "A resource has the properties that its type requires."),
        (ADVISORY, "converted-type", "A property has the type that the provider declares, not one that it converts."),
    )
)
_LEVELS = {rule.id: rule.level for rule in RULES}

Problem = tuple[str, str]
"""A rule's id and a sentence."""


def misuses(records: Iterable[Record]) -> list[Finding]:
    """Everything that is wrong with the inputs of these resources."""
    found = []
    for record in records:
        package = record.type.removeprefix(PROVIDER).partition(":")[0]
        if record.custom and package in CHECKED and record.existing_id is None:
            found += [Finding(rule, PACK, _LEVELS[rule], record.urn, text) for rule, text in _problems(record)]
    return found


def _problems(record: Record) -> Iterator[Problem]:
    try:
        declared = shape_of(record.type)
    except KeyError:
        yield "unknown-type", f"There is no resource type {record.type} in the installed SDK."
        return
    if declared:
        yield from _of_object(declared, record.inputs.fields, "", PROVIDER in record.type)


def _of_object(
    declared: Shape, given: Mapping[str, struct_pb2.Value], path: str, texts: bool = False
) -> Iterator[Problem]:
    """``texts``: the values are texts that hold JSON, as those of providers are."""
    for name, value in given.items():
        if name.startswith("__") or name == "version":
            continue
        if name not in declared.types:
            yield "unknown-property", f"{path}{name} is no property here; {_hint(name, declared)}"
        elif not texts:
            yield from _of_value(declared.types[name], value, f"{path}{name}")
    for name in sorted(declared.required - given.keys()):
        yield "missing-property", f"{path}{name} is required and not given."


def _hint(name: str, declared: Shape) -> str:
    close = get_close_matches(name, declared.types, n=1)
    return f"did you mean {close[0]}?" if close else f"there are: {', '.join(sorted(declared.types))}."


def _of_value(kind: Any, value: struct_pb2.Value, path: str) -> Iterator[Problem]:  # noqa: ANN401 (any annotation)
    kind = _types.unwrap_type(kind)
    form = value.WhichOneof("kind")
    if form == "struct_value" and rpc._special_sig_key in value.struct_value.fields:
        fields = value.struct_value.fields
        if fields[rpc._special_sig_key].string_value == rpc._special_secret_sig:
            yield from _of_value(kind, fields["value"], path)
        return
    if form == "null_value" or value.string_value == rpc.UNKNOWN:
        return
    origin = get_origin(kind)
    if isinstance(kind, type) and _types.is_input_type(kind) and form == "struct_value":
        yield from _of_object(shape(kind), value.struct_value.fields, f"{path}.")
    elif isinstance(origin, type) and issubclass(origin, Sequence) and form == "list_value":
        for index, inner in enumerate(value.list_value.values):
            yield from _of_value(get_args(kind)[0], inner, f"{path}[{index}]")
    elif isinstance(origin, type) and issubclass(origin, Mapping) and form == "struct_value":
        for name, inner in value.struct_value.fields.items():
            yield from _of_value(get_args(kind)[1], inner, f"{path}.{name}")
    elif (wanted := _wanted(kind)) and not _is(kind, value):
        rule = "converted-type" if _is_converted(kind, value) else "wrong-type"
        yield rule, f"{path} must be {wanted}, not {_shown(value)}."


def _wanted(kind: Any) -> str:  # noqa: ANN401 (any annotation)
    """The kind in words; empty for one that is not judged, such as a choice of types."""
    names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
    if kind in names:
        return names[kind]
    origin = get_origin(kind)
    if isinstance(kind, type) and _types.is_input_type(kind):
        return "an object"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "an object"
    return "a list" if isinstance(origin, type) and issubclass(origin, Sequence) else ""


def _is(kind: Any, value: struct_pb2.Value) -> bool:  # noqa: ANN401 (any annotation)
    form = value.WhichOneof("kind")
    if kind is int:
        return form == "number_value" and value.number_value.is_integer()
    return {str: "string_value", float: "number_value", bool: "bool_value"}.get(kind) == form


def _is_converted(kind: Any, value: struct_pb2.Value) -> bool:  # noqa: ANN401 (any annotation)
    """Whether the provider makes the value one of this kind and nothing is lost, as a number of a text of digits."""
    form, text = value.WhichOneof("kind"), value.string_value
    if kind is str:
        return form in ("number_value", "bool_value")
    if kind is bool:
        return text in ("true", "false")
    try:
        return float(text).is_integer() or kind is float
    except ValueError:
        return False


def _shown(value: struct_pb2.Value) -> str:
    """The value's kind, never the value: it may be a secret one."""
    kinds = {"string_value": "a text", "bool_value": "true or false", "list_value": "a list"}
    if value.WhichOneof("kind") == "number_value":
        return "a number" if value.number_value.is_integer() else "a fraction"
    return kinds.get(str(value.WhichOneof("kind")), "an object")
