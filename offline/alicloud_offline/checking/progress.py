"""Signs of life on a terminal during a long run; nothing is written elsewhere."""

import sys
import time
from typing import TextIO

_PAUSE = 0.2
_PATIENCE = 1.0


class Progress:
    """One line on standard error, rewritten in place, from the second second on."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Write to ``stream`` if it is a terminal; standard error by default."""
        self._stream = stream or sys.stderr
        self._on = self._stream.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._written = False

    def registered(self, count: int) -> None:
        """The program has registered so many resources."""
        if self._on and time.monotonic() >= self._next:
            self.say(f"{count} resources registered")

    def say(self, text: str) -> None:
        """Show what is being done."""
        if self._on and time.monotonic() >= self._next:
            self._stream.write(f"\r\x1b[K{text} ...")
            self._stream.flush()
            self._written = True
            self._next = time.monotonic() + _PAUSE

    def done(self) -> None:
        """Take the line away."""
        if self._written:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
