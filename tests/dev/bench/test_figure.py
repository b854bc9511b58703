"""Lines of the table, time limits and failed commands."""

import time

import pytest

from dev.bench.figure import BenchError, Figure, run_python, step, time_limit


@pytest.mark.parametrize(
    ("figure", "ending"),
    [
        (Figure("start", 1.0, "{:.2f} s", 1.5), "1.00 s  at most 1.50 s          met"),
        (Figure("memory", 300, "{:.0f} MiB", 250), "300 MiB  at most 250 MiB         MISSED"),
        (Figure("rate", 400, "{:,.0f}/s", 500, at_least=True), "400/s  at least 500/s          MISSED"),
        (Figure("without a goal", 2, "{:.1f} s"), "2.0 s"),
    ],
)
def test_a_figure_stands_beside_its_goal(figure: Figure, ending: str) -> None:
    assert str(figure).startswith(figure.name)
    assert str(figure).endswith(ending)


def test_a_figure_fits_a_narrow_terminal() -> None:
    figure = Figure("start", 1.0, "{:.2f} s", 1.5)
    assert figure.for_terminal(100) == str(figure)
    assert figure.for_terminal(80) == "start\n  1.00 s  at most 1.50 s          met"


def test_a_time_limit_names_the_step_that_did_not_end() -> None:
    expected = "up: not done after 0.05 s; the last step was: starting the sandbox"
    with pytest.raises(BenchError, match=expected), time_limit("up", 0.05):
        step("starting the sandbox")
        time.sleep(5)
    time.sleep(0.06)


def test_a_failed_command_is_not_a_figure() -> None:
    with pytest.raises(BenchError, match=r"failed with exit code 3:\nits output"):
        run_python(["-c", "import sys; print('its output'); sys.exit(3)"])
