"""Run a Pulumi program without the Pulumi engine: check it, create it in the sandbox, or report on a real preview."""

import argparse
import importlib.util
import io
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from alicloud_offline.closed_streams import discard, terminated_as_interrupt
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.report.engine_events import read_events
from alicloud_offline.report.formats import FORMATS
from alicloud_offline.report.report_model import Report
from alicloud_offline.report.report_outputs import ReportOutputs
from alicloud_offline.report.visible_text import visible

_EXAMPLES = """examples:
  alicloud-offline check dev              evaluate the policies on the dev stack
  alicloud-offline reach dev              print who reaches whom in the dev stack
  alicloud-offline up dev                 create the dev stack in the sandbox
  alicloud-offline report events.json     report the policy events of a real preview
"""
_CHECK = "Evaluate policies on a stack's program, without the Pulumi CLI, credentials, a network or the sandbox."
_REACH = "Print who reaches whom over IPv6 in a stack before it exists, or with --from and --to the path of one flow."
_REACH_EXAMPLES = """examples:
  alicloud-offline reach dev
  alicloud-offline reach dev --from internet --to 'web-*' --protocol tcp --port 443

exit codes:
  0  printed; with --from and --to: the flow arrives
  1  with --from and --to: the flow does not arrive, or that is not known yet
  2  the command failed; standard error has the reason
"""
_UP = "Create a stack's resources in the sandbox, without the Pulumi CLI."
_REPORT = "Report the policy findings of a real `pulumi preview` or `pulumi up`, from the engine's events."
_EXIT_CODES = """exit codes:
  0  no mandatory policy is violated (with --strict: no policy)
  1  a mandatory policy is violated (with --strict: any policy)
  2  the command failed; standard error has the reason
"""
_UP_PACKAGES = {"alicloud_sandbox": "alicloud-sandbox", "alicloud_ipv6": "pulumi-alicloud-ipv6"}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 when it succeeds, 1 when a policy is violated, and 2 when it fails."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with terminated_as_interrupt():
            return int(options.run(options, given))
    except OfflineError as error:
        return _failed(str(error))
    except KeyboardInterrupt:
        return _failed("Interrupted; no report is complete.")
    except Exception as error:  # The interpreter's own exit code would be 1: a policy is violated.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return _failed(
            f"An error of the command itself, at {where}: {type(error).__name__}: {error}; please report it."
        )


def _failed(reason: str) -> int:
    """Print the reason; return the exit code, also where nobody reads it."""
    try:
        print(f"alicloud-offline: {visible(' '.join(reason.split()))}", file=sys.stderr, flush=True)
    except OSError:
        discard(sys.stderr)
    return 2


# `check` and `up` are imported when they run: Pulumi takes a second to import, and `up` needs more packages.
def _run_check(options: argparse.Namespace, _: Sequence[str]) -> int:
    from alicloud_offline.check.check_program import CheckOptions, check_program  # noqa: PLC0415
    from alicloud_offline.check.check_progress import CheckProgress  # noqa: PLC0415
    from alicloud_offline.check.isolated_run import Limits  # noqa: PLC0415

    outputs = ReportOutputs.of(options.format, options.output, options.also)
    given = CheckOptions(
        packs=options.policy_pack,
        configs=options.policy_pack_config,
        unknown_environment=options.unknown_environment,
        list_length=options.list_length,
        base=options.base_settings,
        limits=Limits(seconds=options.timeout, mebibytes=options.memory, python=options.python),
    )
    return _write(check_program(options.program, options.stack, CheckProgress(), given), outputs, options)


def _run_reach(options: argparse.Namespace, _: Sequence[str]) -> int:
    from alicloud_offline.check.isolated_run import Limits  # noqa: PLC0415
    from alicloud_offline.reach.reach_command import AskedFlow, print_reach  # noqa: PLC0415

    if (options.source is None) != (options.target is None):
        raise OfflineError("--from and --to belong together; give both, or neither.")
    limits = Limits(seconds=options.timeout, mebibytes=options.memory, python=options.python)
    flow = AskedFlow(options.source, options.target, options.protocol, options.port) if options.source else None
    return print_reach(options.program, options.stack, limits, flow)


def _run_up(options: argparse.Namespace, given: Sequence[str]) -> int:
    missing = [name for module, name in _UP_PACKAGES.items() if importlib.util.find_spec(module) is None]
    if missing:
        raise OfflineError(f"`alicloud-offline up` needs {' and '.join(missing)}; install the extra `up`.")
    from alicloud_offline.up.up_command import continue_in_sandbox, create_stack  # noqa: PLC0415

    continue_in_sandbox(list(given), options.account)
    create_stack(options.stack, options.program, options.outputs)
    return 0


def _run_report(options: argparse.Namespace, _: Sequence[str]) -> int:
    outputs = ReportOutputs.of(options.format, options.output, options.also)
    name = "standard input" if str(options.file) == "-" else str(options.file)
    try:
        text = sys.stdin.read() if str(options.file) == "-" else options.file.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise OfflineError(f"{name} cannot be read: {error}.") from None
    return _write(read_events(text.splitlines(), name), outputs, options)


def _write(report: Report, outputs: ReportOutputs, options: argparse.Namespace) -> int:
    outputs.write(report)
    return int(report.failed(strict=options.strict))


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="alicloud-offline", description=__doc__, epilog=_EXAMPLES, formatter_class=raw
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help=_CHECK, description=_CHECK, epilog=_EXIT_CODES, formatter_class=raw)
    _add_program_options(check)
    add = check.add_argument
    add("--policy-pack", type=Path, action="append", default=[], metavar="DIR", help="folder of a pack; repeatable")
    text = "configuration of a pack as JSON; the N-th file is for the N-th pack; repeatable"
    add("--policy-pack-config", type=Path, action="append", default=[], metavar="FILE", help=text)
    text = "environment variable that the program needs and whose value is unknown; repeatable"
    add("--unknown-environment", action="append", default=[], metavar="NAME", help=text)
    text = "elements of each list of a data source (default: 2; up to 16 when the program reads more)"
    add("--list-length", type=_positive, metavar="N", help=text)
    text = "git revision whose packs, configurations and settings count, such as the target of a pull request"
    add("--base-settings", metavar="REF", help=text)
    _add_run_options(check)
    _add_report_options(check)
    check.set_defaults(run=_run_check)

    reach = commands.add_parser("reach", help=_REACH, description=_REACH, epilog=_REACH_EXAMPLES, formatter_class=raw)
    _add_program_options(reach)
    add = reach.add_argument
    text = "pattern of names of instances or ENIs, an IPv6 block, or `internet`"
    add("--from", dest="source", metavar="END", help=text)
    add("--to", dest="target", metavar="END", help="the same")
    add("--protocol", choices=("icmpv6", "tcp", "udp"), default="icmpv6", help="protocol of the flow (default: icmpv6)")
    add("--port", default="", metavar="PORT", help="port of tcp or udp, or a range such as 8000-8010")
    _add_run_options(reach)
    reach.set_defaults(run=_run_reach)

    report = commands.add_parser("report", help=_REPORT, description=_REPORT, epilog=_EXIT_CODES, formatter_class=raw)
    text = "file of --event-log FILE, or streaming JSON of `pulumi preview --json`; - for standard input"
    report.add_argument("file", type=Path, metavar="FILE", help=text)
    _add_report_options(report)
    report.set_defaults(run=_run_report)

    up = commands.add_parser("up", help=_UP, description=_UP)
    _add_program_options(up)
    up.add_argument("--account", default="resource", help="account of the sandbox that owns them (default: resource)")
    up.add_argument("--outputs", type=Path, metavar="FILE", help="file for the stack's outputs as JSON")
    up.set_defaults(run=_run_up)
    return parser


def _add_program_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stack", metavar="STACK", help="stack, whose settings are in Pulumi.STACK.yaml")
    parser.add_argument(
        "--program", type=Path, default=Path(), metavar="DIR", help="folder of the program (default: .)"
    )


def _add_run_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    text = "Python with the packages of the program (default: that of this command)"
    add("--python", default=sys.executable, metavar="FILE", help=text)
    text = "time limit of the program in seconds (default: 600)"
    add("--timeout", type=_positive, default=600, metavar="N", help=text)
    add("--memory", type=_positive, metavar="N", help="memory limit of each process of the program in MiB")


def _add_report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text", help="format of the report (default: text)")
    text = "file for the report; standard output then has the text format"
    parser.add_argument("--output", type=Path, metavar="FILE", help=text)
    text = "another report in a file, such as markdown=summary.md; repeatable"
    parser.add_argument("--also", type=_format_and_file, action="append", default=[], metavar="FORMAT=FILE", help=text)
    parser.add_argument("--strict", action="store_true", help="exit with 1 for advisory findings too")


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"invalid value {value!r}; expected an integer of at least 1")
    return int(value)


def _format_and_file(value: str) -> tuple[str, Path]:
    name, sign, file = value.partition("=")
    if name not in FORMATS or not sign or not file:
        raise argparse.ArgumentTypeError(
            f"invalid value {value!r}; expected FORMAT=FILE, FORMAT one of {', '.join(FORMATS)}"
        )
    return name, Path(file)
