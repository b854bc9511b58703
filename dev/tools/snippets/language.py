"""Shared by the snippets of all languages: a walk over the values, and how long a line may be."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from alicloud_ipv6.version import PACKAGE

NAME = "shop"
"""The name of the resource in every snippet."""

_INDENT = "    "
_ONE_LINE = 100
"""The longest line in characters; a longer expression gets a line for each of its parts."""

Definition = Mapping[str, Any]


def class_name(token: str, described: Definition) -> str:
    """Return the name of a type in programs, where the name of an object type ends with `Args`."""
    name = token.rpartition(":")[2]
    return name if "enum" in described else f"{name}Args"


def named_type(schema: Definition, definition: Definition) -> tuple[str, Definition] | None:
    """Return the name and definition of a property's type if this package defines it, else None."""
    reference = str(definition.get("$ref", ""))
    if not reference.startswith("#/types/"):
        return None
    token = reference.removeprefix("#/types/")
    described = schema["types"][token]
    return class_name(token, described), described


class Language(ABC):
    """The syntax of a language. An `optional` value is one of a property that can be left out."""

    separator = ", "
    end = ","
    """The separator of the parts of an expression in one line, and what ends each in several lines."""

    def __init__(self, schema: Definition) -> None:
        self.schema = schema

    @abstractmethod
    def program(self, kind: str, use: Mapping[str, Any]) -> str:
        """Return a program that makes the resource."""

    @abstractmethod
    def assignment(self, name: str, value: str) -> str:
        """Return the part of an object that sets a property."""

    @abstractmethod
    def structure(self, type_: str, parts: Sequence[str], depth: int, *, pointer: bool) -> str:
        """Return an object of a type of this package; a `pointer` to it where a plain property is optional."""

    @abstractmethod
    def enum(self, enum: str, value: str, definition: Definition, *, optional: bool) -> str:
        """Return a member of an enum."""

    @abstractmethod
    def sequence(self, items: Sequence[str], definition: Definition, depth: int) -> str:
        """Return a list."""

    @abstractmethod
    def mapping(self, entries: Mapping[str, str], depth: int) -> str:
        """Return a map, given the expressions of its values."""

    def simple(self, value: object, _definition: Definition, *, optional: bool) -> str:
        """Return a string, number or boolean."""
        return json.dumps(value, ensure_ascii=False)

    def write(self, value: Any, definition: Definition, depth: int, *, optional: bool) -> str:  # noqa: ANN401 - any JSON
        """Return the value of a property as an expression."""
        name, described = named_type(self.schema, definition) or ("", {})
        if "enum" in described:
            return self.enum(name, value, definition, optional=optional)
        if name:
            parts = self.given(value, described["properties"], described.get("required", ()), depth)
            return self.structure(name, parts, depth, pointer=optional and bool(definition.get("plain")))
        if isinstance(value, list):
            items = [self.write(one, definition["items"], depth + 1, optional=False) for one in value]
            return self.sequence(items, definition, depth)
        if isinstance(value, dict):
            inner = definition["additionalProperties"]
            entries = {key: self.write(one, inner, depth + 1, optional=False) for key, one in value.items()}
            return self.mapping(entries, depth)
        return self.simple(value, definition, optional=optional)

    def given(
        self, values: Mapping[str, Any], properties: Definition, required: Sequence[str], depth: int
    ) -> list[str]:
        """Return an assignment for each property."""
        return [
            self.assignment(name, self.write(value, properties[name], depth + 1, optional=name not in required))
            for name, value in values.items()
        ]

    def arguments(self, kind: str, use: Mapping[str, Any], depth: int) -> list[str]:
        """Return an assignment for each argument of the resource."""
        resource = self.schema["resources"][f"{PACKAGE}:index:{kind}"]
        return self.given(use, resource["inputProperties"], resource.get("requiredInputs", ()), depth)

    def member(self, enum: str, value: str) -> str:
        """Return the schema's name of a member of an enum."""
        members = self.schema["types"][f"{PACKAGE}:index:{enum}"]["enum"]
        return str(next(one["name"] for one in members if one["value"] == value))

    def wrapped(self, head: str, parts: Sequence[str], tail: str, depth: int) -> str:
        """Return the parts in one line if they fit, else in a line each."""
        line = f"{head}{self.separator.join(parts)}{tail}"
        short = "\n" not in line and len(line) + len(_INDENT) * depth <= _ONE_LINE
        return line if short else self.broken(head.rstrip(), parts, tail.lstrip(), depth)

    def broken(self, head: str, parts: Sequence[str], tail: str, depth: int) -> str:
        """Return the parts in a line each."""
        lines = "".join(f"{_INDENT * (depth + 1)}{part}{self.end}\n" for part in parts)
        return f"{head}\n{lines}{_INDENT * depth}{tail}"
