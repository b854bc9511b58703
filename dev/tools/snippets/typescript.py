"""Snippets in TypeScript."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from alicloud_ipv6.version import PACKAGE
from dev.tools.snippets.language import NAME, Definition, Language


class TypeScript(Language):
    """The syntax of TypeScript."""

    def program(self, kind: str, use: Mapping[str, Any]) -> str:
        """Return the import and the statement."""
        given = self.broken("{", self.arguments(kind, use, 0), "}", 0)
        return f'import * as ipv6 from "@pulumi/{PACKAGE}";\n\nnew ipv6.{kind}("{NAME}", {given});'

    def assignment(self, name: str, value: str) -> str:
        """Return `name: value`."""
        return f"{name}: {value}"

    def structure(self, type_: str, parts: Sequence[str], depth: int, *, pointer: bool) -> str:
        """Return an object literal."""
        return self.wrapped("{ ", parts, " }", depth)

    def enum(self, enum: str, value: str, definition: Definition, *, optional: bool) -> str:
        """Return `ipv6.Enum.Member`."""
        return f"ipv6.{enum}.{self.member(enum, value)}"

    def sequence(self, items: Sequence[str], definition: Definition, depth: int) -> str:
        """Return an array literal."""
        return self.wrapped("[", items, "]", depth)

    def mapping(self, entries: Mapping[str, str], depth: int) -> str:
        """Return an object literal."""
        return self.wrapped("{ ", [f"{json.dumps(key)}: {value}" for key, value in entries.items()], " }", depth)
