"""Where a sandbox lives on disk, and who may serve it."""

import fcntl
import os
import stat
from pathlib import Path
from threading import Timer

import pytest

from alicloud_sandbox.state import STATE_VARIABLE, Place, Running

NOTE = Running(os.getpid(), 4711, "token", "documented", "instant")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.of(str(tmp_path / "new" / "state.db"))


def test_a_place_is_named_on_the_command_line_or_by_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(STATE_VARIABLE, "variable/x.db")
    assert Place.of("argument/x.db").file == tmp_path / "argument" / "x.db"
    assert Place.of(None).file == tmp_path / "variable" / "x.db"
    monkeypatch.delenv(STATE_VARIABLE)
    assert Place.of(None).file == tmp_path / ".sandbox" / "state.db"
    assert stat.S_IMODE((tmp_path / ".sandbox").stat().st_mode) == 0o700


def test_one_process_at_a_time_has_a_place(place: Place) -> None:
    descriptor = place.lock()
    assert descriptor is not None
    assert place.lock() is None
    assert Place(place.folder / "other.db").lock() is not None
    os.close(descriptor)
    assert place.lock() is not None


def test_one_that_is_ending_is_waited_for(place: Place) -> None:
    descriptor = place.lock()
    assert descriptor is not None
    Timer(0.05, os.close, [descriptor]).start()
    assert place.lock(patience=30.0) is not None


def test_one_that_serves_is_not_waited_for(place: Place) -> None:
    descriptor = place.lock()
    assert descriptor is not None
    place.publish(NOTE)
    assert place.lock(patience=1e9) is None
    os.close(descriptor)


def test_only_a_process_that_has_the_place_counts_as_running(place: Place) -> None:
    assert place.running() is None
    descriptor = place.lock()
    assert descriptor is not None
    assert place.running() is None
    place.publish(NOTE)
    assert place.running() == NOTE
    os.close(descriptor)
    assert place.running() is None


def test_the_note_of_a_killed_process_is_not_taken_for_the_next_one_s(place: Place) -> None:
    place.publish(NOTE)
    assert place.lock() is not None
    assert place.running() is None


def test_who_only_looks_is_not_taken_for_a_process_that_runs(place: Place) -> None:
    place.publish(NOTE)
    with place.file.with_suffix(".lock").open("w") as another:
        fcntl.flock(another, fcntl.LOCK_SH)
        assert place.running() is None


def test_the_note_is_the_owner_s_alone_and_goes_with_the_process(place: Place) -> None:
    descriptor = place.lock()
    assert descriptor is not None
    place.publish(NOTE)
    (note,) = place.folder.glob("*.json")
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    place.withdraw()
    assert not note.exists()
    place.withdraw()
    os.close(descriptor)
