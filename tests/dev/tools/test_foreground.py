"""Interrupts of a command in a terminal, with a stand-in for the engine; tests/engine has the engine."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dev.tools import CHECKOUT
from tests.waiting import PATIENCE, until

#: Ends in an orderly way after the first interrupt, at once after a second one, and says what it got.
ENGINE = """
import os, signal, sys, time
got = []
def receive(number, frame):
    got.append(number)
    os.write(1, f"engine got {signal.Signals(number).name}\\n".encode())  # A handler may interrupt a print.
    if len(got) == 2: os._exit(9)
signal.signal(signal.SIGINT, receive), signal.signal(signal.SIGTERM, receive)
print("engine", os.getpid(), flush=True)
while not got: time.sleep(0.01)
end = time.monotonic() + float(sys.argv[1])
while time.monotonic() < end: time.sleep(0.01)
print("engine ended", flush=True)
"""
#: Its end hangs up the terminal, which drops what nobody has read yet.
PARENT = """
import os, sys, time
from dev.tools.foreground import InterruptedRunError, run_in_foreground
try:
    print("code", run_in_foreground(sys.argv[1:], os.environ))
except InterruptedRunError as error:
    time.sleep(0.5)
    sys.exit(error.code)
"""


class Terminal:
    """A terminal with a program in its foreground."""

    def __init__(self, seconds: float) -> None:
        self._terminal, inside = pty.openpty()
        command = ["setsid", "--ctty", sys.executable, "-c", PARENT, sys.executable, "-c", ENGINE, str(seconds)]
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
        self.parent = subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, env=environment)
        os.close(inside)
        self.shown = ""
        self.engine = int(self.wait_for("engine ").partition("engine ")[2].split()[0])

    def press_interrupt(self) -> None:
        os.write(self._terminal, b"\x03")

    def wait_for(self, text: str) -> str:
        """Read until the terminal shows `text` and the end of its line."""
        while text not in self.shown or "\n" not in self.shown.partition(text)[2]:
            assert select.select([self._terminal], [], [], PATIENCE)[0], self.shown
            try:
                self.shown += os.read(self._terminal, 1000).decode()
            except OSError:  # Every program of the terminal has ended.
                pytest.fail(f"{text!r} was not shown: {self.shown}")
        return self.shown

    def close(self) -> None:
        self.parent.kill()
        self.parent.wait()
        os.close(self._terminal)


@contextmanager
def terminal(seconds: float = 600) -> Iterator[Terminal]:
    found = Terminal(seconds)
    try:
        yield found
    finally:
        found.close()
        until(lambda: not Path(f"/proc/{found.engine}").exists(), "the end of the engine")


def test_one_interrupt_reaches_the_engine_once_and_is_waited_for() -> None:
    with terminal(seconds=0.3) as shell:
        shell.press_interrupt()
        shell.wait_for("engine ended")
        assert shell.parent.wait(PATIENCE) == 128 + signal.SIGINT
        assert shell.shown.count("engine got SIGINT") == 1
        assert "Interrupted: waiting until what has begun is complete." in shell.shown


def test_a_second_interrupt_reaches_it_too() -> None:
    with terminal() as shell:
        shell.press_interrupt()
        shell.wait_for("engine got SIGINT")
        shell.press_interrupt()
        shell.wait_for("Interrupted again")
        assert shell.parent.wait(PATIENCE) == 128 + signal.SIGINT


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_parent_alone_is_passed_on(number: signal.Signals) -> None:
    with terminal(seconds=0.1) as shell:
        shell.parent.send_signal(number)
        shell.wait_for("engine ended")
        assert shell.parent.wait(PATIENCE) == 128 + number
        assert f"engine got {'SIGINT' if number == signal.SIGINT else 'SIGTERM'}" in shell.shown


def test_the_engine_ends_with_a_killed_parent() -> None:
    with terminal(seconds=0.1) as shell:
        shell.parent.kill()
        shell.parent.wait()
        shell.wait_for("engine got SIGTERM")
        shell.wait_for("engine ended")


def test_without_a_signal_the_exit_code_is_the_commands() -> None:
    words = [sys.executable, "-c", PARENT, "sh", "-c", "exit 3"]
    done = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout == "code 3\n"
