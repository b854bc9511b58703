"""How long the components' plugin takes to start: each command of a program in another language waits for it."""

import subprocess
import sys
from time import perf_counter

from dev.bench.place import CHECKOUT, BenchError
from dev.bench.report import Row

ROUNDS = 5
MOST_TIMES = 2.0
"""The goal: as a multiple of what a Python program takes to load the SDKs alone, which any plugin in Python does."""

_LOAD = "import pulumi, pulumi_alicloud as alicloud; alicloud.vpc.Network, alicloud.ecs.Instance, alicloud.Provider"


def rows() -> list[Row]:
    """Two rows: the time on the clock, and the ratio; the best of some rounds in turns."""
    both = [(_started(), _loaded()) for _ in range(ROUNDS)]
    started, loaded = (min(found) for found in zip(*both, strict=True))
    times = started / loaded
    return [
        Row("the components' plugin is ready after", f"{started:.2f} s", ""),
        Row("as a multiple of loading the SDKs", f"{times:.2f}x", f"within {MOST_TIMES:.0f}x", met=times <= MOST_TIMES),
    ]


def _started() -> float:
    begun = perf_counter()
    command = [sys.executable, str(CHECKOUT / "components"), "127.0.0.1:1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = process.stdout.readline()
        seconds = perf_counter() - begun
        process.terminate()
    if not port.strip().isdigit():
        raise BenchError("the components' plugin did not start")
    return seconds


def _loaded() -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, "-c", _LOAD], check=True)
    return perf_counter() - begun
