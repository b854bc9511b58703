"""The process that deletes what a run has made, however the run ends.

The run holds the only writing end of this process's standard input. The system closes it when the run ends in any way,
so this process then cleans. It has its own session, so a terminal's Ctrl+C does not reach it.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from dev.verify_cloud import records
from dev.verify_cloud.cleaning import clean
from dev.verify_cloud.cloud import Cloud


def start(folder: Path, run: str, region: str, pause: float) -> "subprocess.Popen[str]":
    """Start the cleaner of a run; return once it has locked the run's record."""
    words = ["--folder", str(folder), "--run", run, "--region", region, "--pause", str(pause)]
    process = subprocess.Popen(
        [sys.executable, "-m", "dev.verify_cloud.cleaner", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    if process.stdout.readline() != _READY:
        raise OSError("the cleaner did not start; nothing was made")
    return process


_READY = "ready\n"


def main() -> int:
    """Wait for the end of the run, then clean."""
    parser = argparse.ArgumentParser(prog="python -m dev.verify_cloud.cleaner", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    for name in ("--run", "--region"):
        parser.add_argument(name, required=True)
    parser.add_argument("--pause", type=float, required=True)
    options = parser.parse_args()
    record = records.Record(options.folder, options.run)
    lock = record.lock()
    if lock is None:
        print("another process cleans this run", flush=True)
        return 1
    print(_READY, end="", flush=True)
    sys.stdin.read()
    log = record.log.open("a")
    os.dup2(log.fileno(), sys.stdout.fileno())  # the reader of the pipe may have ended
    os.dup2(log.fileno(), sys.stderr.fileno())
    cloud = Cloud.from_environment(options.region, os.environ)
    left = clean(cloud, options.run, lambda line: print(line, flush=True), options.pause)
    if left:
        print("\n".join(("LEFT OVER:", *left)), flush=True)
        return 1
    record.remove()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
