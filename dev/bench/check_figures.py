"""Figures of `alicloud-offline check`, beside those of the same program alone under the SDK's mock monitor."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dev.bench.figure import Figure, run_python, step
from dev.bench.measured_run import STACK

_PROGRAM = Path(__file__).with_name("plain_program")
_ROUNDS = 3
"""Runs of the small programs, of which the one with the least processor time counts."""
_LARGE = 5_000


@dataclass(frozen=True)
class Costs:
    """Costs of one program: processor time in seconds, memory in MiB."""

    resources: float
    seconds: float
    alone: float
    recording: float
    """Of the check without its policy pack."""
    pack: float
    alone_memory: float
    memory: float
    """The peaks of all processes of the check together."""


def check(sizes: Sequence[int] = (2_100, 20_000)) -> Iterator[Figure]:
    """Measure programs of about so many plain resources, and how the costs of a resource grow from first to last.

    A cost per resource is what the program costs more than one with a handful of resources.
    """
    base, costs = _measure(0), []
    for size in sizes:
        found = _measure(size)
        costs.append(found)
        name = f"`alicloud-offline check`, {found.resources:,} resources"
        yield Figure(name, found.seconds, "{:.1f} s", 10 if size == sizes[0] else None)
        yield Figure("  processor time of the program alone", found.alone, "{:.1f} s")
        yield Figure("  recording it, as a multiple", found.recording / found.alone, "{:.2f}x", 1.3)
        yield Figure("  the policy pack, each resource", 1000 * found.pack / found.resources, "{:.2f} ms", 1)
        yield Figure("  memory of all its processes", found.memory, "{:,.0f} MiB")
        yield Figure("  as a multiple of the program's", found.memory / found.alone_memory, "{:.2f}x", 2)
    few, many = costs[0], costs[-1]
    for name, goal in (("alone", None), ("recording", 1.1), ("pack", 1.1), ("memory", 1.1)):
        first, last = ((getattr(one, name) - getattr(base, name)) / one.resources for one in (few, many))
        what = {"alone": "the program alone", "pack": "the policy pack"}.get(name, name)
        yield Figure(f"  growth per resource: {what}", last / first, "{:.2f}x", goal)


def _measure(size: int) -> Costs:
    """Return the costs of a program of this size; each is that of its cheapest run."""
    rounds = [_run(size) for _ in range(1 if size > _LARGE else _ROUNDS)]
    names = Costs.__dataclass_fields__
    return Costs(**{name: min(getattr(one, name) for one in rounds) for name in names})


def _run(size: int) -> Costs:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        program = Path(shutil.copytree(_PROGRAM, Path(folder) / "program"))
        (program / f"Pulumi.{STACK}.yaml").write_text("config: {}\n")
        alone, checked = (_measured(how, program, size) for how in ("alone", "check"))
    return Costs(
        resources=checked["resources"],
        seconds=checked["seconds"],
        alone=alone["processor"],
        recording=checked["recording"],
        pack=checked["pack"],
        alone_memory=alone["mebibytes"],
        memory=checked["mebibytes"],
    )


def _measured(how: str, program: Path, size: int) -> dict[str, float]:
    step(f"running {size:,} resources: {how}")
    output, _ = run_python(["-m", "dev.bench.measured_run", how, str(program)], {"BENCH_UNITS": str(size // 3)})
    return dict(json.loads(output))
