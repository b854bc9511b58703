"""Every process that the program started, also those that it detached from itself."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alicloud_offline.offline_error import OfflineError

_SECONDS = 10.0
_GET_DUMPABLE, _SET_DUMPABLE, _SET_SUBREAPER = 3, 4, 36


@contextmanager
def adopting_orphans() -> Iterator[None]:
    """Become the parent of processes whose own parent ended, and keep other processes from this one's memory.

    The second is for systems without user namespaces, where the program runs as the same user. Linux has both; on other
    systems a process that leaves the program's group escapes.
    """
    if sys.platform != "linux":
        yield
        return
    prctl = ctypes.CDLL(None).prctl
    was_dumpable = prctl(_GET_DUMPABLE, 0, 0, 0, 0)
    prctl(_SET_SUBREAPER, 1, 0, 0, 0)
    prctl(_SET_DUMPABLE, 0, 0, 0, 0)
    try:
        yield
    finally:
        prctl(_SET_SUBREAPER, 0, 0, 0, 0)
        prctl(_SET_DUMPABLE, was_dumpable, 0, 0, 0)


def children() -> set[int]:
    """Return the ids of this process's children."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # It ended.
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                found.add(int(folder.name))
    return found


def end_tree(group: int, others: set[int]) -> None:
    """End the process group, and all children of this process that are not among `others`, until there are none.

    Must be called inside `adopting_orphans`, which makes the children of an ended process those of this one. Raise
    OfflineError when processes appear faster than they end.
    """
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
    limit = time.monotonic() + _SECONDS
    while left := children() - others:
        if time.monotonic() > limit:
            raise OfflineError("The program starts processes faster than the check can end them; no report is written.")
        for one in left:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        for one in left:
            with suppress(ChildProcessError):
                os.waitpid(one, 0)
