"""The command line of ``python -m offline``."""

import argparse
import sys
from pathlib import Path

from offline.errors import OfflineError

_EXAMPLE = """example:
  python -m offline up dev        create the dev stack in the sandbox, with no Pulumi CLI
"""


def main(arguments: list[str] | None = None) -> int:
    """0: done. 2: could not run, with the reason on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(given)
    from offline import up  # noqa: PLC0415 (--help does not wait for Pulumi)

    try:
        code = up.in_sandbox(given)
        if code is None:
            up.up(options.stack, options.program, options.outputs)
            code = 0
    except OfflineError as error:
        print(f"offline: {error}", file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    style = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m offline", description=__doc__, epilog=_EXAMPLE, formatter_class=style
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    text = "Create a stack's resources in the sandbox, without the Pulumi engine."
    up = commands.add_parser("up", help=text, description=text, epilog=_EXAMPLE, formatter_class=style)
    up.add_argument("stack", metavar="STACK", help="the stack, whose settings are in Pulumi.STACK.yaml")
    up.add_argument("--program", type=Path, default=Path(), metavar="DIR", help="the program's folder (default: .)")
    up.add_argument("--outputs", type=Path, metavar="FILE", help="write the stack's outputs there, as JSON")
    return parser
