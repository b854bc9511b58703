"""A measured figure with its goal, the steps of a measure, and its time limit."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from dev.tools import CHECKOUT, processes

_RUN_SECONDS = 600
_NAME = 50
_steps: list[str] = []


class BenchError(Exception):
    """A measure failed; the message says which one and why."""


@dataclass(frozen=True)
class Figure:
    """One result; `form` formats it with its unit. A goal is the most allowed, with `at_least` the least."""

    name: str
    value: float
    form: str
    goal: float | None = None
    at_least: bool = False

    def __str__(self) -> str:
        """Return the figure as a line of the table."""
        return f"{self.name:<{_NAME}}{self._values()}".rstrip()

    def for_terminal(self, columns: int) -> str:
        """Return the line, in two parts if it does not fit the columns."""
        return str(self) if len(str(self)) <= columns else f"{self.name}\n  {self._values().lstrip()}"

    def _values(self) -> str:
        value = f"{self.form.format(self.value):>16}"
        if self.goal is None:
            return value
        met = self.value >= self.goal if self.at_least else self.value <= self.goal
        goal = f"{'at least' if self.at_least else 'at most'} {self.form.format(self.goal)}"
        return f"{value}  {goal:<24}{'met' if met else 'MISSED'}"


def step(what: str) -> None:
    """Print what the measure now waits for."""
    _steps.append(what)
    print(f"  {what} ...", file=sys.stderr, flush=True)


@contextmanager
def time_limit(name: str, seconds: float) -> Iterator[None]:
    """Raise BenchError with the current step when the block takes longer."""

    def expire(*_: object) -> None:
        raise BenchError(f"{name}: not done after {seconds:g} s; the last step was: {_steps[-1]}")

    step(f"measuring {name}")
    previous = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of every command, with this checkout on Python's path."""
    path = os.pathsep.join(filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, **(variables or {})}


def run_python(arguments: Sequence[str], variables: Mapping[str, str] | None = None) -> tuple[str, float]:
    """Run this Python with arguments; return its standard output and the seconds that it took."""
    started = time.perf_counter()
    command = [sys.executable, *arguments]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    try:
        done = processes.run(command, _RUN_SECONDS, env=environment(variables), cwd=CHECKOUT, **streams)
    except processes.TimeLimitError as error:
        raise BenchError(str(error)) from None
    if done.returncode:
        raise BenchError(f"{' '.join(command)} failed with exit code {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout, time.perf_counter() - started


def processor_seconds() -> float:
    """Return the processor time of all ended child processes; other load on the machine changes it little."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
