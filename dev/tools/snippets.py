"""Format an example of a component in Python, TypeScript and YAML, from properties with the schema's names."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

import alicloud_ipv6
from alicloud_ipv6.version import PACKAGE

ASSIGNMENT = "Ipv6Assignment"
"""The only resource that takes keyword arguments in Python."""

_NAME = "shop"
_INDENT = "    "
_ONE_LINE = 100
"""The longest line in characters; a longer expression gets a line for each of its parts."""

Definition = Mapping[str, Any]


@dataclass(frozen=True)
class _Language:
    """The syntax of values in a language; this class has TypeScript's."""

    schema: Definition
    assigns = ": "
    closes = " }"

    def name(self, name: str) -> str:
        return name

    def opens(self, _type: str) -> str:
        return "{ "

    def member(self, enum: str, value: str) -> str:
        members = self.schema["types"][f"{PACKAGE}:index:{enum}"]["enum"]
        return f"ipv6.{enum}.{next(one['name'] for one in members if one['value'] == value)}"

    def simple(self, value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    def write(self, value: Any, definition: Definition, depth: int) -> str:  # noqa: ANN401 - any JSON
        """Return the value of a property as an expression."""
        name, described = named_type(self.schema, definition) or ("", {})
        if "enum" in described:
            return self.member(name, value)
        if name:
            return _wrapped(self.opens(name), self.given(value, described["properties"], depth), self.closes, depth)
        if isinstance(value, list):
            return _wrapped("[", [self.write(one, definition["items"], depth + 1) for one in value], "]", depth)
        return self.simple(value)

    def given(self, values: Mapping[str, Any], properties: Definition, depth: int) -> list[str]:
        """Return an assignment for each property."""
        return [
            f"{self.name(name)}{self.assigns}{self.write(value, properties[name], depth + 1)}"
            for name, value in values.items()
        ]


class _Python(_Language):
    assigns = "="
    closes = ")"

    def name(self, name: str) -> str:
        return python_name(name)

    def opens(self, type_: str) -> str:
        return f"{type_}("

    def member(self, enum: str, value: str) -> str:
        return f"{enum}.{getattr(alicloud_ipv6, enum)(value).name}"

    def simple(self, value: object) -> str:
        return str(value) if isinstance(value, bool) else super().simple(value)


def python_name(name: str) -> str:
    """Return the name of a property in Python."""
    return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name)


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


def as_yaml(kind: str, use: Mapping[str, Any]) -> str:
    """Return the resource as a part of a Pulumi.yaml."""
    resource = {_NAME: {"type": f"{PACKAGE}:index:{kind}", "properties": dict(use)}}
    return yaml.safe_dump({"resources": resource}, sort_keys=False).rstrip()


def as_typescript(schema: Definition, kind: str, use: Mapping[str, Any]) -> str:
    """Return the import and the statement."""
    given = _broken("{", _Language(schema).given(use, _inputs(schema, kind), 0), "}", 0)
    return f'import * as ipv6 from "@pulumi/{PACKAGE}";\n\nnew ipv6.{kind}("{_NAME}", {given});'


def as_python(schema: Definition, kind: str, use: Mapping[str, Any]) -> str:
    """Return the import and the statement."""
    language, inputs, name = _Python(schema), _inputs(schema, kind), f'"{_NAME}"'
    args = [_broken(f"{kind}Args(", language.given(use, inputs, 1), ")", 1)]
    if kind == ASSIGNMENT:
        args = language.given(use, inputs, 0)
    call = _broken(f"{kind}(", [name, *args], ")", 0)
    used = sorted(one for one in alicloud_ipv6.__all__ if re.search(rf"\b{one}[(.]", call))
    return f"from alicloud_ipv6 import {', '.join(used)}\n\n{call}"


def _inputs(schema: Definition, kind: str) -> Definition:
    properties: Definition = schema["resources"][f"{PACKAGE}:index:{kind}"]["inputProperties"]
    return properties


def _wrapped(head: str, parts: Sequence[str], tail: str, depth: int) -> str:
    line = f"{head}{', '.join(parts)}{tail}"
    short = "\n" not in line and len(line) + len(_INDENT) * depth <= _ONE_LINE
    return line if short else _broken(head.rstrip(), parts, tail.lstrip(), depth)


def _broken(head: str, parts: Sequence[str], tail: str, depth: int) -> str:
    lines = "".join(f"{_INDENT * (depth + 1)}{part},\n" for part in parts)
    return f"{head}\n{lines}{_INDENT * depth}{tail}"
