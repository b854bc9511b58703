"""From what an engine sends to what a constructor takes: names in Python's spelling, dataclasses, enums, whole numbers.

Numbers travel as floats, and programs in YAML get a configured text of digits, such as an account's id, as a number.
An input that may be an `Output` can be one; any other has to be known when the program runs.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import pulumi

from .._pulumi_internals import PropertyDefinition, PropertyType, TypeDefinition

Types = Mapping[str, TypeDefinition]


def make_args(kind: type, definition: "Fields", types: Types, given: Mapping[str, Any], path: str = "") -> Any:  # noqa: ANN401
    """Return an instance of the dataclass `kind`; `pulumi.InputPropertyError` names the input that is wrong."""
    properties, python_names = definition
    unknown = [name for name in given if name not in properties]
    if unknown:
        raise pulumi.InputPropertyError(
            f"{path}{unknown[0]}", f"There is no such input; known: {', '.join(properties)}."
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
"""The properties of a type by their names on the wire, and those names in Python's spelling."""


def _converted(one: PropertyDefinition, types: Types, value: Any, path: str) -> Any:  # noqa: ANN401 - any property
    if isinstance(value, pulumi.Output):
        if one.plain:
            raise pulumi.InputPropertyError(path, "It has to be known when the program runs, not an output.")
        return value.apply(lambda known: None if known is None else _converted(one, types, known, path))
    named = types.get(one.ref.rpartition(":")[2]) if one.ref and one.ref.startswith("#") else None
    if named is not None:
        return _of_named_type(named, types, value, path)
    if one.items is not None:
        return [_converted(one.items, types, item, f"{path}[{index}]") for index, item in enumerate(_list(value, path))]
    return _simple(one.type, value, path)


def _of_named_type(named: TypeDefinition, types: Types, value: Any, path: str) -> Any:  # noqa: ANN401 - any property
    if named.enum is None:
        if not isinstance(value, Mapping):
            raise pulumi.InputPropertyError(path, f"It is an object, not {value!r}.")
        fields = (named.properties, named.properties_mapping)
        return make_args(named.python_type, fields, types, value, f"{path}.")
    allowed = [str(member.value) for member in named.enum]
    if value not in allowed:
        raise pulumi.InputPropertyError(path, f"It is one of {', '.join(allowed)}, not {value!r}.")
    kind: type[Enum] = named.python_type
    return kind(value)


def _list(value: Any, path: str) -> list[Any]:  # noqa: ANN401 - any property
    if not isinstance(value, list):
        raise pulumi.InputPropertyError(path, f"It is a list, not {value!r}.")
    return value


def _simple(kind: PropertyType | None, value: Any, path: str) -> Any:  # noqa: ANN401 - any property
    if kind is PropertyType.STRING and not isinstance(value, str):
        if not _is_whole(value) or abs(value) > _EXACT:
            raise pulumi.InputPropertyError(path, f"It is a text, not {value!r}; quote it.")
        return str(int(value))
    if kind is not PropertyType.INTEGER:
        return value
    if not _is_whole(value):
        raise pulumi.InputPropertyError(path, f"It is a whole number, not {value!r}.")
    return int(value)


def _is_whole(value: Any) -> bool:  # noqa: ANN401 - any property
    return isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)


_EXACT = 2**53
"""Up to here a float has every whole number."""
