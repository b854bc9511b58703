"""One stack of a project on a sandbox of its own, driven through the Pulumi CLI."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dev.tools import engine
from dev.tools.project import SandboxProject

CHECKOUT = Path(__file__).parents[2]


class StackError(RuntimeError):
    """A command of the stack failed; the text is what it printed."""


@dataclass
class SandboxStack:
    """One stack on a sandbox in ``folder``, run as ``account``; ``options`` go to `sandbox run`.

    ``source`` is the program, ``name`` that of its project's folder. ``settings`` override the stack's own, and
    ``variables`` the environment that the sandbox gives to the CLI.
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
        """Make the stack."""
        self.project = SandboxProject(self.source, self.folder, self.stack, self.name)
        self.state = self.folder / "state.db"
        self.pulumi = str(engine.cli())
        self.pulumi_alone("stack", "select", "--create", self.stack)

    def run(self, *command: str, check: bool = True, account: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command inside the sandbox, as the stack's account or another one; StackError when it fails."""
        options = [*self.options, "--account", account or self.account]
        sandbox = [
            sys.executable,
            "-m",
            "alicloud_sandbox",
            "--state",
            str(self.state),
            "run",
            *options,
            "--",
            *command,
        ]
        return _run(sandbox, self.environment(), check)

    def engine_command(self, *arguments: str) -> list[str]:
        """The CLI's command line for this stack."""
        place = str(self.project.write(self.settings))
        return [self.pulumi, "--non-interactive", "-C", place, *arguments, "--stack", self.stack]

    def pulumi_run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the CLI on this stack inside the sandbox."""
        variables = [f"{name}={value}" for name, value in self.variables.items()]
        return self.run("env", *variables, *self.engine_command(*arguments), check=check)

    def pulumi_alone(self, *arguments: str) -> str:
        """What the CLI prints of what needs no sandbox; the stack is not named for it."""
        command = [self.pulumi, "--non-interactive", "-C", str(self.project.write(self.settings)), *arguments]
        return _run(command, self.environment(), check=True).stdout

    def up(self, *more: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`pulumi up`."""
        return self.pulumi_run("up", "--yes", "--skip-preview", *more, check=check)

    def environment(self) -> dict[str, str]:
        """The environment of every command."""
        path = str(CHECKOUT)
        return {**os.environ, **self.project.environment(), "PYTHONPATH": path}


def _run(command: list[str], environment: dict[str, str], check: bool) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise StackError(done.stdout + done.stderr)
    return done
