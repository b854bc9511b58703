"""The command line of ``python -m dev.bench``."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from dev.bench import check, measures, plugin, policies, previews
from dev.bench.fleet import Fleet
from dev.bench.place import BenchError, Sandbox
from dev.bench.report import Row, table

_ABOUT = """Measures the sandbox, `offline up`, the policy pack, `offline check` and the components' plugin on this
machine, in a temporary folder, and prints the results beside their goals. A result outside its goal is shown, it is no
failure: the exit code is 0, or 1 when something could not be measured.

Requests go over keep-alive connections through the TLS proxy. They are signed before the clock starts, so that the
numbers are the sandbox's own. Few and many ENIs are in two sandboxes that are measured in turns, so that a machine
that is busy for a moment is so for both. The policy pack is measured over the protocol by which the engine asks it, in
a process of its own, and, where there is a Pulumi CLI with the alicloud provider, in previews."""
_EXAMPLE = """examples:
  python -m dev.bench                                everything, in some minutes
  python -m dev.bench --only sandbox --enis 2000     in less than a minute
  python -m dev.bench --only policies                the policy pack alone
  python -m dev.bench --only check                   `offline check` alone
  python -m dev.bench --only plugin                  the components' plugin alone"""
_FEW = 100


def main(arguments: list[str] | None = None) -> int:
    """0: measured. 1: could not be measured, with the reason on standard error."""
    options = _parser().parse_args(arguments)
    try:
        with TemporaryDirectory(prefix="bench-") as folder:
            print(table(_measured(Path(folder), options)))
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    return 0


def _measured(folder: Path, options: argparse.Namespace) -> list[Row]:
    found: list[Row] = []
    if options.only in (None, "sandbox"):
        found += _measure(folder, options.enis)
    if options.only in (None, "policies"):
        found += [*policies.rows(), *previews.rows()]
    if options.only in (None, "check"):
        found += check.rows()
    if options.only in (None, "plugin"):
        found += plugin.rows()
    return found


def _measure(folder: Path, most: int) -> list[Row]:
    ready = measures.seconds_to_ready(folder / "ready")
    with Sandbox(folder / "few") as small, Sandbox(folder / "many") as large:
        few, many = measures.describes_per_second(Fleet(small, _FEW), Fleet(large, most))
        memory = large.resident_mebibytes()
    up = measures.offline_up_seconds(folder / "up")
    return [
        Row("`sandbox serve` is ready after", f"{ready:.2f} s", "under 1.5 s", met=ready < 1.5),
        Row(f"describe by id, {_FEW:,} ENIs", f"{few:,.0f} requests/s", "above 500", met=few > 500),
        Row(f"describe by id, {most:,} ENIs", f"{many:,.0f} requests/s", "above 500", met=many > 500),
        Row("the first is faster by", f"{few / many:.2f}x", "within 1.3x", met=few / many <= 1.3),
        Row(f"resident memory, {most:,} ENIs", f"{memory:.0f} MiB", "under 250 MiB", met=memory < 250),
        Row("`offline up dev` takes", f"{up:.1f} s", "under 5 s", met=up < 5),
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dev.bench",
        description=_ABOUT,
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--only", choices=("sandbox", "policies", "check", "plugin"), help="measure this alone (default: all)"
    )
    parser.add_argument("--enis", type=_number, default=10_000, help="how many ENIs are many (default: 10000)")
    return parser


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) >= _FEW:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {_FEW}")
