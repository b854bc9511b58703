"""Try what the sandbox assumes on the real service, delete everything again, and write down what was observed.

It shows what it will make and what that may cost, and asks. It needs the keys of a RAM user with administrator rights
in ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, preferably in an account without anything else.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import dev.verify_cloud.probes  # noqa: F401 - registers them
from alicloud_sandbox.cli import observations
from dev.tools import CHECKOUT
from dev.verify_cloud import cleaner, data_file, run_id
from dev.verify_cloud.cleaning import clean, runs_with_leftovers
from dev.verify_cloud.cloud import ApiError, Cloud
from dev.verify_cloud.expected import answers_of_sandbox
from dev.verify_cloud.lab import Lab
from dev.verify_cloud.not_probed import NOT_PROBED
from dev.verify_cloud.observing import Observed, keyed, observe
from dev.verify_cloud.plan import Plan, announce, choose
from dev.verify_cloud.probe import PROBES
from dev.verify_cloud.records import Record, unfinished
from dev.verify_cloud.target import CLOUD, NAMES, SANDBOX, Caller, RefusedError, caller_of

_CLEANING_SECONDS = 1200.0
_OLD_MINUTES = 120
"""The age at which a run is over, also one of another machine."""


def main(arguments: list[str] | None = None) -> int:
    """Run the probes; return 0, 1 when something is left over, or 2 when the run was refused."""
    options = _parser().parse_args(arguments)
    if options.list:
        _print_list()
        return 0
    try:
        cloud, caller = caller_of(options.target, options.region, os.environ)
        plan = choose(PROBES, options.only, instances=options.instances, other_account=bool(options.other_account))
        return _clean(options, cloud, caller) if options.clean else _run(options, cloud, caller, plan)
    except (RefusedError, ValueError, ApiError, OSError) as error:
        print(f"verify-cloud: {error}", file=sys.stderr)
        return 2
    except subprocess.TimeoutExpired:
        print("verify-cloud: deleting takes longer than usual and goes on; the next run looks again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("verify-cloud: interrupted; nothing was written.", file=sys.stderr)
        return 130


def _run(options: argparse.Namespace, cloud: Cloud, caller: Caller, plan: Plan) -> int:
    run = run_id.new(datetime.now(UTC))
    old = _old_runs(options, cloud, caller)
    print("\n".join(announce(plan, run, options.region, caller, NAMES[options.target])))
    if old:
        print(f"First, what earlier runs left is deleted: {', '.join(old)}.")
    _confirm(options, caller)
    for one in old:
        if left := clean(cloud, one, print, options.pause):
            return _report_left(left)
        Record(options.folder, one).remove()
    expected = answers_of_sandbox([probe.name for probe in plan.probes], options.region, options.type)
    observed = _observe(options, cloud, caller, plan, run)
    file = options.output or observations.FOLDER / f"{run.removeprefix(run_id.PREFIX)}.json"
    _write(options, plan, observed, keyed(expected, plan.probes), file)
    record = Record(options.folder, run)
    return _report_left(record.log.read_text().splitlines()) if record.file.exists() else 0


def _observe(options: argparse.Namespace, cloud: Cloud, caller: Caller, plan: Plan, run: str) -> Observed:
    """Observe while a cleaner stands by; return once it has cleaned."""
    Record(options.folder, run).write(caller.account, options.region)
    process = cleaner.start(options.folder, run, options.region, options.pause)
    try:
        lab = Lab(cloud, run, caller.account, options.type, options.other_account)
        return observe(lab, plan.probes, lambda line: print(line, flush=True))
    finally:
        print(f"Deleting what {run} has made ...", flush=True)
        process.communicate(timeout=_CLEANING_SECONDS)  # closes the pipe, as the end of this process would


def _write(options: argparse.Namespace, plan: Plan, observed: Observed, sandbox: Mapping[str, str], file: Path) -> None:
    today = datetime.now(UTC).date()
    service = keyed(observed.answers, plan.probes)
    not_observed = {**plan.left_out, **keyed(observed.failures, plan.probes)}
    data_file.write(file, NAMES[options.target], options.region, today, service, sandbox, not_observed)
    found = list(data_file.differences(service, sandbox))
    print("\n".join((f"{len(service)} assumptions tried, {len(found)} differ.", *found)))
    print(f"Written to {file}." + (" Now: make docs" if options.target == CLOUD else ""))


def _old_runs(options: argparse.Namespace, cloud: Cloud, caller: Caller) -> list[str]:
    """Return the runs to clean first: those recorded here without a cleaner, and old ones of another machine."""
    recorded = {record.run for record in unfinished(options.folder, caller.account, options.region)}
    there = runs_with_leftovers(cloud, datetime.now(UTC))
    for run, minutes in there.items():
        if run not in recorded and minutes < _OLD_MINUTES:
            print(f"{run} began {minutes:.0f} minutes ago, perhaps on another machine; it stays.")
    return sorted(recorded | {run for run, minutes in there.items() if minutes >= _OLD_MINUTES})


def _clean(options: argparse.Namespace, cloud: Cloud, caller: Caller) -> int:
    run_id.age(options.clean, datetime.now(UTC))
    print(f"Everything with the tag {run_id.TAG}={options.clean} in {options.region} is deleted, as {caller.arn}.")
    _confirm(options, caller)
    left = clean(cloud, options.clean, print, options.pause)
    return _report_left(left) if left else 0


def _confirm(options: argparse.Namespace, caller: Caller) -> None:
    if options.target == SANDBOX and not (options.output or options.clean):
        raise RefusedError("observations of a sandbox are not evidence; name a file for them with --output.")
    if options.target == SANDBOX and options.yes:
        return
    if not sys.stdin.isatty():
        raise RefusedError("a run on the real service must be confirmed; start it in a terminal.")
    if input(f"Type the id of the account ({caller.account}) to go on: ").strip() != caller.account:
        raise RefusedError("not confirmed; nothing was made.")


def _report_left(lines: list[str]) -> int:
    print("\n".join(("Not everything could be deleted; the next run tries again:", *lines)), file=sys.stderr)
    return 1


def _print_list() -> None:
    for probe in PROBES:
        print(f"{probe.name} ({probe.needs}): {probe.purpose}")
    for key, reason in NOT_PROBED.items():
        print(f"left out: {key}, because {reason}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dev.verify_cloud", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--target", choices=(CLOUD, SANDBOX), default=CLOUD, help="service to try (default: cloud)")
    parser.add_argument("--region", default="cn-hangzhou", help="default: cn-hangzhou")
    parser.add_argument("--type", default="ecs.g6.large", help="instance type of the requests (default: ecs.g6.large)")
    parser.add_argument("--instances", action="store_true", help="also make an instance, which costs money")
    parser.add_argument("--other-account", default="", metavar="ID", help="also grant an ENI to this account, briefly")
    parser.add_argument("--only", action="append", default=[], metavar="PROBE", help="this probe only; repeatable")
    parser.add_argument("--list", action="store_true", help="list the probes, and what is left out and why")
    parser.add_argument("--clean", default="", metavar="RUN", help="only delete what this run has left")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write (default: the sandbox's package)")
    parser.add_argument("--yes", action="store_true", help="do not ask; only with --target sandbox")
    parser.add_argument("--folder", type=Path, default=CHECKOUT / ".verify-cloud", help=argparse.SUPPRESS)
    parser.add_argument("--pause", type=float, default=5.0, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
