"""Recognises the scripts that Cloud Assistant sends: known commands line by line, and a few fixed forms around them.

This is no shell. It knows ``name=value`` and ``$name``, commands joined by ``&&``, ``if command -v TOOL``, a ``for``
over fixed words, a function of one line, and ``until ... | grep ...`` with the usual counter. A script with anything
else is refused as a whole before any of it is answered.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from alicloud_sandbox.services.ecs.guest_commands import UnknownCommandError, command, plain, printing
from alicloud_sandbox.services.ecs.guest_steps import Await, Chain

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(\"[^\"]*\"|'[^']*'|[^\s\"'$();|&]*)")
_NAME = re.compile(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")
_FOR = re.compile(r"for ([A-Za-z_]\w*) in ([^;]*); do")
_TOOL = re.compile(r"(?:el)?if command -v (\w+) ?>/dev/null(?: 2>&1)?; then")
_ONE_LINE_IF = re.compile(r"if command -v (\w+) ?>/dev/null(?: 2>&1)?; then ([^;]+); else ([^;]+); fi")
_FUNCTION = re.compile(r"([A-Za-z_]\w*)\(\) \{")
_UNTIL = re.compile(r"until ([^|]+) \| grep -qF? \"([^\"]*?)(\[/ \])?\"; do")
_UNTIL_BODY = re.compile(
    r"(?P<n>\w+)=\$\(\((?P=n) \+ 1\)\)\n"
    r"if \[ \"\$(?P=n)\" -ge \d+ \]; then\n"
    r"echo \"(?P<complaint>[^\"]*)\" >&2\n"
    r"exit 1\nfi\nsleep \d+"
)
_REDIRECT = re.compile(r"\s*(?:2?>&[12])\s*$")
_OPENS = re.compile(r"^(?:for|until|if) .*; (?:do|then)$")
_CLOSES = ("done", "fi")

Lines = list[tuple[int, str]]


class UnknownLineError(Exception):
    """A line of a script that is not recognised; ``number`` counts from 1."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(f"line {number}: {line}")
        self.number = number
        self.line = line


def read(script: str, tools: Collection[str]) -> list[Chain]:
    """The chains of steps that a script stands for in a guest that has these ``tools`` (wget, ip, ...)."""
    lines = [(number, line.strip()) for number, line in enumerate(script.splitlines(), 1)]
    return list(_Reader(tools).chains([(number, line) for number, line in lines if line and line[0] != "#"]))


@dataclass
class _Reader:
    """Reads lines in order; ``names`` are the script's variables, ``functions`` its functions."""

    tools: Collection[str]
    names: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)

    def chains(self, lines: Lines) -> Iterator[Chain]:
        """Read block by block and line by line."""
        rest = list(lines)
        while rest:
            number, line = rest[0]
            try:
                length = self._length(rest)
                yield from self._block(rest[:length]) if length > 1 else self._line(line)
            except UnknownCommandError:
                raise UnknownLineError(number, line) from None
            rest = rest[length:]

    def _length(self, lines: Lines) -> int:
        """How many lines the block has that begins with the first one."""
        texts = [line for _, line in lines]
        if _FUNCTION.fullmatch(texts[0]):
            return texts.index("}") + 1 if "}" in texts else 1
        depth = 0
        for length, text in enumerate(texts, 1):
            depth += bool(_OPENS.match(text)) - (text in _CLOSES)
            if depth == 0:
                return length
        raise UnknownCommandError

    def _block(self, block: Lines) -> Iterator[Chain]:
        first = block[0][1]
        if found := _FOR.fullmatch(first):
            return self._loop(found, block[1:-1])
        if found := _UNTIL.fullmatch(first):
            return iter([(self._await(found, block[1:-1]),)])
        if _TOOL.fullmatch(first):
            return self.chains(self._branch(block[:-1]))
        if (found := _FUNCTION.fullmatch(first)) and len(block) == 3:
            self.functions[found[1]] = self._chosen(block[1][1])
            return iter(())
        raise UnknownCommandError

    def _loop(self, found: re.Match[str], body: Lines) -> Iterator[Chain]:
        for word in self._filled(found[2]).split():
            self.names[found[1]] = word
            yield from self.chains(body)

    def _await(self, found: re.Match[str], body: Lines) -> Await:
        """Wait for addresses; the counter's own variable is in no text."""
        known = _UNTIL_BODY.fullmatch("\n".join(line for _, line in body))
        if not known:
            raise UnknownCommandError
        text = plain(self._filled(found[2]))
        return Await(printing(found[1], self.functions), text, bool(found[3]), self._filled(known["complaint"]))

    def _branch(self, block: Lines) -> Lines:
        """The lines of the first branch whose tool is there, or of ``else``."""
        chosen: Lines | None = None
        taken = False
        for number, line in block:
            found = _TOOL.fullmatch(line)
            if found or line == "else":
                taken = chosen is None and (found is None or found[1] in self.tools)
                chosen = [] if taken else chosen
            elif taken and chosen is not None:
                chosen.append((number, line))
        return chosen or []

    def _chosen(self, line: str) -> str:
        """A line in which ``if command -v`` has been decided."""
        found = _ONE_LINE_IF.fullmatch(line)
        if not found:
            return line
        return found[2] if found[1] in self.tools else found[3]

    def _line(self, line: str) -> Iterator[Chain]:
        if found := _ASSIGNMENT.fullmatch(line):
            self.names[found[1]] = self._filled(found[2].strip("\"'"))
            return
        parts = self._chosen(line).split(" && ")
        filled = (part if "$(" in part else self._filled(part) for part in parts)
        steps = [command(_REDIRECT.sub("", part).strip(), self.functions) for part in filled]
        if chain := tuple(step for step in steps if step is not None):
            yield chain

    def _filled(self, text: str) -> str:
        """The text with its variables filled in; one that was never set is not recognised."""

        def value(found: re.Match[str]) -> str:
            name = found[1] or found[2]
            if name not in self.names:
                raise UnknownCommandError
            return self.names[name]

        return _NAME.sub(value, text)
