"""Snippets in Java."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from dev.tools.snippets.language import NAME, Definition, Language

_PROGRAM = """\
{imports}

public class App {{
    public static void main(String[] args) {{
        Pulumi.run(context -> {{
            new {kind}("{name}", {given});
        }});
    }}
}}"""
_PACKAGE = "com.pulumi.alicloudipv6"
_DEPTH = 3


class Java(Language):
    """The syntax of Java: an object is a chain of calls of its builder."""

    separator = ""
    end = ""

    def program(self, kind: str, use: Mapping[str, Any]) -> str:
        """Return a whole program."""
        given = self.broken(f"{kind}Args.builder()", [*self.arguments(kind, use, _DEPTH), ".build()"], "", _DEPTH)
        text = _PROGRAM.format(imports="", kind=kind, name=NAME, given=given.rstrip())
        return f"{self._imports(kind, text)}{text}"

    def _imports(self, kind: str, text: str) -> str:
        found = ["com.pulumi.Pulumi", f"{_PACKAGE}.{kind}", f"{_PACKAGE}.{kind}Args"]
        for token, one in self.schema["types"].items():
            name, folder = token.rpartition(":")[2], "enums" if "enum" in one else "inputs"
            name = name if "enum" in one else f"{name}Args"
            found += [f"{_PACKAGE}.{folder}.{name}"] if re.search(rf"\b{name}\.", text) else []
        found += ["java.util.Map"] if "Map.of(" in text else []
        return "\n".join(f"import {one};" for one in sorted(found))

    def assignment(self, name: str, value: str) -> str:
        """Return `.name(value)`."""
        return f".{name}({value})"

    def structure(self, type_: str, parts: Sequence[str], depth: int, *, pointer: bool) -> str:
        """Return the calls of a builder."""
        return self.wrapped(f"{type_}.builder()", [*parts, ".build()"], "", depth).rstrip()

    def enum(self, enum: str, value: str, definition: Definition, *, optional: bool) -> str:
        """Return `Enum.Member`."""
        return f"{enum}.{self.member(enum, value)}"

    def sequence(self, items: Sequence[str], definition: Definition, depth: int) -> str:
        """Return the arguments of a builder's method, which takes any number."""
        return ", ".join(items)

    def mapping(self, entries: Mapping[str, str], depth: int) -> str:
        """Return a map."""
        return f"Map.of({', '.join(f'{json.dumps(key)}, {value}' for key, value in entries.items())})"
