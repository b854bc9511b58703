"""Run the command of `alicloud-sandbox run` to its end, and end it with everything that it started on a signal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from alicloud_sandbox.cli.parent_death import end_with_parent
from alicloud_sandbox.cli.process_tree import Process, descendants, is_alive

PATIENCE_SECONDS = 20.0
"""How long a command may take to end after a signal, before it is killed."""
INSISTENT_SECONDS = 3.0
"""Three interrupts from a terminal within this time kill a command."""
_INSISTENT = 3
_POLL_SECONDS = 0.5
_LEFT_OVER_SECONDS = 2.0


class SupervisedCommand:
    """A running command.

    SIGTERM is passed on to it, and the command is killed if it does not end. SIGINT is passed on too, unless the
    terminal has sent it to the command itself; a command such as an interactive shell may then stay, or complete what
    it has begun, and three interrupts in a row kill it. It gets SIGTERM, too, when this process is killed.
    """

    def __init__(self, words: list[str], variables: Mapping[str, str]) -> None:
        """Start the command; raise ValueError when it cannot be run."""
        self._signals: list[int] = []
        self._interrupts: list[float] = []
        self._started: set[Process] = set()
        self._deadline: float | None = None
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _: self._signals.append(number))
        try:
            self._process = subprocess.Popen(words, env=variables, preexec_fn=end_with_parent)  # noqa: PLW1509
        except OSError as error:
            raise ValueError(f"{words[0]!r} cannot be run: {error.strerror}") from None

    def run(self, meanwhile: Callable[[], None]) -> int:
        """Return the exit code, or 128 plus the signal's number as a shell does; call `meanwhile` now and then."""
        while True:
            try:
                code = self._process.wait(timeout=_POLL_SECONDS)
            except subprocess.TimeoutExpired:
                meanwhile()
            else:
                self._end_left_over()
                return code if code >= 0 else 128 - code
            self._pass_on()
            if self._deadline is not None and time.monotonic() >= self._deadline:
                self._kill()

    def _pass_on(self) -> None:
        while self._signals:
            number = self._signals.pop(0)
            if number == signal.SIGINT:
                self._interrupted()
                if _in_foreground():
                    continue
            else:
                self._deadline = self._deadline or time.monotonic() + PATIENCE_SECONDS
            self._started |= descendants(self._process.pid)
            self._process.send_signal(number)

    def _interrupted(self) -> None:
        now = time.monotonic()
        self._interrupts = [*self._interrupts, now][-_INSISTENT:]
        if len(self._interrupts) == _INSISTENT and now - self._interrupts[0] < INSISTENT_SECONDS:
            self._deadline = now

    def _kill(self) -> None:
        self._started |= descendants(self._process.pid)
        all_of_it = f"it and what it started ({len(self._started)})" if self._started else "it"
        print(f"alicloud-sandbox: the command has not ended after a signal; killing {all_of_it}", file=sys.stderr)
        self._process.kill()
        _send(self._started, signal.SIGKILL)

    def _end_left_over(self) -> None:
        """End what the command started and did not end itself, if it ended after a signal."""
        _send(self._started, signal.SIGTERM)
        deadline = time.monotonic() + _LEFT_OVER_SECONDS
        while any(map(is_alive, self._started)) and time.monotonic() < deadline:
            time.sleep(0.02)
        _send(self._started, signal.SIGKILL)


def _in_foreground() -> bool:
    """Return whether the terminal sends its interrupts to this process and the command."""
    with suppress(OSError):
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
        try:
            return os.tcgetpgrp(terminal) == os.getpgrp()
        finally:
            os.close(terminal)
    return False


def _send(processes: set[Process], number: int) -> None:
    for process in filter(is_alive, processes):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process.pid, number)
