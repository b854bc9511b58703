"""The state file of a sandbox, and the process that serves it."""

import fcntl
import os
import stat
from pathlib import Path
from threading import Timer

import pytest

from alicloud_sandbox.gateway.state_file import STATE_VARIABLE, Running, StateFile

NOTE = Running(os.getpid(), 4711, "token", "documented", "instant")


@pytest.fixture
def state_file(tmp_path: Path) -> StateFile:
    return StateFile.resolve(str(tmp_path / "new" / "state.db"))


def test_a_place_is_named_on_the_command_line_or_by_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(STATE_VARIABLE, "variable/x.db")
    assert StateFile.resolve("argument/x.db").path == tmp_path / "argument" / "x.db"
    assert StateFile.resolve(None).path == tmp_path / "variable" / "x.db"
    monkeypatch.delenv(STATE_VARIABLE)
    assert StateFile.resolve(None).path == tmp_path / ".sandbox" / "state.db"
    assert stat.S_IMODE((tmp_path / ".sandbox").stat().st_mode) == 0o700


def test_one_process_at_a_time_has_a_place(state_file: StateFile) -> None:
    descriptor = state_file.lock()
    assert descriptor is not None
    assert state_file.lock() is None
    assert StateFile(state_file.folder / "other.db").lock() is not None
    os.close(descriptor)
    assert state_file.lock() is not None


def test_one_that_is_ending_is_waited_for(state_file: StateFile) -> None:
    descriptor = state_file.lock()
    assert descriptor is not None
    Timer(0.05, os.close, [descriptor]).start()
    assert state_file.lock(patience=30.0) is not None


def test_one_that_serves_is_not_waited_for(state_file: StateFile) -> None:
    descriptor = state_file.lock()
    assert descriptor is not None
    state_file.publish(NOTE)
    assert state_file.lock(patience=1e9) is None
    os.close(descriptor)


def test_only_a_process_that_has_the_place_counts_as_running(state_file: StateFile) -> None:
    assert state_file.running() is None
    descriptor = state_file.lock()
    assert descriptor is not None
    assert state_file.running() is None
    state_file.publish(NOTE)
    assert state_file.running() == NOTE
    os.close(descriptor)
    assert state_file.running() is None


def test_the_note_of_a_killed_process_is_not_taken_for_the_next_one_s(state_file: StateFile) -> None:
    state_file.publish(NOTE)
    assert state_file.lock() is not None
    assert state_file.running() is None


def test_who_only_looks_is_not_taken_for_a_process_that_runs(state_file: StateFile) -> None:
    state_file.publish(NOTE)
    with state_file.path.with_suffix(".lock").open("w") as another:
        fcntl.flock(another, fcntl.LOCK_SH)
        assert state_file.running() is None


def test_the_note_is_the_owner_s_alone_and_goes_with_the_process(state_file: StateFile) -> None:
    descriptor = state_file.lock()
    assert descriptor is not None
    state_file.publish(NOTE)
    (note,) = state_file.folder.glob("*.json")
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    state_file.withdraw()
    assert not note.exists()
    state_file.withdraw()
    os.close(descriptor)
