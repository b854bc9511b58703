"""Figures of commands in a separate process: `alicloud-offline up`, and the components' plugin."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dev.bench.figure import BenchError, Figure, run_python, step
from dev.tools import CHECKOUT
from dev.tools.processes import read_line, running

_START_SECONDS = 60
_LOAD_SDKS = (
    "import pulumi, pulumi_alicloud as alicloud; alicloud.vpc.Network, alicloud.ecs.Instance, alicloud.Provider"
)


def up() -> Iterator[Figure]:
    """Measure `alicloud-offline up dev`, with the start of its sandbox."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        variables = {"ALICLOUD_SANDBOX_STATE": str(Path(folder) / "state.db")}
        _, seconds = run_python(["-m", "alicloud_offline", "up", "dev"], variables)
    yield Figure("`alicloud-offline up dev`", seconds, "{:.1f} s", 5)


def plugin(rounds: int = 5) -> Iterator[Figure]:
    """Measure the plugin's start, and compare it with loading the SDKs, which any plugin in Python does."""
    times = [(_plugin_start(), run_python(["-c", _LOAD_SDKS])[1]) for _ in range(rounds)]
    start, load = (min(values) for values in zip(*times, strict=True))
    yield Figure("start of the components' plugin", start, "{:.2f} s")
    yield Figure("  as a multiple of loading the SDKs", start / load, "{:.2f}x", 2)


def _plugin_start() -> float:
    step("starting the plugin")
    started = time.perf_counter()
    command = [sys.executable, str(CHECKOUT / "components"), "127.0.0.1:1"]
    with running(command, stdout=subprocess.PIPE) as process:
        port = read_line(process, _START_SECONDS)
        seconds = time.perf_counter() - started
    if not port.strip().isdigit():
        raise BenchError("the components' plugin did not print its port")
    return seconds
