"""Progress of a long check on a terminal that can rewrite a line; nothing is written elsewhere."""

import os
import sys
import time
from typing import TextIO

_INTERVAL = 0.2
_FIRST = 1.0
"""Seconds between two updates, and before the first one."""


class CheckProgress:
    """One line on standard error, rewritten in place."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._on = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + _FIRST
        self._shown = False

    def registered(self, count: int) -> None:
        """Show how many resources the program has registered."""
        self.show(f"{count} resources registered")

    def show(self, step: str) -> None:
        """Show the current step, at most once per interval."""
        if self._on and time.monotonic() >= self._next:
            self._stream.write(f"\r\x1b[K{step} ...")
            self._stream.flush()
            self._shown = True
            self._next = time.monotonic() + _INTERVAL

    def clear(self) -> None:
        """Remove the line."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
