"""Runs one stack of this project on the sandbox: with the Pulumi CLI, or without it as far as that goes."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alicloud_sandbox.iam.keyring import ACCOUNTS
from dev.tools import engine
from dev.tools.project import SandboxProject

_CHECKOUT = Path(__file__).parents[2]
_EXAMPLE = "examples:\n  python -m dev.tools.stack up dev\n  python -m dev.tools.stack ping crossaccount --from 2\n"
_NO_ENGINE = "There is no Pulumi CLI with the alicloud provider here, and its installer cannot be reached."


@dataclass(frozen=True)
class Part:
    """One project of a stack, and the account of the sandbox that it is run as."""

    project: SandboxProject
    account: str


def parts_of(stack: str, folder: Path) -> list[Part]:
    """The projects that make up a stack, in the order in which they are built: a role comes before what assumes it."""
    parts = [Part(SandboxProject(_CHECKOUT, folder, stack), "resource")]
    role = _CHECKOUT / "role"
    if (role / f"Pulumi.{stack}.yaml").exists():
        parts.insert(0, Part(SandboxProject(role, folder, stack, "role"), "user"))
    return parts


class Stack:
    """The commands of one stack; each returns an exit code."""

    def __init__(self, name: str, folder: Path, source: int = 1, target: int = 2) -> None:
        """``folder`` holds everything of the sandbox; ``source`` pings ``target``, by number."""
        self.name = name
        self.parts = parts_of(name, folder)
        self.outputs = folder / f"{name}.outputs.json"
        self.source, self.target = source, target

    def up(self) -> int:
        """Create or update the stack, then ping."""
        pulumi = self._engine(install=True)
        if pulumi:
            code = self._each(pulumi, self.parts, "up", "--yes", "--skip-preview") or self._write_outputs(pulumi)
        else:
            print(f"{_NO_ENGINE}\nUsing `offline up` instead.\n", flush=True)
            code = next(filter(None, map(self._offline_up, self.parts)), 0)
        if not code and self._outputs().get("ping6") == "":
            print("There is nothing to ping: not both instances have an IPv6 address.")
            return 0
        return code or self.ping()

    def preview(self) -> int:
        """Show what `up` would do."""
        return self._with_engine(self.parts, "preview", "--diff")

    def refresh(self) -> int:
        """Compare the state with what exists."""
        return self._with_engine(self.parts, "refresh", "--yes", "--skip-preview")

    def destroy(self) -> int:
        """Delete the stack's resources."""
        if self._engine():
            self.outputs.unlink(missing_ok=True)
            return self._with_engine(reversed(self.parts), "destroy", "--yes", "--skip-preview")
        print("There is no Pulumi CLI here, so no state to destroy by: everything in the sandbox is removed.")
        self.outputs.unlink(missing_ok=True)
        return subprocess.run([sys.executable, "-m", "alicloud_sandbox", "reset"], check=False).returncode

    def ping(self) -> int:
        """Run the stack's ping command on one of its instances, as the account that the instance is in."""
        if not self.outputs.exists():
            print(f"The stack {self.name} is not up; run: make up STACK={self.name}", file=sys.stderr)
            return 1
        numbers = ["--from", str(self.source), "--to", str(self.target)]
        command = [sys.executable, "-m", "alicloud_ipv6.ping", "--outputs", str(self.outputs), *numbers]
        return self._in_sandbox(account_of(self._outputs(), self.source), command)

    def _outputs(self) -> dict[str, Any]:
        return dict(json.loads(self.outputs.read_text()))

    def _with_engine(self, parts: Iterable[Part], *arguments: str) -> int:
        pulumi = self._engine()
        if pulumi is None:
            print(f"{_NO_ENGINE} `{arguments[0]}` needs it.", file=sys.stderr)
            return 2
        return self._each(pulumi, parts, *arguments)

    def _engine(self, *, install: bool = False) -> Path | None:
        pulumi = engine.cli() or (engine.install_cli() if install else None)
        return pulumi if pulumi and engine.has_provider(pulumi, install=install) else None

    def _each(self, pulumi: Path, parts: Iterable[Part], *arguments: str) -> int:
        """Run the CLI on each part until one fails."""
        return next(filter(None, (self._pulumi(pulumi, part, *arguments) for part in parts)), 0)

    def _pulumi(self, pulumi: Path, part: Part, *arguments: str) -> int:
        place, base = str(part.project.write()), [str(pulumi), "--non-interactive"]
        select = [*base, "-C", place, "stack", "select", "--create", self.name]
        code = subprocess.run(select, env=self._environment(), check=False).returncode
        return code or self._in_sandbox(part.account, [*base, "-C", place, *arguments, "--stack", self.name])

    def _offline_up(self, part: Part) -> int:
        where = ["--program", str(part.project.source), "--account", part.account, "--outputs", str(self.outputs)]
        command = [sys.executable, "-m", "alicloud_offline", "up", self.name, *where]
        return subprocess.run(command, env=self._environment(), check=False).returncode

    def _write_outputs(self, pulumi: Path) -> int:
        place = str(self.parts[-1].project.write())
        command = [str(pulumi), "-C", place, "stack", "output", "--json", "--stack", self.name]
        found = subprocess.run(command, env=self._environment(), check=False, stdout=subprocess.PIPE, text=True)
        self.outputs.write_text(found.stdout)
        return found.returncode

    def _in_sandbox(self, account: str, command: list[str]) -> int:
        inside = [sys.executable, "-m", "alicloud_sandbox", "run", "--account", account, "--", *command]
        return subprocess.run(inside, env=self._environment(), check=False).returncode

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **self.parts[-1].project.environment(), "PYTHONPATH": str(_CHECKOUT)}


def account_of(outputs: Mapping[str, Any], number: int) -> str:
    """The sandbox's name of the account that an instance is in; without a say of the stack, its own."""
    instances = outputs["instances"]
    account = instances[number - 1].get("accountId") if 1 <= number <= len(instances) else None
    return next((name for name, identifier in ACCOUNTS.items() if identifier == account), "resource")


def main() -> int:
    """Run one command."""
    style = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m dev.tools.stack", description=__doc__, epilog=_EXAMPLE, formatter_class=style
    )
    parser.add_argument("command", choices=("up", "preview", "refresh", "destroy", "ping"))
    parser.add_argument("stack", help="the stack, such as dev")
    parser.add_argument("--from", type=int, default=1, dest="source", metavar="N", help="the instance that pings (1)")
    parser.add_argument("--to", type=int, default=2, dest="target", metavar="N", help="the instance to be pinged (2)")
    options = parser.parse_args()
    stack = Stack(options.stack, _CHECKOUT / ".sandbox", options.source, options.target)
    return int(getattr(stack, options.command)())


if __name__ == "__main__":
    raise SystemExit(main())
