"""Measure on this machine, in temporary folders, and print each figure beside its goal.

A figure that misses its goal is printed as such. The exit code is 0, and 1 when something could not be measured.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator

from dev.bench import check_figures, pack_figures, process_figures, sandbox_figures
from dev.bench.figure import BenchError, Figure, time_limit

#: Name, function and time limit in seconds of each measure.
MEASURES: tuple[tuple[str, Callable[[], Iterator[Figure]], float], ...] = (
    ("sandbox", sandbox_figures.ready, 60),
    ("sandbox", sandbox_figures.describe, 600),
    ("up", process_figures.up, 120),
    ("policies", pack_figures.policy_pack, 900),
    ("check", check_figures.check, 1_800),
    ("plugin", process_figures.plugin, 120),
)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as they are measured."""
    parser = argparse.ArgumentParser(prog="python -m dev.bench", description=__doc__)
    names = tuple(dict.fromkeys(name for name, _, _ in MEASURES))
    parser.add_argument("--only", choices=names, help="measure this alone (default: all, in some minutes)")
    only = parser.parse_args(arguments).only
    try:
        for name, measure, seconds in MEASURES:
            if only in (None, name):
                with time_limit(name, seconds):
                    for figure in measure():
                        print(figure.for_terminal(shutil.get_terminal_size((100, 0)).columns), flush=True)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
