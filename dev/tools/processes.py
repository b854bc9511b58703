"""Run processes with a time limit, and end them with what they started."""

import shlex
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

END_SECONDS = 30.0
"""How long a process may take to end after SIGTERM; `alicloud-sandbox run` gives its command 20 s."""


class TimeLimitError(Exception):
    """A process did not do in time what was awaited; the message names both."""


@contextmanager
def running(command: Sequence[str | Path], **options: Any) -> Iterator["subprocess.Popen[str]"]:  # noqa: ANN401
    """Start a process; at the end of the block, end it, and kill it when it does not end."""
    process = subprocess.Popen(list(command), text=True, **options)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=END_SECONDS)
        for stream in filter(None, (process.stdin, process.stdout, process.stderr)):
            stream.close()


def run(
    command: Sequence[str | Path],
    seconds: float,
    **options: Any,  # noqa: ANN401
) -> "subprocess.CompletedProcess[str]":
    """Run a process to its end; raise TimeLimitError after `seconds`."""
    with running(command, **options) as process:
        try:
            output, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            what = shlex.join(map(str, command))
            raise TimeLimitError(f"waited {seconds:g} s in vain for the end of: {what}") from None
    return subprocess.CompletedProcess(list(command), process.returncode, output, errors)


def read_line(process: "subprocess.Popen[str]", seconds: float) -> str:
    """Return the first line that the process prints; raise TimeLimitError after `seconds`, and then end the process."""
    assert process.stdout is not None
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    line = process.stdout.readline()
    if timer.finished.is_set() and not line:
        raise TimeLimitError(f"waited {seconds:g} s in vain for a line of: {process.args!r}")
    timer.cancel()
    return line
