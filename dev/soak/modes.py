"""The modes of a soak: each disturbs runs of the engine in its own way.

To add one, write a class with the members of `Mode` and name it in `MODES`; lives and checks are the same for all.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Protocol

from dev.soak.changes import ChangeLog
from dev.soak.engine_run import EngineRun
from dev.soak.served_sandbox import ServedSandbox

_POLL_SECONDS = 0.005
_LATEST_SECONDS = 15.0
"""The latest random moment after the start of a run; an undisturbed `up` takes about twice as long."""
_PLUGINS_SECONDS = 30.0
FAULTS = "throttle=0.1,unavailable=0.05,reset=0.02,slow=0.05,ram:reset-after=0"


@dataclass
class Attempt:
    """A run of the engine in progress, and how many disturbances are still wanted."""

    run: EngineRun
    command: str
    sandbox: ServedSandbox
    random: Random
    wanted: int

    def next_change(self, log: ChangeLog) -> str:
        """Wait for the sandbox to acknowledge a change, and return the action; empty if the run ends before."""
        while not (found := log.new()):
            if self.run.ended:
                return ""
            time.sleep(_POLL_SECONDS)
        return found[-1]


class Mode(Protocol):
    """A way to disturb runs of the engine."""

    @property
    def name(self) -> str:
        """Its name on the command line and in the table."""

    @property
    def rerun_options(self) -> tuple[str, ...]:
        """Options of a repeated `pulumi up` or `pulumi destroy`."""

    def disturb(self, attempt: Attempt) -> list[str]:
        """Disturb a run until it ends or enough was done; return each disturbance in a few words."""


@dataclass(frozen=True)
class KillAfterActions:
    """Kill the engine with everything it started as soon as the sandbox has acknowledged the next change."""

    name: str = "engine"
    rerun_options: tuple[str, ...] = ()

    def disturb(self, attempt: Attempt) -> list[str]:
        """Kill once."""
        action = attempt.next_change(ChangeLog(attempt.sandbox.state_file.log))
        if not action:
            return []
        attempt.run.kill()
        return [f"engine killed after {action}"]


@dataclass(frozen=True)
class KillAtMoments:
    """Kill the engine at a random moment: everything, or the CLI alone."""

    name: str = "moments"
    rerun_options: tuple[str, ...] = ()

    def disturb(self, attempt: Attempt) -> list[str]:
        """Kill once."""
        seconds, alone = attempt.random.uniform(0.5, _LATEST_SECONDS), attempt.random.random() < 0.5
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if attempt.run.ended:
                return []
            time.sleep(_POLL_SECONDS)
        if alone:
            attempt.run.kill_cli(_PLUGINS_SECONDS)
        else:
            attempt.run.kill()
        return [f"{'CLI' if alone else 'engine'} killed after {seconds:.2f} s"]


@dataclass(frozen=True)
class KillSandbox:
    """Kill the sandbox after the next change, or a moment later, and start it again: the engine goes on."""

    name: str = "sandbox"
    rerun_options: tuple[str, ...] = ()

    def disturb(self, attempt: Attempt) -> list[str]:
        """Kill until the run ends."""
        done: list[str] = []
        log = ChangeLog(attempt.sandbox.state_file.log)
        while len(done) < attempt.wanted and (action := attempt.next_change(log)):
            time.sleep(attempt.random.choice((0.0, attempt.random.uniform(0.0, 0.5))))
            attempt.sandbox.kill()
            done.append(f"sandbox killed after {action}")
        return done


@dataclass(frozen=True)
class InjectFaults:
    """Have the sandbox fail on purpose during a run; every run gets other faults."""

    name: str = "faults"
    rerun_options: tuple[str, ...] = ("--refresh",)
    """The engine updates what could not be read after its creation, and deletes again what is gone: both may fail for
    good. Every other rerun goes without, because a refresh reads everything, and the provider repeats few reads."""

    def disturb(self, attempt: Attempt) -> list[str]:
        """Let one run go on under faults; only an `up` counts."""
        faults = f"{FAULTS},seed={attempt.random.randrange(10**6)}"
        attempt.sandbox.set_faults(faults)
        try:
            while not attempt.run.ended:
                time.sleep(_POLL_SECONDS)
        finally:
            attempt.sandbox.set_faults("off")
        return [f"under {faults}"] if attempt.command == "up" else []


MODES: Mapping[str, Callable[[], Mode]] = {
    mode().name: mode for mode in (KillAfterActions, KillAtMoments, KillSandbox, InjectFaults)
}
"""Name -> mode."""
