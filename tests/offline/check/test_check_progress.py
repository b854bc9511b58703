"""Signs of life: on a terminal, after a while."""

import io
import time

import pytest

from alicloud_offline.check.check_progress import CheckProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_a_short_run_says_nothing(clock: list[float]) -> None:
    stream = Terminal()
    progress = CheckProgress(stream)
    clock[0] = 0.5
    progress.registered(10)
    progress.clear()
    assert stream.getvalue() == ""


def test_a_long_run_rewrites_one_line_and_takes_it_away(clock: list[float]) -> None:
    stream = Terminal()
    progress = CheckProgress(stream)
    for seconds, count in ((2.0, 10), (2.1, 11), (2.3, 12)):
        clock[0] = seconds
        progress.registered(count)
    progress.clear()
    assert "10 resources registered" in stream.getvalue()
    assert "11 resources" not in stream.getvalue()
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_nothing_is_written_where_there_is_no_terminal(clock: list[float]) -> None:
    stream = io.StringIO()
    progress = CheckProgress(stream)
    clock[0] = 60
    progress.registered(10_000)
    progress.show("asking")
    progress.clear()
    assert stream.getvalue() == ""
