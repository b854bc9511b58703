"""The remains of an update in a backend of files. Not proved here: that the CLI leaves them so (tests/engine does)."""

import json
import os
import socket
from pathlib import Path

import pytest

from dev.tools.interrupted_update import InterruptedUpdate, find_interrupted_update

ENDED = 2**22 + 1
"""More than the highest id of a process."""


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The state file of the stack `dev` of the project `shop`."""
    file = tmp_path / ".pulumi" / "stacks" / "shop" / "dev.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"checkpoint": {"latest": {"resources": []}}}))
    file.with_name("dev.json.attrs").write_text("{}")
    return file


def lock(state: Path, pid: int, host: str = "") -> None:
    folder = state.parents[2] / "locks" / "organization" / "shop" / "dev"
    folder.mkdir(parents=True)
    (folder / "1.json").write_text(json.dumps({"pid": pid, "hostname": host or socket.gethostname()}))


def find(state: Path) -> InterruptedUpdate:
    return find_interrupted_update(state.parents[3], "shop", "dev")


def test_nothing_is_left_of_an_update_that_ended(state: Path, tmp_path: Path) -> None:
    assert not find(state)
    assert not find_interrupted_update(tmp_path / "nowhere", "shop", "dev")


def test_a_lock_of_a_process_that_ended(state: Path) -> None:
    lock(state, ENDED)
    found = find(state)
    assert found
    assert (found.locked_by, found.running, str(found)) == ((ENDED,), (), f"locked by process {ENDED}")


def test_a_lock_of_a_process_that_runs(state: Path) -> None:
    lock(state, os.getpid())
    assert find(state).running == (os.getpid(),)


def test_a_process_of_another_machine_is_not_one_of_this(state: Path) -> None:
    lock(state, os.getpid(), "elsewhere")
    assert find(state)
    assert find(state).running == ()


def test_pending_operations(state: Path) -> None:
    state.write_text(json.dumps({"checkpoint": {"latest": {"pending_operations": [{"type": "creating"}]}}}))
    assert str(find(state)) == "1 pending operations"


def test_cut_off_metadata(state: Path) -> None:
    state.with_name("dev.json.attrs").write_text("")
    assert str(find(state)) == "cut off metadata"
