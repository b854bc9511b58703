"""One life of a stack: `up` with disturbances until it ends, the same for `destroy`, and checks after each."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from dev.soak.audit import Audit, audit
from dev.soak.engine_run import EngineRun
from dev.soak.modes import Attempt, Mode
from dev.soak.recovery_report import outcomes_in
from dev.soak.served_sandbox import ServedSandbox
from dev.soak.tally import Tally
from dev.tools.run_stack import account_of, projects_of
from dev.tools.sandbox_stack import SandboxStack, StackError

_RUN_SECONDS = 900.0
_MOST_ERRORS = 9
"""How many runs in a row may fail without a disturbance that counts."""
_ARGUMENTS = ("--yes", "--skip-preview")


class LifeError(Exception):
    """A check failed; the message says which."""


class Life:
    """One life of a stack in a sandbox of its own."""

    def __init__(self, folder: Path, mode: Mode, tally: Tally, random: Random, say: Callable[[str], None]) -> None:
        """Prepare it in `folder`; the figures are added to `tally`."""
        self._folder, self._mode, self._tally, self._random, self._say = folder, mode, tally, random, say
        self._projects = projects_of(tally.stack, folder)
        self.last = "nothing"
        """The last disturbance."""

    def live(self, wanted: int) -> None:
        """Build and destroy the stack, with `wanted` disturbances at most; raise `LifeError`."""
        self._sandbox = ServedSandbox(self._folder)
        self._end = self._tally.kills + wanted
        try:
            for project in self._projects:
                self._repeat(project, "up")
            self._check_converged()
            for project in reversed(self._projects):
                self._repeat(project, "destroy")
            self._check_empty()
        except StackError as error:
            raise LifeError(str(error)) from error
        finally:
            self._sandbox.close()

    def _repeat(self, project: SandboxStack, command: str) -> None:
        """Run a command until it succeeds; recover after each failure."""
        errors = reruns = 0
        while True:
            counted = command == "up" and self._tally.kills < self._end
            done, code = self._attempt(project, command, self._mode.rerun_options if reruns % 2 else ())
            if code == 0:
                self._tally.at_once += counted and not reruns
                return
            reruns += 1
            errors = 0 if done else errors + 1
            self._tally.reruns += 1
            if errors > _MOST_ERRORS:
                raise LifeError(f"{command} failed {errors} times in a row; see {self._output}")
            self._recover(project)

    def _attempt(self, project: SandboxStack, command: str, options: Sequence[str]) -> tuple[list[str], int]:
        """Run a command once, disturbed as long as that is wanted; return the disturbances and the exit code."""
        variables = self._sandbox.environment(project.account, project.environment())
        run = EngineRun(project.engine_command(command, *_ARGUMENTS, *options), variables, self._output)
        done: list[str] = []
        if (wanted := self._end - self._tally.kills) > 0:
            done = self._mode.disturb(Attempt(run, command, self._sandbox, self._random, wanted))
        code = run.wait(_RUN_SECONDS)
        for one in done:
            self._tally.kills += 1
            self.last = f"{project.name} {command}: {one}"
            self._say(f"{self.last}: exit code {code}")
        return done, code

    def _recover(self, project: SandboxStack) -> None:
        """Recover the stack as a user does, and check the result."""
        started = time.monotonic()
        done = project.recover(capture=True)
        found = outcomes_in(done.stdout)
        self._tally.unclear += found["unclear"]
        if done.returncode:
            raise LifeError(f"recover failed:\n{done.stdout}{done.stderr}")
        self._check(audit(self._exports(), self._sandbox.show(), addresses=False))
        counts = ", ".join(f"{count} {outcome}" for outcome, count in found.items()) or "no interrupted creates"
        self._say(f"  recovered in {time.monotonic() - started:.1f} s: {counts}")

    def _check_converged(self) -> None:
        """Check that `up` has nothing to do, that the ping succeeds, and that nothing is there twice."""
        for project in self._projects:
            again = project.up("--expect-no-changes", check=False)
            if again.returncode:
                raise LifeError(f"the stack did not converge:\n{again.stdout}{again.stderr}")
        self._check(audit(self._exports(), self._sandbox.show(), addresses=True))
        ping = self._ping()
        if ping:
            raise LifeError(f"the ping failed: {ping}")

    def _ping(self) -> str:
        """Return the error of a ping, or an empty string."""
        project = self._projects[-1]
        outputs = project.pulumi_alone("stack", "output", "--json", "--stack", project.stack)
        file = self._folder / "outputs.json"
        file.write_text(outputs)
        command = (sys.executable, "-m", "alicloud_ipv6.ping", "--outputs", str(file), "--from", "1", "--to", "2")
        done = project.run(*command, account=account_of(json.loads(outputs), 1), check=False)
        return (done.stdout + done.stderr) if done.returncode else ""

    def _check_empty(self) -> None:
        left = [f"{account}'s {kind}" for account, kinds in self._sandbox.show().items() for kind in kinds]
        self._tally.left += len(left)
        if left:
            raise LifeError(f"left after the destroy: {', '.join(left)}")

    def _check(self, found: Audit) -> None:
        self._tally.duplicates += len(found.duplicates)
        self._tally.orphans += len(found.orphans)
        if found:
            raise LifeError(str(found))

    def _exports(self) -> Iterator[dict[str, object]]:
        return (project.export() for project in self._projects)

    @property
    def _output(self) -> Path:
        return self._folder / "engine.out"
