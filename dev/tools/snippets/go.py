"""Snippets in Go, where a plain value has Go's type and any other a type of the Pulumi SDK."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from dev.tools.snippets.language import NAME, Definition, Language

_PROGRAM = """\
package main

import (
    ipv6 "{imported}"
    "github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {{
    pulumi.Run(func(ctx *pulumi.Context) error {{
{statements}
        return err
    }})
}}"""
_DEPTH = 2
_TYPES = {"string": "String", "integer": "Int", "boolean": "Bool", "number": "Float64"}


class Go(Language):
    """The syntax of Go; a plain optional enum is a pointer, so it needs a variable."""

    def __init__(self, schema: Definition) -> None:
        super().__init__(schema)
        self._variables: list[str] = []

    def program(self, kind: str, use: Mapping[str, Any]) -> str:
        """Return a whole program."""
        given = self.broken(f"&ipv6.{kind}Args{{", self.arguments(kind, use, _DEPTH), "}", _DEPTH)
        lines = [*self._variables, f'_, err := ipv6.New{kind}(ctx, "{NAME}", {given})']
        statements = "\n".join(f"{'    ' * _DEPTH}{line}" for line in lines)
        text = _PROGRAM.format(imported=self.schema["language"]["go"]["importBasePath"], statements=statements)
        return re.sub(r"^(    )+", lambda found: "\t" * (len(found[0]) // 4), text, flags=re.MULTILINE)

    def assignment(self, name: str, value: str) -> str:
        """Return `Name: value`."""
        return f"{name[0].upper()}{name[1:]}: {value}"

    def structure(self, type_: str, parts: Sequence[str], depth: int, *, pointer: bool) -> str:
        """Return a struct, or a pointer to it."""
        return self.wrapped(f"{'&' if pointer else ''}ipv6.{type_}{{", parts, "}", depth)

    def enum(self, enum: str, value: str, definition: Definition, *, optional: bool) -> str:
        """Return a constant, or a pointer to a variable with its value."""
        constant = f"ipv6.{enum}{self.member(enum, value)}"
        if not (optional and definition.get("plain")):
            return constant
        variable = f"{enum[0].lower()}{enum[1:]}{len(self._variables) or ''}"
        self._variables.append(f"{variable} := {constant}")
        return f"&{variable}"

    def sequence(self, items: Sequence[str], definition: Definition, depth: int) -> str:
        """Return a slice, or the SDK's array."""
        inner = definition["items"]
        kind = f"ipv6.{inner['$ref'].rpartition(':')[2]}" if "$ref" in inner else f"pulumi.{_TYPES[inner['type']]}"
        head = f"[]{kind}Input{{" if definition.get("plain") else f"{kind}Array{{"
        return self.wrapped(head, items, "}", depth)

    def mapping(self, entries: Mapping[str, str], depth: int) -> str:
        """Return the SDK's map of strings."""
        parts = [f"{json.dumps(key)}: {value}" for key, value in entries.items()]
        return self.wrapped("pulumi.StringMap{", parts, "}", depth)

    def simple(self, value: object, definition: Definition, *, optional: bool) -> str:
        """Return a literal, a pointer to one, or the SDK's type of it."""
        literal, kind = super().simple(value, definition, optional=optional), _TYPES[definition["type"]]
        if not definition.get("plain"):
            return f"pulumi.{kind}({literal})"
        return f"pulumi.{kind}Ref({literal})" if optional else literal
