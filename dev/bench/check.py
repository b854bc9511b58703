"""What `offline check` takes for a program of plain resources, and where its cost per resource goes with their number.

`python -m dev.bench.check [--sizes N ...]`
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dev.bench.place import CHECKOUT, BenchError, processor_seconds
from dev.bench.report import Row, table

SIZES = (2_100, 20_000)
MOST_SECONDS = 10.0
"""The goal for 2,100 resources, where the engine's preview with a pack takes over 30."""
MOST_GROWTH = 1.3
"""The goal: processor time per resource at the largest size, as a multiple of that at the smallest."""

_PROGRAM = Path(__file__).resolve().parent / "plain_program"


@dataclass(frozen=True)
class Cost:
    """One check: how many resources there were, what it took, and the most memory its process had."""

    resources: int
    seconds: float
    processor_seconds: float
    """Of the check and its pack: unlike the time on the clock it does not depend on what else the machine does."""
    peak_mib: float

    @property
    def per_resource(self) -> float:
        """Milliseconds of processor time."""
        return 1000 * self.processor_seconds / self.resources


def measure(size: int) -> Cost:
    """Check a plain program of about so many resources with this project's pack; BenchError when it cannot be."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        program = Path(folder) / "program"
        shutil.copytree(_PROGRAM, program)
        (program / "Pulumi.bench.yaml").write_text("config: {}\n")
        command = [
            sys.executable,
            "-m",
            "alicloud_offline",
            "check",
            "bench",
            "--program",
            str(program),
            "--format",
            "json",
        ]
        path = str(CHECKOUT)
        environment = {**os.environ, "PYTHONPATH": path, "BENCH_UNITS": str(size // 3)}
        before = processor_seconds()
        done = subprocess.run(command, env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"the check of the bench should pass, but:\n{done.stdout}\n{done.stderr}")
    report = json.loads(done.stdout)
    return Cost(report["resources"], report["seconds"], processor_seconds() - before, report["peakMiB"])


def rows(sizes: Sequence[int] = SIZES) -> list[Row]:
    """A row for each size, and the growth between the first and the last."""
    costs = [measure(size) for size in sizes]
    first, last = costs[0], costs[-1]
    found = []
    for cost in costs:
        what = f"`offline check`, {cost.resources:,} resources"
        shown = f"{cost.seconds:.1f} s ({cost.processor_seconds:.1f} s of processor), {cost.peak_mib:,.0f} MiB"
        aimed = cost.resources <= 1.1 * SIZES[0]
        goal = f"under {MOST_SECONDS:.0f} s" if aimed else ""
        found.append(Row(what, shown, goal, met=cost.seconds < MOST_SECONDS if aimed else None))
    growth = last.per_resource / first.per_resource
    if len(costs) > 1:
        found.append(
            Row(
                "its processor time per resource grows",
                f"{growth:.2f}x",
                f"within {MOST_GROWTH}x",
                growth <= MOST_GROWTH,
            )
        )
    return found


def main() -> int:
    """0: measured. 1: could not be measured, with the reason on standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m dev.bench.check", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many resources")
    try:
        print(table(rows(parser.parse_args().sizes)))
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
