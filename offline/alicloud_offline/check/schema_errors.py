"""Inputs that a provider refuses by its schema: unknown types and properties, wrong types, missing properties.

Python itself checks a resource created by its typed class, but not one created by `pulumi.CustomResource`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from google.protobuf import struct_pb2

from alicloud_offline._pulumi_internals import UNKNOWN, is_input_type, special_value, unwrap_type
from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.check.sdk_schemas import ObjectSchema, object_schema, resource_schema
from alicloud_offline.program.type_tokens import PROVIDER
from alicloud_offline.report.report_model import ADVISORY, MANDATORY, Finding, Rule

PACK = "provider-types"
CHECKED_PACKAGES = ("alicloud",)

_SDK = "https://www.pulumi.com/registry/packages/alicloud/"
RULES = tuple(
    Rule(name, PACK, description, level, url=_SDK)
    for level, name, description in (
        (MANDATORY, "unknown-type", "The type of a resource is one of its provider."),
        (MANDATORY, "unknown-property", "A resource has only properties of its type."),
        (MANDATORY, "wrong-type", "A property has the type that the provider declares."),
        (MANDATORY, "missing-property", "A resource has the properties that its type requires."),
        (ADVISORY, "converted-type", "A property has the type that the provider declares, not one that it converts."),
    )
)
_LEVELS = {rule.id: rule.level for rule in RULES}

Annotation = Any
_SCALARS: dict[Annotation, tuple[str, str]] = {
    str: ("a string", "string_value"),
    int: ("an integer", "number_value"),
    float: ("a number", "number_value"),
    bool: ("a boolean", "bool_value"),
}
_Error = tuple[str, str]
"""A rule's id and a sentence."""


def schema_errors(resources: Iterable[RecordedResource]) -> list[Finding]:
    """Return a finding for each error in the inputs of these resources."""
    found = []
    for resource in resources:
        package = resource.type.removeprefix(PROVIDER).partition(":")[0]
        if resource.custom and package in CHECKED_PACKAGES and resource.existing_id is None:
            found += [Finding(rule, PACK, _LEVELS[rule], resource.urn, text) for rule, text in _of_resource(resource)]
    return found


def _of_resource(resource: RecordedResource) -> Iterator[_Error]:
    try:
        schema = resource_schema(resource.type)
    except KeyError:
        yield "unknown-type", f"The installed SDK has no resource type {resource.type}."
        return
    if schema:
        yield from _of_object(schema, resource.inputs.fields, "", PROVIDER in resource.type)


def _of_object(
    schema: ObjectSchema, given: Mapping[str, struct_pb2.Value], path: str, serialized: bool = False
) -> Iterator[_Error]:
    """Check an object; `serialized` values are strings of JSON, as those of providers are, and not checked."""
    for name, value in given.items():
        if name.startswith("__") or name == "version":
            continue
        if name not in schema.types:
            yield "unknown-property", f"{path}{name} is not a property of this type; {_hint(name, schema)}"
        elif not serialized:
            yield from _of_value(schema.types[name], value, f"{path}{name}")
    for name in sorted(schema.required - given.keys()):
        yield "missing-property", f"{path}{name} is required."


def _hint(name: str, schema: ObjectSchema) -> str:
    close = get_close_matches(name, schema.types, n=1)
    return f"did you mean {close[0]}?" if close else f"expected one of {', '.join(sorted(schema.types))}."


def _of_value(annotation: Annotation, value: struct_pb2.Value, path: str) -> Iterator[_Error]:
    annotation = unwrap_type(annotation)
    special = special_value(value)
    if special is not None:
        yield from _of_value(annotation, special, path)
        return
    form = value.WhichOneof("kind")
    if form in (None, "null_value") or value.string_value == UNKNOWN:
        return
    origin = get_origin(annotation)
    if is_input_type(annotation) and form == "struct_value":
        yield from _of_object(object_schema(annotation), value.struct_value.fields, f"{path}.")
    elif _is_subclass(origin, Sequence) and form == "list_value":
        for index, inner in enumerate(value.list_value.values):
            yield from _of_value(get_args(annotation)[0], inner, f"{path}[{index}]")
    elif _is_subclass(origin, Mapping) and form == "struct_value":
        for name, inner in value.struct_value.fields.items():
            yield from _of_value(get_args(annotation)[1], inner, f"{path}.{name}")
    elif (expected := _expected(annotation)) and not _matches(annotation, value):
        rule = "converted-type" if _is_converted(annotation, value) else "wrong-type"
        yield rule, f"{path} must be {expected}, not {_kind(value)}."


def _is_subclass(origin: object, kind: type) -> bool:
    return isinstance(origin, type) and issubclass(origin, kind)


def _expected(annotation: Annotation) -> str:
    """Return the type in words; empty for one that is not checked, such as a union."""
    if annotation in _SCALARS:
        return _SCALARS[annotation][0]
    origin = get_origin(annotation)
    if is_input_type(annotation) or _is_subclass(origin, Mapping):
        return "an object"
    return "a list" if _is_subclass(origin, Sequence) else ""


def _matches(annotation: Annotation, value: struct_pb2.Value) -> bool:
    matches = annotation in _SCALARS and _SCALARS[annotation][1] == value.WhichOneof("kind")
    return matches and (annotation is not int or value.number_value.is_integer())


def _is_converted(annotation: Annotation, value: struct_pb2.Value) -> bool:
    """Return whether the provider converts the value to the type without a loss, such as "7" to 7."""
    form, string = value.WhichOneof("kind"), value.string_value
    if annotation is str:
        return form in ("number_value", "bool_value")
    if annotation is bool:
        return string in ("true", "false")
    try:
        return float(string).is_integer() or annotation is float
    except ValueError:
        return False


def _kind(value: struct_pb2.Value) -> str:
    """Return the type of the value in words; never the value, which may be a secret."""
    kinds = {"string_value": "a string", "bool_value": "a boolean", "list_value": "a list"}
    if value.WhichOneof("kind") == "number_value":
        return "an integer" if value.number_value.is_integer() else "a fractional number"
    return kinds.get(str(value.WhichOneof("kind")), "an object")
