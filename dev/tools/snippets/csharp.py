"""Snippets in C#."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dev.tools.snippets.language import NAME, Definition, Language

_PROGRAM = """\
using Pulumi;
using Ipv6 = Pulumi.AlicloudIpv6;

return await Deployment.RunAsync(() =>
{{
    new Ipv6.{kind}("{name}", {given});
}});"""


class CSharp(Language):
    """The syntax of C#; lists and maps are filled by initializers, whatever their type is."""

    def program(self, kind: str, use: Mapping[str, Any]) -> str:
        """Return a whole program."""
        given = self.broken(f"new Ipv6.{kind}Args\n    {{", self.arguments(kind, use, 1), "}", 1)
        return _PROGRAM.format(kind=kind, name=NAME, given=given)

    def assignment(self, name: str, value: str) -> str:
        """Return `Name = value`."""
        return f"{name[0].upper()}{name[1:]} = {value}"

    def structure(self, type_: str, parts: Sequence[str], depth: int, *, pointer: bool) -> str:
        """Return a new object."""
        return self.wrapped(f"new Ipv6.Inputs.{type_} {{ ", parts, " }", depth)

    def enum(self, enum: str, value: str, definition: Definition, *, optional: bool) -> str:
        """Return `Ipv6.Enum.Member`."""
        return f"Ipv6.{enum}.{self.member(enum, value)}"

    def sequence(self, items: Sequence[str], definition: Definition, depth: int) -> str:
        """Return an initializer."""
        return self.wrapped("{ ", items, " }", depth)

    def mapping(self, entries: Mapping[str, str], depth: int) -> str:
        """Return an initializer."""
        return self.wrapped("{ ", [f"{{ {json.dumps(key)}, {value} }}" for key, value in entries.items()], " }", depth)
