"""Kill the engine and the sandbox again and again while stacks are built and destroyed, and check what remains.

The mode `faults` kills nothing: the sandbox throttles, fails, resets connections and is slow during each run.

Needs the Pulumi CLI and the alicloud provider. A life is one stack, built and destroyed. After each recovery no
operation may be pending, and whatever exists in the sandbox must be in a state, once. Once built, `up` has nothing to
do and the ping succeeds; `destroy` leaves nothing. The exit code is 0 when all of that holds. The folder of a failed
life is kept.
"""

import argparse
import itertools
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from dev.soak.life import Life, LifeError
from dev.soak.modes import MODES, InjectFaults
from dev.soak.tally import Tally, table
from dev.tools.processes import TimeLimitError
from dev.tools.pulumi_engine import find_engine, missing_part
from dev.tools.run_stack import stack_names

_EXAMPLES = """examples:
  make soak KILLS=100                                     all modes, both stacks
  python -m dev.soak --kills 20 --modes engine --stacks dev --seed 7
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the soak; return 0 when every check passed, 1 when one failed, 2 without an engine."""
    options = _options(arguments)
    if not find_engine():
        print(f"The soak needs the Pulumi engine, but {missing_part()}.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # The sandbox ends with the soak.
    seed = options.seed if options.seed is not None else int(time.time())
    folder = Path(options.folder or tempfile.mkdtemp(prefix="soak-"))
    print(f"Seed {seed}; the files of failed lives stay in {folder}.", flush=True)
    soak = Soak(folder, seed)
    for mode in options.modes:
        number = options.ups if mode == InjectFaults.name else options.kills
        for stack, wanted in zip(options.stacks, _shares(number, len(options.stacks)), strict=True):
            soak.run(mode, stack, wanted)
    print(f"\n{table(soak.tallies)}")
    for failure in soak.failures:
        print(f"\n{failure}")
    if not soak.failures:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if not soak.failures and all(tally.clean for tally in soak.tallies) else 1


class Soak:
    """Lives of stacks, one after the other."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Run in `folder`; `seed` decides what is random."""
        self._folder, self._seed = folder, seed
        self.tallies: list[Tally] = []
        self.failures: list[str] = []

    def run(self, mode_name: str, stack: str, wanted: int) -> None:
        """Run lives until `wanted` disturbances were made."""
        tally = Tally(mode_name, stack)
        self.tallies.append(tally)
        started = time.monotonic()

        def say(text: str) -> None:
            tally.seconds = time.monotonic() - started
            print(f"[{tally.kills:>3}/{wanted}] {mode_name} {stack} {text}", flush=True)

        for number in itertools.count(1):
            if tally.kills >= wanted:
                return
            folder = self._folder / f"{mode_name}-{stack}-{number}"
            folder.mkdir(parents=True)
            life = Life(folder, MODES[mode_name](), tally, Random(f"{self._seed}-{folder.name}"), say)  # noqa: S311
            before = tally.kills
            try:
                life.live(wanted - tally.kills)
            except (LifeError, TimeLimitError) as error:
                tally.not_converged += 1
                self.failures.append(f"{folder.name} (seed {self._seed}), after {life.last}: {error}\nfiles: {folder}")
                say(f"FAILED: {error}")
            else:
                shutil.rmtree(folder)
                say("destroyed; nothing left")
            tally.lives += 1
            tally.seconds = time.monotonic() - started
            if tally.kills == before:
                return


def _shares(number: int, parts: int) -> list[int]:
    """Split a number into integers that differ by one at most."""
    return [number // parts + (one < number % parts) for one in range(parts)]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m dev.soak",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    stacks = stack_names()
    parser.add_argument("--kills", type=int, default=100, metavar="N", help="kills per mode that kills (100)")
    parser.add_argument("--ups", type=int, default=20, metavar="N", help="runs of `up` under faults (20)")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=list(MODES), help="how runs are disturbed (all)")
    parser.add_argument("--stacks", nargs="+", choices=stacks, default=stacks, help="which stacks (all)")
    parser.add_argument("--seed", type=int, help="repeats the random choices of a run")
    parser.add_argument("--folder", help="where the files are (a temporary folder)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
