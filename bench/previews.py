"""What a policy pack adds to a real `pulumi preview` of plain resources; needs the Pulumi CLI and the provider."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools import engine

UNITS = 700
"""Of [ENI, instance, attachment] each: 2,100 resources."""
ROUNDS = 3
MOST_OVERHEAD = 1.15
"""The goal: with the pack, as a multiple of a preview with a pack of one empty stack policy."""

_HERE = Path(__file__).resolve().parent
_EMPTY_PACK, _PROGRAM = _HERE / "empty_pack", _HERE / "plain_program"


def compare(pack: Path, units: int, rounds: int) -> Iterator[str]:
    """Lines of a table: the least time of so many rounds with each pack, taken in turns."""
    pulumi = engine.cli()
    if pulumi is None or not engine.has_provider(pulumi):
        yield "not measured: there is no Pulumi CLI with the alicloud provider here"
        return
    packs: dict[str, tuple[str, ...]] = {
        "without a pack": (),
        "with a pack of one empty stack policy": ("--policy-pack", str(_EMPTY_PACK)),
        "with this pack": ("--policy-pack", str(pack)),
    }
    seconds: dict[str, list[float]] = {name: [] for name in packs}
    with tempfile.TemporaryDirectory() as folder:
        preview = _prepared(pulumi, Path(folder))
        for _ in range(rounds):
            for name, options in packs.items():
                seconds[name].append(_timed([*preview, *options], _environment(Path(folder), units)))
    least = {name: min(taken) for name, taken in seconds.items()}
    yield f"| {3 * units} resources | `pulumi preview` |"
    yield "|---|---|"
    yield from (f"| {name} | {taken:.1f} s |" for name, taken in least.items())
    _, empty, full = least.values()
    yield f"with this pack against the empty one: {full / empty:.2f}x (goal: at most {MOST_OVERHEAD}x)"


def _prepared(pulumi: Path, folder: Path) -> list[str]:
    """A copy of the program with a stack of its own in a local backend; the command line that previews it."""
    project = folder / "program"
    shutil.copytree(_PROGRAM, project)
    command = [str(pulumi), "--non-interactive", "-C", str(project)]
    subprocess.run([*command, "stack", "init", "bench"], env=_environment(folder, 0), capture_output=True, check=True)
    return [*command, "preview", "--stack", "bench", "--suppress-progress"]


def _environment(folder: Path, units: int) -> Mapping[str, str]:
    """A local backend; and keys that are none, since a preview of plain resources calls no API."""
    return {
        **os.environ,
        "PULUMI_BACKEND_URL": folder.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": "",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "ALICLOUD_ACCESS_KEY": "none",
        "ALICLOUD_SECRET_KEY": "none",
        "ALIBABA_CLOUD_ACCOUNT_TYPE": "Domestic",
        "BENCH_UNITS": str(units),
    }


def _timed(command: list[str], environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"The preview of the bench should pass, but:\n{done.stdout}\n{done.stderr}")
    return taken
