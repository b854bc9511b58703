"""Run the Pulumi CLI on a stack inside a sandbox."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from alicloud_sandbox.gateway.state_file import STATE_VARIABLE
from dev.tools import CHECKOUT, processes
from dev.tools.foreground import run_in_foreground
from dev.tools.interrupted_update import InterruptedUpdate, find_interrupted_update
from dev.tools.pulumi_engine import find_cli
from dev.tools.sandbox_project import SandboxProject

_LIMIT_SECONDS = 3600


class StackError(RuntimeError):
    """A command of the stack failed; the message is its output."""


@dataclass
class SandboxStack:
    """A stack of the project in `source`, on the sandbox in `folder`, with credentials of `account`.

    `options` are options of `alicloud-sandbox run`. `settings` override the stack's own settings, and `variables` the
    environment of the CLI.
    """

    folder: Path
    stack: str = "dev"
    options: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    source: Path = CHECKOUT
    name: str = "project"
    account: str = "resource"
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Derive the project and the state file."""
        self.project = SandboxProject(self.source, self.folder, self.stack, self.name)
        self.state = self.folder / "state.db"

    @cached_property
    def pulumi(self) -> str:
        """The CLI; the first use creates the stack in the backend."""
        pulumi = str(find_cli())
        place = str(self.project.write(self.settings))
        self.execute([pulumi, "--non-interactive", "-C", place, "stack", "select", "--create", self.stack])
        return pulumi

    def export(self) -> dict[str, Any]:
        """Return the engine's state of this stack."""
        return dict(json.loads(self.pulumi_alone("stack", "export", "--stack", self.stack)))

    def recover(self, capture: bool = False) -> subprocess.CompletedProcess[str]:
        """Release the lock of an update that ended too early, and hand the engine what it made."""
        place = str(self.project.write(self.settings))
        path = os.pathsep.join((os.environ.get("PATH", ""), str((find_cli() or Path()).parent)))
        command = (sys.executable, "-m", "alicloud_ipv6.recover", "--stack", self.stack, "--cwd", place)
        return self.run("env", f"PATH={path}", *command, "--cancel", "--yes", check=False, capture=capture)

    def interrupted_update(self) -> InterruptedUpdate:
        """Return what an update that ended too early has left in the backend; needs no CLI."""
        return find_interrupted_update(self.folder / "pulumi", self._project_name(), self.stack)

    def has_resources(self) -> bool:
        """Return whether the engine's state has resources of this stack; needs no CLI."""
        file = self.folder / "pulumi" / ".pulumi" / "stacks" / self._project_name() / f"{self.stack}.json"
        if not file.exists():
            return False
        return bool((json.loads(file.read_text())["checkpoint"].get("latest") or {}).get("resources"))

    def engine_command(self, *arguments: str) -> list[str]:
        """Return the CLI's command line for this stack."""
        return [*self._cli(), *arguments, "--stack", self.stack]

    def pulumi_run(self, *arguments: str, check: bool = True, capture: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the CLI on this stack inside the sandbox."""
        variables = [f"{name}={value}" for name, value in self.variables.items()]
        return self.run("env", *variables, *self.engine_command(*arguments), check=check, capture=capture)

    def pulumi_alone(self, *arguments: str) -> str:
        """Run the CLI outside the sandbox, without the name of the stack, and return its output."""
        return self.execute([*self._cli(), *arguments]).stdout

    def up(self, *more: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run `pulumi up`."""
        return self.pulumi_run("up", "--yes", "--skip-preview", *more, check=check)

    def run(
        self, *command: str, check: bool = True, account: str = "", capture: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a command inside the sandbox with credentials of `account`, by default the stack's."""
        sandbox = [sys.executable, "-m", "alicloud_sandbox", "--state", str(self.state), "run", *self.options]
        return self.execute([*sandbox, "--account", account or self.account, "--", *command], check, capture)

    def execute(self, command: list[str], check: bool = True, capture: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command in the stack's environment; raise `StackError` if it fails and `check` is set.

        Without `capture`, it writes to the terminal, and an interrupt raises `InterruptedRunError` after its end.
        """
        if not capture:
            return subprocess.CompletedProcess(command, run_in_foreground(command, self.environment()))
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        try:
            done = processes.run(command, _LIMIT_SECONDS, env=self.environment(), **streams)
        except processes.TimeLimitError as error:
            raise StackError(str(error)) from None
        if check and done.returncode:
            raise StackError((done.stdout or "") + (done.stderr or ""))
        return done

    def environment(self) -> dict[str, str]:
        """Return the environment of every command."""
        own = {"PYTHONPATH": str(CHECKOUT), STATE_VARIABLE: str(self.state)}
        return {**os.environ, **self.project.environment(), **own}

    def _project_name(self) -> str:
        return str(yaml.safe_load((self.source / "Pulumi.yaml").read_text())["name"])

    def _cli(self) -> list[str]:
        return [self.pulumi, "--non-interactive", "-C", str(self.project.write(self.settings))]
