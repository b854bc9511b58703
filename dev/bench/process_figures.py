"""Figures of commands in a separate process: `alicloud-offline up`, `alicloud-offline check`, and the plugin."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dev.bench.figure import BenchError, Figure, processor_seconds, run_python, step
from dev.tools import CHECKOUT
from dev.tools.processes import read_line, running

_START_SECONDS = 60
_PROGRAM = Path(__file__).with_name("plain_program")
_LOAD_SDKS = (
    "import pulumi, pulumi_alicloud as alicloud; alicloud.vpc.Network, alicloud.ecs.Instance, alicloud.Provider"
)


def up() -> Iterator[Figure]:
    """Measure `alicloud-offline up dev`, with the start of its sandbox."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        variables = {"ALICLOUD_SANDBOX_STATE": str(Path(folder) / "state.db")}
        _, seconds = run_python(["-m", "alicloud_offline", "up", "dev"], variables)
    yield Figure("`alicloud-offline up dev`", seconds, "{:.1f} s", 5)


def check(sizes: Sequence[int] = (2_100, 20_000)) -> Iterator[Figure]:
    """Measure `alicloud-offline check` of plain programs with about so many resources; the goals are the first's."""
    costs = []
    for size in sizes:
        step(f"checking a program of {size:,} resources")
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            program = Path(shutil.copytree(_PROGRAM, Path(folder) / "program"))
            (program / "Pulumi.bench.yaml").write_text("config: {}\n")
            before = processor_seconds()
            command = ["-m", "alicloud_offline", "check", "bench", "--program", str(program), "--format", "json"]
            report = json.loads(run_python(command, {"BENCH_UNITS": str(size // 3)})[0])
            costs.append((processor_seconds() - before) / report["resources"])
        goal = 10 if size == sizes[0] else None
        name = f"`alicloud-offline check`, {report['resources']:,} resources"
        yield Figure(name, report["seconds"], "{:.1f} s", goal)
        yield Figure("  its processor time", costs[-1] * report["resources"], "{:.1f} s")
        yield Figure("  its memory", report["peakMiB"], "{:,.0f} MiB")
    yield Figure("  growth of its processor time per resource", costs[-1] / costs[0], "{:.2f}x", 1.3)


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
