"""What a policy pack adds to a real `pulumi preview` of plain resources; needs the Pulumi CLI and the provider."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import yaml

from dev.bench.place import CHECKOUT, BenchError
from dev.bench.report import Row
from dev.tools import pulumi_engine

UNITS = 700
"""Of [ENI, instance, attachment] each: 2,100 resources."""
ROUNDS = 3

_HERE = Path(__file__).resolve().parent
_PROGRAM, _EMPTY_PACK = _HERE / "plain_program", _HERE / "empty_pack"
_MOST_OVERHEAD = 1.15


def rows(units: int = UNITS, rounds: int = ROUNDS) -> list[Row]:
    """The least time of so many previews with each pack, taken in turns."""
    what = f"`pulumi preview`, {3 * units:,} resources"
    pulumi = pulumi_engine.find_cli()
    if pulumi is None or not pulumi_engine.has_provider(pulumi):
        return [Row(what, "not measured", "there is no Pulumi CLI with the alicloud provider here")]
    empty, full = _least_seconds(pulumi, units, rounds)
    ratio, goal = full / empty, f"within {_MOST_OVERHEAD}x"
    return [
        Row(f"{what}, one empty policy", f"{empty:.1f} s", ""),
        Row(f"{what}, the policy pack", f"{full:.1f} s", ""),
        Row("the second against the first", f"{ratio:.2f}x", goal, met=ratio <= _MOST_OVERHEAD),
    ]


def _least_seconds(pulumi: Path, units: int, rounds: int) -> tuple[float, float]:
    """With the empty pack, and with the policy pack."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        preview = _prepared(pulumi, folder)
        packs = (runnable(_EMPTY_PACK, folder / "empty"), runnable(CHECKOUT / "policies", folder / "policies"))
        environment = _environment(folder, units)
        taken = [
            [_seconds([*preview, "--policy-pack", str(pack)], environment) for pack in packs] for _ in range(rounds)
        ]
    empty, full = (min(times) for times in zip(*taken, strict=True))
    return empty, full


def runnable(source: Path, copy: Path) -> Path:
    """A copy of a pack, or of a program, that runs in this Python's environment, whatever is on PATH."""
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (project,) = copy.glob("Pulumi*.yaml")
    described = yaml.safe_load(project.read_text())
    described["runtime"] = {"name": "python", "options": {"virtualenv": sys.prefix}}
    project.write_text(yaml.safe_dump(described))
    return copy


def _prepared(pulumi: Path, folder: Path) -> list[str]:
    """A copy of the program with a stack of its own in a local backend; the command line that previews it."""
    project = runnable(_PROGRAM, folder / "program")
    command = [str(pulumi), "--non-interactive", "-C", str(project)]
    subprocess.run([*command, "stack", "init", "bench"], env=_environment(folder, 0), capture_output=True, check=True)
    return [*command, "preview", "--stack", "bench", "--suppress-progress"]


def _environment(folder: Path, units: int) -> Mapping[str, str]:
    """A local backend; and keys that are none, since a preview of plain resources calls no API."""
    return {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "PULUMI_BACKEND_URL": folder.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": "",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "ALICLOUD_ACCESS_KEY": "none",
        "ALICLOUD_SECRET_KEY": "none",
        "ALIBABA_CLOUD_ACCOUNT_TYPE": "Domestic",
        "BENCH_UNITS": str(units),
    }


def _seconds(command: list[str], environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode:
        raise BenchError(f"the preview of the bench should pass, but:\n{done.stdout}\n{done.stderr}")
    return taken
