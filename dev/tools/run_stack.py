"""Run a stack of this project on the sandbox, with the Pulumi CLI or, without it, with `alicloud-offline up`."""

import argparse
import json
import signal
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from alicloud_sandbox.cli.parent_death import end_with_parent
from alicloud_sandbox.iam.keyring import ACCOUNTS
from dev.tools import CHECKOUT
from dev.tools.engine_free_run import EngineFreeRun
from dev.tools.foreground import InterruptedRunError
from dev.tools.pulumi_engine import find_engine, missing_part
from dev.tools.sandbox_stack import SandboxStack, StackError

_EXAMPLES = (
    "examples:\n  python -m dev.tools.run_stack up dev\n  python -m dev.tools.run_stack ping crossaccount --from 2\n"
)


_UNATTENDED = ("--yes", "--skip-preview", "--refresh")
_UP, _DESTROY = ("up", *_UNATTENDED), ("destroy", *_UNATTENDED)


def stack_names() -> list[str]:
    """Return the stacks of this project."""
    return sorted(file.name.split(".")[1] for file in CHECKOUT.glob("Pulumi.*.yaml"))


def projects_of(stack: str, folder: Path) -> list[SandboxStack]:
    """Return the stack in every project that has it, in the order in which they are built: a role comes first."""
    projects = [SandboxStack(folder, stack)]
    role = CHECKOUT / "role"
    if (role / f"Pulumi.{stack}.yaml").exists():
        projects.insert(0, SandboxStack(folder, stack, source=role, name="role", account="user"))
    return projects


class StackRunner:
    """The commands for one stack; each returns an exit code."""

    def __init__(self, name: str, folder: Path, source: int = 1, target: int = 2) -> None:
        """Use the sandbox in `folder`; `source` and `target` are the numbers of the instances for `ping`."""
        self.name = name
        self.projects = projects_of(name, folder)
        self.outputs = folder / f"{name}.outputs.json"
        self.engine_free = EngineFreeRun(self.projects[-1])
        self.source, self.target = source, target

    def up(self) -> int:
        """Create or update the stack, then ping."""
        if find_engine(install=True):
            self.engine_free.remove()
            code = self._each(self.projects, *_UP) or self._write_outputs()
        elif self._with_resources():
            return self._refuse("up", "the stack was created with it; to begin anew without it, run: rm -r .sandbox")
        else:
            print(f"Using `alicloud-offline up`, because {missing_part()}.\n", flush=True)
            code = self._up_without_engine()
        if not code and self._outputs().get("ping6") == "":
            print("Nothing to ping: not both instances have an IPv6 address.")
            return 0
        return code or self.ping()

    def preview(self) -> int:
        """Show the changes that `up` would make."""
        return self._with_engine("preview", "--diff")

    def refresh(self) -> int:
        """Update the state from the resources that exist."""
        return self._with_engine("refresh", "--yes", "--skip-preview")

    def cancel(self) -> int:
        """Release the lock of an update that ended too early, and hand the engine what it made."""
        if not find_engine():
            return self._refuse("cancel", "without it, nothing is locked")
        interrupted = [project for project in self.projects if project.interrupted_update()]
        if not interrupted:
            print(f"Nothing to cancel: no update of the stack {self.name} was interrupted.")
        return _first_failure(map(_recover, interrupted))

    def destroy(self) -> int:
        """Delete the stack's resources: those in the engine's state, and those that a run without it created."""
        made = bool(self._with_resources())
        if made and not find_engine():
            return self._refuse("destroy", "nothing was deleted, because only its state names what the stack has")
        if not made and not self.engine_free.file.exists():
            print(f"Nothing to destroy: the stack {self.name} does not exist in the sandbox.")
        code = 0
        if made:
            # The deletion needs the role, which a reset of the sandbox may have deleted.
            code = self._each(self.projects[:-1], *_UP) or self._each(self._with_resources(), *_DESTROY)
        if not code:
            self.engine_free.remove()
            self.outputs.unlink(missing_ok=True)
        return code

    def ping(self) -> int:
        """Ping from one of the stack's instances, with credentials of the account that it is in."""
        if not self.outputs.exists():
            print(f"The stack {self.name} is not up; run: make up STACK={self.name}", file=sys.stderr)
            return 1
        numbers = ["--from", str(self.source), "--to", str(self.target)]
        command = [sys.executable, "-m", "alicloud_ipv6.ping", "--outputs", str(self.outputs), *numbers]
        account = account_of(self._outputs(), self.source)
        return self.projects[-1].run(*command, account=account, check=False, capture=False).returncode

    def _outputs(self) -> dict[str, Any]:
        return dict(json.loads(self.outputs.read_text()))

    def _with_engine(self, *arguments: str) -> int:
        if find_engine():
            return self._each(self.projects, *arguments)
        return self._refuse(arguments[0], "`make check` judges the program without it")

    def _with_resources(self) -> list[SandboxStack]:
        """Return the projects to destroy, the last one first."""
        return [project for project in reversed(self.projects) if project.has_resources()]

    def _refuse(self, command: str, advice: str) -> int:
        print(f"`make {command}` needs the Pulumi engine, but {missing_part()}; {advice}.", file=sys.stderr)
        return 2

    def _each(self, projects: Iterable[SandboxStack], *arguments: str) -> int:
        """Run the CLI on each project until one fails; recover it first, if its last update was interrupted."""
        codes = (
            _recover(project) or project.pulumi_run(*arguments, check=False, capture=False).returncode
            for project in projects
        )
        return _first_failure(codes)

    def _up_without_engine(self) -> int:
        before = self.engine_free.existing()
        try:
            return _first_failure(map(self._offline_up, self.projects))
        finally:
            self.engine_free.record(before)

    def _offline_up(self, project: SandboxStack) -> int:
        where = ["--program", str(project.source), "--account", project.account, "--outputs", str(self.outputs)]
        return self._run_module("alicloud_offline", "up", self.name, *where)

    def _write_outputs(self) -> int:
        self.outputs.write_text(self.projects[-1].pulumi_alone("stack", "output", "--json", "--stack", self.name))
        return 0

    def _run_module(self, *arguments: str) -> int:
        return self.projects[-1].execute([sys.executable, "-m", *arguments], check=False, capture=False).returncode


def _first_failure(codes: Iterable[int]) -> int:
    return next(filter(None, codes), 0)


def _recover(project: SandboxStack) -> int:
    """Recover a project whose last update was interrupted; return an exit code."""
    found = project.interrupted_update()
    if found.running:
        name = f"the stack {project.stack} ({project.name})"
        print(f"Another update of {name} runs: {found}; wait for its end, or end it.", file=sys.stderr)
        return 1
    if not found:
        return 0
    print(f"The last update of {project.stack} ({project.name}) was interrupted: {found}. Recovering ...", flush=True)
    return project.recover().returncode


def account_of(outputs: Mapping[str, Any], number: int) -> str:
    """Return the sandbox's name of the account of an instance, by default of the stack's own account."""
    instances = outputs["instances"]
    account = instances[number - 1].get("accountId") if 1 <= number <= len(instances) else None
    return next((name for name, identifier in ACCOUNTS.items() if identifier == account), "resource")


def main() -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(
        prog="python -m dev.tools.run_stack",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=("up", "preview", "refresh", "destroy", "ping", "cancel"))
    parser.add_argument("stack", help="the stack, such as dev")
    parser.add_argument("--from", type=int, default=1, dest="source", metavar="N", help="the instance to ping from (1)")
    parser.add_argument("--to", type=int, default=2, dest="target", metavar="N", help="the instance to ping (2)")
    parser.add_argument("--folder", type=Path, default=CHECKOUT / ".sandbox", help="the sandbox's folder (.sandbox)")
    options = parser.parse_args()
    if options.stack not in stack_names():
        print(f"Invalid stack {options.stack!r}; expected one of {', '.join(stack_names())}.", file=sys.stderr)
        return 2
    # make may be killed by a second interrupt: nothing goes on without it.
    end_with_parent()
    runner = StackRunner(options.stack, options.folder.absolute(), options.source, options.target)
    try:
        return int(getattr(runner, options.command)())
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    except InterruptedRunError as interruption:
        again = f"run `make {options.command} STACK={options.stack}` again to go on"
        print(f"{interruption}: {options.command} has ended; {again}.", file=sys.stderr)
        return interruption.code
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    raise SystemExit(main())
