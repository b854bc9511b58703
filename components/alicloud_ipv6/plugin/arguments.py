"""Converts the engine's inputs to a constructor's arguments: Python's names, dataclasses, enums and integers.

Numbers are sent as floats, and programs in YAML pass a configured string of digits, such as an account's id, as a
number. An input that may be an `Output` can be one; any other must be known when the program runs.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import pulumi

from ._plugin_internals import PropertyDefinition, PropertyType, TypeDefinition

Types = Mapping[str, TypeDefinition]


def make_args(kind: type, definition: "Fields", types: Types, given: Mapping[str, Any], path: str = "") -> Any:  # noqa: ANN401
    """Return an instance of the dataclass `kind`; raise `pulumi.InputPropertyError` for an invalid input."""
    properties, python_names = definition
    unknown = [name for name in given if name not in properties]
    if unknown:
        raise pulumi.InputPropertyError(
            f"{path}{unknown[0]}", f"Unknown input; expected one of: {', '.join(properties)}."
        )
    found = {}
    for name, one in properties.items():
        value = given.get(name)
        if value is not None:
            found[python_names[name]] = _converted(one, types, value, f"{path}{name}")
        elif not one.optional:
            raise pulumi.InputPropertyError(f"{path}{name}", "It is required.")
    return kind(**found)


Fields = tuple[Mapping[str, PropertyDefinition], Mapping[str, str]]
"""The properties of a type by the engine's names, and Python's name of each."""


def _converted(one: PropertyDefinition, types: Types, value: Any, path: str) -> Any:  # noqa: ANN401 - any property
    if isinstance(value, pulumi.Output):
        if one.plain:
            raise pulumi.InputPropertyError(path, "It must be known when the program runs; an output is not allowed.")
        return value.apply(lambda known: None if known is None else _converted(one, types, known, path))
    named = types.get(one.ref.rpartition(":")[2]) if one.ref and one.ref.startswith("#") else None
    if named is not None:
        return _of_named_type(named, types, value, path)
    if one.ref and one.ref.startswith("/") and not isinstance(value, pulumi.Resource):
        kind = one.ref.rpartition("/")[2]
        raise pulumi.InputPropertyError(path, f"It must be a resource of the type {kind}, not {value!r}.")
    if one.items is not None:
        return [_converted(one.items, types, item, f"{path}[{index}]") for index, item in enumerate(_list(value, path))]
    return _simple(one.type, value, path)


def _of_named_type(named: TypeDefinition, types: Types, value: Any, path: str) -> Any:  # noqa: ANN401 - any property
    if named.enum is None:
        if not isinstance(value, Mapping):
            raise pulumi.InputPropertyError(path, f"It must be an object, not {value!r}.")
        fields = (named.properties, named.properties_mapping)
        return make_args(named.python_type, fields, types, value, f"{path}.")
    allowed = [str(member.value) for member in named.enum]
    if value not in allowed:
        raise pulumi.InputPropertyError(path, f"Invalid value {value!r}; expected one of: {', '.join(allowed)}.")
    kind: type[Enum] = named.python_type
    return kind(value)


def _list(value: Any, path: str) -> list[Any]:  # noqa: ANN401 - any property
    if not isinstance(value, list):
        raise pulumi.InputPropertyError(path, f"It must be a list, not {value!r}.")
    return value


def _simple(kind: PropertyType | None, value: Any, path: str) -> Any:  # noqa: ANN401 - any property
    if kind is PropertyType.STRING and not isinstance(value, str):
        if not _is_integer(value) or abs(value) > _EXACT:
            raise pulumi.InputPropertyError(path, f"It must be a string, not {value!r}; quote it.")
        return str(int(value))
    if kind is not PropertyType.INTEGER:
        return value
    if not _is_integer(value):
        raise pulumi.InputPropertyError(path, f"It must be an integer, not {value!r}.")
    return int(value)


def _is_integer(value: Any) -> bool:  # noqa: ANN401 - any property
    return isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)


_EXACT = 2**53
"""Up to here a float represents every integer."""
