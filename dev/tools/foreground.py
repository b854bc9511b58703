"""Run a command in the foreground so that an interrupt reaches it once, and so that it never outlives this process.

A terminal sends Ctrl+C to all processes of its foreground group. The command runs in a separate group, and gets the
signals from here: the engine ends cleanly after one, and gives up after a second one.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from alicloud_sandbox.cli.parent_death import end_with_parent

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_FIRST = "\nInterrupted: waiting until what has begun is complete. Press Ctrl+C again to give up on it.\n"
_SECOND = "\nInterrupted again: giving up on what has begun.\n"


class InterruptedRunError(Exception):
    """The command got a signal, and has ended."""

    def __init__(self, number: int) -> None:
        """Keep the signal; its exit code is that of a shell."""
        super().__init__(signal.Signals(number).name)
        self.code = 128 + number


def run_in_foreground(command: Sequence[str], variables: Mapping[str, str]) -> int:
    """Return the exit code of a command, with the streams of this process but without its input.

    Raise `InterruptedRunError` when this process got SIGINT, SIGTERM or SIGHUP, after the command has ended.
    """
    received: list[int] = []
    process: subprocess.Popen[bytes] | None = None

    def receive(number: int, _frame: object) -> None:
        received.append(number)
        if process is not None:
            _pass_on(process, received)

    with _handled(receive):
        process = subprocess.Popen(
            list(command),
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - this program has one thread
        )
        if received:
            _pass_on(process, received)
        code = process.wait()
    if received:
        raise InterruptedRunError(received[0])
    return code


def _pass_on(process: "subprocess.Popen[bytes]", received: Sequence[int]) -> None:
    """Send the last signal on; SIGHUP, which the engine does not know, as SIGTERM."""
    last = received[-1]
    if last == signal.SIGINT:
        # Not print: a handler may interrupt one.
        os.write(sys.stderr.fileno(), (_FIRST if len(received) == 1 else _SECOND).encode())
    process.send_signal(signal.SIGINT if last == signal.SIGINT else signal.SIGTERM)


@contextmanager
def _handled(handler: Callable[[int, Any], None]) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, one in before.items():
            signal.signal(number, one)
