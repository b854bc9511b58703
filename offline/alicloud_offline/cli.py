"""The command line of ``alicloud-offline``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from alicloud_offline.errors import OfflineError

_EXAMPLE = """examples:
  alicloud-offline check dev     have the policies judge the dev stack; no CLI, credential or network
  alicloud-offline up dev        create the dev stack in the sandbox, with no Pulumi CLI
"""
_CHECK = "Have the policies judge a stack's program: no Pulumi CLI, credential, network or sandbox."
_UP = "Create a stack's resources in the sandbox, without the Pulumi engine."
_CODES = """exit codes:
  0  no mandatory policy is violated (with --strict: no policy at all)
  1  a mandatory policy is violated (with --strict: any policy)
  2  it could not be told; the reason is on standard error
"""
_FORMATS = ("text", "json", "markdown", "sarif", "junit", "github")


def main(arguments: list[str] | None = None) -> int:
    """0: done, or nothing is violated. 1: a policy is violated. 2: could not run, as standard error says."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(given)
    try:
        return int(options.run(options, given))
    except OfflineError as error:
        print(f"offline: {error}", file=sys.stderr)
        return 2


def _run_up(options: argparse.Namespace, given: Sequence[str]) -> int:
    from alicloud_offline import up  # noqa: PLC0415 (--help does not wait for Pulumi)

    code = up.in_sandbox(list(given), options.account)
    if code is None:
        up.up(options.stack, options.program, options.outputs)
        code = 0
    return code


def _run_check(options: argparse.Namespace, _: Sequence[str]) -> int:
    from alicloud_offline.checking import command, output  # noqa: PLC0415
    from alicloud_offline.checking.progress import Progress  # noqa: PLC0415

    wanted = command.Wanted(
        stack=options.stack,
        folder=options.program,
        packs=options.policy_pack,
        configs=options.policy_pack_config,
        unknown_environment=options.unknown_environment,
    )
    reports = output.Reports.of(options.format, options.output, options.also)
    outcome = command.check(wanted, Progress())
    reports.write(outcome)
    return int(outcome.failed(strict=options.strict))


def _run_report(options: argparse.Namespace, _: Sequence[str]) -> int:
    from alicloud_offline.checking import events, output  # noqa: PLC0415

    if str(options.file) == "-":
        outcome = events.read(sys.stdin, "standard input")
    else:
        try:
            outcome = events.read(options.file.read_text().splitlines(), str(options.file))
        except (OSError, UnicodeDecodeError) as error:
            raise OfflineError(f"{options.file} cannot be read: {error}.") from None
    output.Reports.of(options.format, options.output, options.also).write(outcome)
    return int(outcome.failed(strict=options.strict))


def _parser() -> argparse.ArgumentParser:
    style = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="alicloud-offline", description=__doc__, epilog=_EXAMPLE, formatter_class=style
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help=_CHECK, description=_CHECK, epilog=_CODES, formatter_class=style)
    _check_options(check)
    text = "Report what the policies said in a real `pulumi preview` or `up`, from the engine's events."
    report = commands.add_parser("report", help=text, description=text, epilog=_CODES, formatter_class=style)
    text = "what --event-log FILE wrote, or the streaming JSON of `pulumi preview --json`; - for standard input"
    report.add_argument("file", type=Path, metavar="FILE", help=text)
    _report_options(report)
    report.set_defaults(run=_run_report)
    up = commands.add_parser("up", help=_UP, description=_UP, epilog=_EXAMPLE, formatter_class=style)
    _program_options(up)
    up.add_argument("--account", default="resource", help="the sandbox's account to create them in (default: resource)")
    up.add_argument("--outputs", type=Path, metavar="FILE", help="write the stack's outputs there, as JSON")
    up.set_defaults(run=_run_up)
    return parser


def _program_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stack", metavar="STACK", help="the stack, whose settings are in Pulumi.STACK.yaml")
    parser.add_argument("--program", type=Path, default=Path(), metavar="DIR", help="the program's folder (default: .)")


def _check_options(parser: argparse.ArgumentParser) -> None:
    _program_options(parser)
    add = parser.add_argument
    add("--policy-pack", type=Path, action="append", default=[], metavar="DIR", help="a pack's folder; may be repeated")
    text = "a pack's config as JSON; the first one is for the first pack, and so on"
    add("--policy-pack-config", type=Path, action="append", default=[], metavar="FILE", help=text)
    text = "an environment variable that the program needs and nobody here knows; may be repeated"
    add("--unknown-environment", action="append", default=[], metavar="NAME", help=text)
    _report_options(parser)
    parser.set_defaults(run=_run_check)


def _report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=_FORMATS, default="text", help="what to write (default: text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write it there, and the text on the terminal")
    text = "write another report, such as markdown=summary.md; may be repeated"
    parser.add_argument("--also", type=_also, action="append", default=[], metavar="FORMAT=FILE", help=text)
    parser.add_argument("--strict", action="store_true", help="fail on advisory policies too")


def _also(text: str) -> tuple[str, Path]:
    name, sign, file = text.partition("=")
    if name not in _FORMATS or not sign or not file:
        raise argparse.ArgumentTypeError(f"{text!r} is no FORMAT=FILE with a FORMAT of {', '.join(_FORMATS)}")
    return name, Path(file)
