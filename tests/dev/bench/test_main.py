"""The command line prints figures as they are measured."""

from collections.abc import Iterator

import pytest

import dev.bench.__main__ as bench
from dev.bench.figure import BenchError, Figure


def one() -> Iterator[Figure]:
    yield Figure("of one", 1, "{:g}")


def failing() -> Iterator[Figure]:
    yield Figure("before the failure", 2, "{:g}")
    raise BenchError("the sandbox ended with exit code 2")


def names(output: str) -> list[str]:
    return [line.split("  ")[0] for line in output.splitlines()]


def test_one_measure_can_be_selected(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench, "MEASURES", (("one", one, 5), ("failing", failing, 5)))
    assert bench.main(["--only", "one"]) == 0
    assert names(capsys.readouterr().out) == ["of one"]


def test_figures_before_a_failure_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "MEASURES", (("one", one, 5), ("failing", failing, 5)))
    assert bench.main([]) == 1
    output = capsys.readouterr()
    assert names(output.out) == ["of one", "before the failure"]
    assert output.err.splitlines()[-1] == "bench: the sandbox ended with exit code 2"
