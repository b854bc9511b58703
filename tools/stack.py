"""Runs one stack of this project on the sandbox: with the Pulumi CLI, or without it as far as that goes."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tools import engine
from tools.project import SandboxProject

_CHECKOUT = Path(__file__).parent.parent
_EXAMPLE = "example:\n  python -m tools.stack up dev\n"
_NO_ENGINE = "There is no Pulumi CLI with the alicloud provider here, and its installer cannot be reached."


class Stack:
    """The commands of one stack; each returns an exit code."""

    def __init__(self, name: str, folder: Path) -> None:
        """``folder`` holds everything of the sandbox."""
        self.name = name
        self.project = SandboxProject(_CHECKOUT, folder, name)
        self.outputs = folder / f"{name}.outputs.json"

    def up(self) -> int:
        """Create or update the stack, then ping."""
        pulumi = self._engine(install=True)
        if pulumi:
            code = self._pulumi(pulumi, "up", "--yes", "--skip-preview") or self._write_outputs(pulumi)
        else:
            print(f"{_NO_ENGINE}\nUsing `offline up` instead.\n", flush=True)
            code = self._in_sandbox([sys.executable, "-m", "offline", "up", self.name, "--outputs", str(self.outputs)])
        return code or self.ping()

    def preview(self) -> int:
        """Show what `up` would do."""
        return self._with_engine("preview", "--diff")

    def refresh(self) -> int:
        """Compare the state with what exists."""
        return self._with_engine("refresh", "--yes", "--skip-preview")

    def destroy(self) -> int:
        """Delete the stack's resources."""
        if self._engine():
            self.outputs.unlink(missing_ok=True)
            return self._with_engine("destroy", "--yes", "--skip-preview")
        print("There is no Pulumi CLI here, so no state to destroy by: everything in the sandbox is removed.")
        self.outputs.unlink(missing_ok=True)
        return subprocess.run([sys.executable, "-m", "sandbox", "reset"], check=False).returncode

    def ping(self) -> int:
        """Run the stack's ping command on its first instance."""
        if not self.outputs.exists():
            print(f"The stack {self.name} is not up; run: make up STACK={self.name}", file=sys.stderr)
            return 1
        return self._in_sandbox([sys.executable, "-m", "alicloud_ipv6.ping", "--outputs", str(self.outputs)])

    def _with_engine(self, *arguments: str) -> int:
        pulumi = self._engine()
        if pulumi is None:
            print(f"{_NO_ENGINE} `{arguments[0]}` needs it.", file=sys.stderr)
            return 2
        return self._pulumi(pulumi, *arguments)

    def _engine(self, *, install: bool = False) -> Path | None:
        pulumi = engine.cli() or (engine.install_cli() if install else None)
        return pulumi if pulumi and engine.has_provider(pulumi, install=install) else None

    def _pulumi(self, pulumi: Path, *arguments: str) -> int:
        place, base = str(self.project.write()), [str(pulumi), "--non-interactive"]
        select = [*base, "-C", place, "stack", "select", "--create", self.name]
        code = subprocess.run(select, env=self._environment(), check=False).returncode
        return code or self._in_sandbox([*base, "-C", place, *arguments, "--stack", self.name])

    def _write_outputs(self, pulumi: Path) -> int:
        place = str(self.project.write())
        command = [str(pulumi), "-C", place, "stack", "output", "--json", "--stack", self.name]
        found = subprocess.run(command, env=self._environment(), check=False, stdout=subprocess.PIPE, text=True)
        self.outputs.write_text(found.stdout)
        return found.returncode

    def _in_sandbox(self, command: list[str]) -> int:
        inside = [sys.executable, "-m", "sandbox", "run", "--", *command]
        return subprocess.run(inside, env=self._environment(), check=False).returncode

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **self.project.environment(), "PYTHONPATH": str(_CHECKOUT)}


def main() -> int:
    """Run one command."""
    style = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m tools.stack", description=__doc__, epilog=_EXAMPLE, formatter_class=style
    )
    parser.add_argument("command", choices=("up", "preview", "refresh", "destroy", "ping"))
    parser.add_argument("stack", help="the stack, such as dev")
    options = parser.parse_args()
    stack = Stack(options.stack, _CHECKOUT / ".sandbox")
    return int(getattr(stack, options.command)())


if __name__ == "__main__":
    raise SystemExit(main())
