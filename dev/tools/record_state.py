"""Record the state of every stack at this release; tests of later code upgrade from it.

The Pulumi CLI creates each stack on a fresh sandbox. Its exported state goes to the folder of the components' version,
tests/upgrade/recorded/VERSION. Never record a published release again.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from alicloud_ipv6.version import VERSION
from dev.tools import CHECKOUT
from dev.tools.pulumi_engine import find_engine
from dev.tools.recorded_states import LOGIN_PASSWORD, PASSPHRASE, RECORDED, STACKS, RecordedStack, cleaned
from dev.tools.sandbox_stack import SandboxStack, StackError

_EXAMPLE = (
    "examples:\n  python -m dev.tools.record_state\n  python -m dev.tools.record_state dev role --to /tmp/recorded\n"
)
_KEYS = ("ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY")


def record(stack: RecordedStack, target: Path) -> Path:
    """Create the stack on a fresh sandbox and write its state to the folder `target`, in one step at the end."""
    with tempfile.TemporaryDirectory(prefix="recorded-") as name:
        folder = Path(name)
        projects = stack.projects(folder)
        for project in projects:
            print(f"{stack.name}: pulumi up of {project.name} ...", flush=True)
            project.up()
        state = cleaned(json.loads(projects[-1].pulumi_alone("stack", "export", "--stack", stack.stack)))
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
    """Raise `ValueError` if the state contains one of these private strings; the message does not repeat it."""
    if any(one in text for one in private):
        raise ValueError("The state contains a secret of the sandbox or a path of this machine in plain text.")


def _secrets(projects: Iterable[SandboxStack]) -> list[str]:
    keys = [project.run("printenv", *_KEYS).stdout.split() for project in projects]
    return [LOGIN_PASSWORD, PASSPHRASE, *(key for pair in keys for key in pair)]


def main() -> int:
    """Record the given stacks, by default all."""
    known = {stack.name: stack for stack in STACKS}
    default = RECORDED / VERSION
    parser = argparse.ArgumentParser(
        prog="python -m dev.tools.record_state",
        description=__doc__,
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("stacks", nargs="*", metavar="STACK", help=f"by default all: {', '.join(known)}")
    parser.add_argument("--to", type=Path, default=default, metavar="FOLDER", help="where the files go")
    options = parser.parse_args()
    if unknown := set(options.stacks) - set(known):
        parser.error(f"invalid stack {min(unknown)!r}; expected one of {', '.join(known)}.")
    if not find_engine():
        print("This needs a Pulumi CLI on PATH and the alicloud provider of the SDK's version.", file=sys.stderr)
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
