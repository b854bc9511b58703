"""The processes that a process has started."""

import os
import signal
import subprocess

import pytest

from alicloud_sandbox.cli.process_tree import Process, descendants, is_alive
from tests.waiting import until

pytestmark = pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="no /proc")  # noqa: PTH110


def test_children_and_their_children_are_found_until_they_end() -> None:
    script = "sh -c 'sleep 60; true' & sh -c 'sleep 60; true' & wait"
    with subprocess.Popen(["sh", "-c", script], start_new_session=True) as shell:
        found = until(lambda: len(tree := descendants(shell.pid)) == 4 and tree, "two shells with a sleep each")
        assert all(map(is_alive, found))
        assert shell.pid not in {process.pid for process in found}
        os.killpg(shell.pid, signal.SIGKILL)
        until(lambda: not any(map(is_alive, found)), "the end of all")
    assert descendants(shell.pid) == set()


def test_another_process_with_the_same_id_is_not_alive() -> None:
    assert not is_alive(Process(os.getpid(), "1"))
