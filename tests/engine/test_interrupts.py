"""Ctrl+C and kills of `make up`, in a terminal, with the real engine: nothing goes on alone, and `make up` goes on.

Not proved here: other systems than Linux.
"""

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.soak.audit import audit
from dev.soak.engine_run import session_members
from dev.tools.sandbox_stack import SandboxStack
from tests.engine.conftest import CHECKOUT, Deployment
from tests.engine.test_crash import wait_for
from tests.waiting import until

END_SECONDS = 90.0
INTERRUPT = b"\x03"
MAKEFILE = """
up destroy cancel:
	@PYTHONPATH={checkout} {python} -m dev.tools.run_stack $@ dev --folder {folder}
"""


class Terminal:
    """A `make` in the foreground of a terminal."""

    def __init__(self, folder: Path, target: str) -> None:
        file = folder / "Makefile"
        file.write_text(MAKEFILE.format(checkout=CHECKOUT, python=sys.executable, folder=folder))
        self._terminal, inside = pty.openpty()
        words = ["setsid", "--ctty", "make", "-f", str(file), target]
        self.make = subprocess.Popen(words, stdin=inside, stdout=inside, stderr=inside)
        os.close(inside)
        self._shown: list[bytes] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def press(self, key: bytes) -> None:
        """Press a key."""
        os.write(self._terminal, key)

    def wait_for_all(self) -> int:
        """Wait until nothing of the session is left, and return make's exit code."""
        code = self.make.wait(END_SECONDS)
        until(lambda: not session_members(self.make.pid), "the end of the session", END_SECONDS)
        return code

    @property
    def shown(self) -> str:
        """What the terminal showed."""
        return b"".join(self._shown).decode(errors="replace")

    def close(self) -> None:
        """Close the terminal, once everything has ended."""
        self._reader.join(END_SECONDS)
        os.close(self._terminal)

    def _read(self) -> None:
        try:
            while found := os.read(self._terminal, 10_000):
                self._shown.append(found)
        except OSError:  # nothing has the terminal open any more
            return


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Deployment]:
    """The dev stack; after the test `make up` recovers and completes it, and `make destroy` leaves nothing."""
    found = Deployment(tmp_path)
    yield found
    again = Terminal(tmp_path, "up")
    assert again.make.wait(900) == 0, again.shown
    assert "0% packet loss" in again.shown
    again.close()
    assert not audit([found.export()], found.show(), addresses=True)
    gone = Terminal(tmp_path, "destroy")
    assert gone.make.wait(900) == 0, gone.shown
    gone.close()
    assert found.show() == {"resource": {}, "user": {}}


def test_one_interrupt_ends_the_engine_cleanly(stack: Deployment) -> None:
    up = Terminal(stack.folder, "up")
    wait_for(stack, "Vpc.CreateVSwitch")
    up.press(INTERRUPT)
    assert up.wait_for_all() != 0
    up.close()
    assert "waiting until what has begun is complete" in up.shown
    assert not stack.interrupted_update(), up.shown


def test_a_second_interrupt_ends_it_at_once_and_leaves_nothing_running(stack: Deployment) -> None:
    up = Terminal(stack.folder, "up")
    wait_for(stack, "Vpc.CreateVSwitch")
    up.press(INTERRUPT)
    time.sleep(0.3)
    up.press(INTERRUPT)
    assert up.wait_for_all() != 0
    up.close()
    assert engines(stack) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_make_ends_the_engine(stack: Deployment, number: signal.Signals) -> None:
    up = Terminal(stack.folder, "up")
    wait_for(stack, "Vpc.CreateVSwitch")
    up.make.send_signal(number)
    assert up.wait_for_all() != 0
    up.close()
    assert engines(stack) == []


def engines(stack: SandboxStack) -> list[str]:
    """Return the command lines of the processes that name the stack's folder, but the sandbox's."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(stack.folder) in line and "serve" not in line:
            found.append(line)
    return found
