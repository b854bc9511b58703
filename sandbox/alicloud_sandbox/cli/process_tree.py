"""The processes that a process has started, from `/proc`; on a system without it, none are found."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_ZOMBIE = "Z"


class Process(NamedTuple):
    """A process; its start distinguishes it from a later one with the same id."""

    pid: int
    start: str


def descendants(pid: int) -> set[Process]:
    """Return the children of a process, their children, and so on."""
    children: dict[int, list[Process]] = {}
    for process, parent, _ in _all_processes():
        children.setdefault(parent, []).append(process)
    found: set[Process] = set()
    pending = [pid]
    while pending:
        for child in children.get(pending.pop(), ()):
            found.add(child)
            pending.append(child.pid)
    return found


def is_alive(process: Process) -> bool:
    """Return whether the process has not ended."""
    return any(one == process and state != _ZOMBIE for one, _, state in _read(_PROC / str(process.pid)))


def _all_processes() -> Iterator[tuple[Process, int, str]]:
    for folder in _PROC.glob("[0-9]*"):
        yield from _read(folder)


def _read(folder: Path) -> Iterator[tuple[Process, int, str]]:
    """Yield process, parent and state; nothing for a process that has ended in the meantime."""
    with suppress(OSError):
        # The name of the program, in brackets, may contain spaces and brackets.
        fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        yield Process(int(folder.name), fields[19]), int(fields[1]), fields[0]
