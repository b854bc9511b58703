"""Run a program and print what it cost, as JSON: `python -m dev.bench.measured_run {alone,check} FOLDER`.

`alone` runs it under the SDK's own mock monitor, `check` as `alicloud-offline check` does with its own pack. Both run
without the cyclic garbage collector, which would otherwise take more time than the program.
"""

import gc
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from alicloud_offline._pulumi_internals import MockCallArgs, MockMonitor, MockResourceArgs, Mocks
from alicloud_offline.program.project_settings import load_settings
from alicloud_offline.program.run_program import run_program
from dev.bench.figure import BenchError

STACK = "bench"


class _Inputs(Mocks):
    """Answers that a new resource has its inputs and nothing else, as a preview does."""

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        return "", args.inputs

    def call(self, args: MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]] | None]:
        raise BenchError(f"the measured program calls {args.token}")


def alone(folder: Path) -> dict[str, float]:
    """Run the program under the SDK's mock monitor."""
    gc.disable()
    run_program(load_settings(folder, STACK), MockMonitor(_Inputs()), preview=True)
    return {"processor": time.process_time(), "mebibytes": _peak(resource.RUSAGE_SELF)}


def check(folder: Path) -> dict[str, float]:
    """Check the program, which runs in a process of its own; its pack runs in this one."""
    from alicloud_offline.check import check_program as checking  # noqa: PLC0415 (`alone` must not import it)
    from alicloud_offline.check.check_progress import CheckProgress  # noqa: PLC0415

    module: Any = checking
    evaluate, evaluating = module.evaluate, 0.0

    def measured(*arguments: object) -> None:
        nonlocal evaluating
        before = time.process_time()
        evaluate(*arguments)
        evaluating += time.process_time() - before

    module.evaluate = measured
    report = checking.check_program(folder, STACK, CheckProgress())
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "resources": len(report.resources),
        "seconds": report.seconds,
        "recording": time.process_time() - evaluating + children.ru_utime + children.ru_stime,
        "pack": evaluating,
        "mebibytes": _peak(resource.RUSAGE_SELF) + _peak(resource.RUSAGE_CHILDREN),
    }


def _peak(whose: int) -> float:
    """Return the most memory of this process, or of its largest child, in MiB; macOS counts in bytes, Linux in KiB."""
    return resource.getrusage(whose).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps({"alone": alone, "check": check}[sys.argv[1]](Path(sys.argv[2]).resolve())))
