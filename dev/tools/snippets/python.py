"""Snippets in Python, which imports the components themselves."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import alicloud_ipv6
from dev.tools.snippets.language import NAME, Definition, Language

ASSIGNMENT = "Ipv6Assignment"
"""The only resource that takes keyword arguments in Python."""


def python_name(name: str) -> str:
    """Return the name of a property in Python."""
    return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name)


class Python(Language):
    """The syntax of Python."""

    def program(self, kind: str, use: Mapping[str, Any]) -> str:
        """Return the import and the statement."""
        args = [self.broken(f"{kind}Args(", self.arguments(kind, use, 1), ")", 1)]
        if kind == ASSIGNMENT:
            args = self.arguments(kind, use, 0)
        call = self.broken(f"{kind}(", [f'"{NAME}"', *args], ")", 0)
        used = sorted(one for one in alicloud_ipv6.__all__ if re.search(rf"\b{one}[(.]", call))
        return f"from alicloud_ipv6 import {', '.join(used)}\n\n{call}"

    def assignment(self, name: str, value: str) -> str:
        """Return `name=value`."""
        return f"{python_name(name)}={value}"

    def structure(self, type_: str, parts: Sequence[str], depth: int, *, pointer: bool) -> str:
        """Return a call of the class."""
        return self.wrapped(f"{type_}(", parts, ")", depth)

    def enum(self, enum: str, value: str, definition: Definition, *, optional: bool) -> str:
        """Return `Enum.MEMBER`."""
        return f"{enum}.{getattr(alicloud_ipv6, enum)(value).name}"

    def sequence(self, items: Sequence[str], definition: Definition, depth: int) -> str:
        """Return a list."""
        return self.wrapped("[", items, "]", depth)

    def mapping(self, entries: Mapping[str, str], depth: int) -> str:
        """Return a dictionary."""
        return self.wrapped("{", [f"{json.dumps(key)}: {value}" for key, value in entries.items()], "}", depth)

    def simple(self, value: object, definition: Definition, *, optional: bool) -> str:
        """Return a literal."""
        return str(value) if isinstance(value, bool) else super().simple(value, definition, optional=optional)
