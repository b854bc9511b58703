"""Strings without the parts that terminals and CI runners take for commands, or that hide other parts."""

import re

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
"""Controls, line separators, bidirectional and zero-width characters, and those that no encoding or XML has."""

_COMMAND = re.compile(r"(?<!\S)::(?=\s*[A-Za-z-])|##(?=\w*\[)")
"""Commands to the runner: `::` and a name at the start of a line, wherever it is wrapped, and `##[` and `##vso[`
anywhere. The block `::/0` is none."""


def visible(value: str) -> str:
    """Return the string with hidden characters as escapes of Python, tabs as spaces, and no command to a runner."""
    shown = _HIDDEN.sub(_escape, value) if _HIDDEN.search(value) else value
    return _COMMAND.sub(lambda found: f"{found[0][0]} {found[0][1]}", shown) if _COMMAND.search(shown) else shown


def visible_lines(value: str) -> str:
    """Return the string in the same way, but with its line breaks."""
    return "\n".join(map(visible, value.split("\n")))


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] == "\t":
        return " "
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
