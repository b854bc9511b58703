"""The process of the program: it reads its run from standard input and writes the record to a descriptor."""

import atexit
import os
import sys

from alicloud_offline.check.program_run import ProgramRun
from alicloud_offline.check.run_recorded import run_recorded


def main(descriptor: int) -> None:
    """Run the program; threads that it started and its exit handlers end before the process does."""
    atexit.register(_leave)  # The first one registered runs last.
    run = ProgramRun.from_json(sys.stdin.read())
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.set_inheritable(descriptor, False)
    with open(descriptor, "wb") as record:

        def write(frame: bytes) -> None:
            record.write(frame)
            record.flush()

        run_recorded(run, write)


def _leave() -> None:
    """End without freeing the objects of the program one by one."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # The program closed or replaced it.
            continue
    os._exit(0)
