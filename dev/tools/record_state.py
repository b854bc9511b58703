"""Records the state of every stack at this release, for the test that later code upgrades from it.

Each stack is brought up on a fresh sandbox with the Pulumi CLI. Its exported state goes to the folder of the
components' version, tests/upgrade/recorded/VERSION. A release that is out is not recorded again.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from alicloud_ipv6.version import VERSION
from dev.tools import engine, recorded
from dev.tools.recorded import RecordedStack
from dev.tools.sandbox_stack import CHECKOUT, SandboxStack, StackError

_EXAMPLE = (
    "examples:\n  python -m dev.tools.record_state\n  python -m dev.tools.record_state dev role --to /tmp/recorded\n"
)
_KEYS = ("ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY")


def record(stack: RecordedStack, target: Path) -> Path:
    """Bring the stack up on a fresh sandbox and write its state to the folder ``target``; the file appears whole."""
    with tempfile.TemporaryDirectory(prefix="recorded-") as name:
        folder = Path(name)
        projects = stack.projects(folder)
        for project in projects:
            print(f"{stack.name}: pulumi up of {project.name} ...", flush=True)
            project.up()
        state = recorded.cleaned(json.loads(projects[-1].pulumi_alone("stack", "export", "--stack", stack.stack)))
        text = json.dumps(state, indent=2, sort_keys=True) + "\n"
        refuse(text, [*_secrets(projects), str(folder), str(CHECKOUT), str(Path.home())])
        target.mkdir(parents=True, exist_ok=True)
        file = stack.file(target)
        partial = file.with_suffix(".partial")
        partial.write_text(text)
        partial.replace(file)
    print(f"{stack.name}: {len(state['deployment']['resources'])} resources in {file}", flush=True)
    return file


def refuse(text: str, private: Iterable[str]) -> None:
    """Refuse, with a ValueError, a state that shows what must not be in a recorded one; the error does not show it."""
    if any(one in text for one in private):
        raise ValueError("The state has a secret of the sandbox or a path of this machine in plain text.")


def _secrets(projects: Iterable[SandboxStack]) -> list[str]:
    keys = [project.run("printenv", *_KEYS).stdout.split() for project in projects]
    return [recorded.LOGIN_PASSWORD, recorded.PASSPHRASE, *(key for pair in keys for key in pair)]


def main() -> int:
    """Record the stacks that are named, or all."""
    known = {stack.name: stack for stack in recorded.STACKS}
    default = recorded.RECORDED / VERSION
    parser = argparse.ArgumentParser(
        prog="python -m dev.tools.record_state",
        description=__doc__,
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("stacks", nargs="*", metavar="STACK", help=f"all of them, or some of: {', '.join(known)}")
    parser.add_argument("--to", type=Path, default=default, metavar="FOLDER", help="where the files go")
    options = parser.parse_args()
    if unknown := set(options.stacks) - set(known):
        parser.error(f"There is no stack {min(unknown)}; there are {', '.join(known)}.")
    pulumi = engine.cli()
    if pulumi is None or not engine.has_provider(pulumi):
        print("A Pulumi CLI on PATH and the alicloud provider that fits the SDK are needed.", file=sys.stderr)
        return 2
    try:
        for name in options.stacks or known:
            record(known[name], options.to)
    except (StackError, ValueError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
