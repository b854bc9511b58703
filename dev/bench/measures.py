"""What is measured."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from dev.bench.fleet import Fleet
from dev.bench.place import CHECKOUT, BenchError, Sandbox, environment

_STARTS = 3
_ROUNDS = 5


def seconds_to_ready(folder: Path) -> float:
    """From the start of ``sandbox serve`` on a new state to its open port; the median of three."""
    times = []
    for number in range(_STARTS):
        with Sandbox(folder / str(number)) as sandbox:
            times.append(sandbox.ready_after)
    return statistics.median(times)


def describes_per_second(*fleets: Fleet) -> list[float]:
    """DescribeNetworkInterfaces by id, for each fleet: the best of five rounds, in which they take turns."""
    rounds = [[fleet.describe_round() for fleet in fleets] for _ in range(_ROUNDS)]
    return [max(rates) for rates in zip(*rounds, strict=True)]


def offline_up_seconds(folder: Path) -> float:
    """A whole ``alicloud-offline up dev``, the start of its sandbox and of Python included."""
    command = [sys.executable, "-m", "alicloud_offline", "up", "dev"]
    variables = environment(ALICLOUD_SANDBOX_STATE=str(folder / "state.db"))
    started = time.perf_counter()
    done = subprocess.run(command, env=variables, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise BenchError(f"`offline up dev` ended with {done.returncode}: {done.stderr.strip()}")
    return seconds
