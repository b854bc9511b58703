"""The output of a program on standard error, as lines that no terminal and no CI runner takes for its own."""

import sys
from collections.abc import Callable
from contextlib import suppress

from alicloud_offline.report.visible_text import visible

MOST_BYTES = 1024 * 1024
"""Most of the output that is shown."""
_LONGEST_LINE = 4_096


class ProgramOutput:
    """Shows the output, whose parts may end anywhere, line by line."""

    def __init__(self, before: Callable[[], None]) -> None:
        self._before = before
        self._pending = b""
        self._shown = 0
        self._left_out = 0

    def add(self, received: bytes) -> None:
        """Show the lines that are complete with these bytes."""
        kept = received[: max(0, MOST_BYTES - self._shown)]
        self._shown += len(kept)
        self._left_out += len(received) - len(kept)
        *lines, self._pending = (self._pending + kept).split(b"\n")
        while len(self._pending) > _LONGEST_LINE:
            lines.append(self._pending[:_LONGEST_LINE])
            self._pending = self._pending[_LONGEST_LINE:]
        self._show(lines)

    def end(self) -> None:
        """Show the rest."""
        self._show([self._pending] if self._pending else [])
        self._pending = b""
        if self._left_out:
            self._show([f"({self._left_out} more bytes of output are left out)".encode()])

    def _show(self, lines: list[bytes]) -> None:
        if lines:
            self._before()
        for line in lines:
            text = visible(line.decode(errors="replace").rstrip("\r"))
            with suppress(OSError):  # Nobody reads it.
                print(f"program: {text}", file=sys.stderr)
