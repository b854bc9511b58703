"""Processes with a time limit."""

import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from dev.tools import processes
from dev.tools.processes import TimeLimitError, read_line, run, running


def test_a_process_runs_to_its_end() -> None:
    done = run(["sh", "-c", "echo out; echo error >&2; exit 3"], 10, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert (done.returncode, done.stdout, done.stderr) == (3, "out\n", "error\n")


def test_a_process_that_does_not_end_is_named() -> None:
    with pytest.raises(TimeLimitError, match=r"waited 0\.1 s in vain for the end of: sleep 600"):
        run(["sleep", "600"], 0.1)


def test_a_process_that_ignores_its_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "END_SECONDS", 0.3)
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print('begun', flush=True); time.sleep(600)"
    with running([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert read_line(process, 30) == "begun\n"
    assert process.returncode == -9


def test_a_line_that_does_not_come_is_an_error() -> None:
    begun = time.monotonic()
    with (
        pytest.raises(TimeLimitError, match=r"in vain for a line of: \['sleep', '600'\]"),
        running(["sleep", "600"], stdout=subprocess.PIPE) as process,
    ):
        read_line(process, 0.1)
    assert time.monotonic() - begun < 30


def read_nothing() -> None:
    with running(["true"], stdout=subprocess.PIPE) as process:
        assert read_line(process, 10) == ""


@pytest.mark.parametrize("use", [lambda: run(["true"], 10), read_nothing])
def test_a_process_that_ends_at_once_is_no_error(use: Callable[[], object]) -> None:
    use()
