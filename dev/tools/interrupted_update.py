"""Find what an update that ended too early has left in a `file://` backend, without the CLI."""

import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from alicloud_ipv6.recover.file_backend import is_complete


@dataclass(frozen=True)
class InterruptedUpdate:
    """The remains of an update of one stack."""

    locked_by: tuple[int, ...] = ()
    """The processes that have locked the stack."""
    pending: int = 0
    """The number of pending operations."""
    unreadable: bool = False
    """Whether the state cannot be read, because its metadata is cut off."""

    def __bool__(self) -> bool:
        """Return whether there is anything to recover."""
        return bool(self.locked_by or self.pending or self.unreadable)

    def __str__(self) -> str:
        """Return the remains in one line."""
        parts = (
            f"locked by process {', '.join(map(str, self.locked_by))}" if self.locked_by else "",
            f"{self.pending} pending operations" if self.pending else "",
            "cut off metadata" if self.unreadable else "",
        )
        return ", ".join(filter(None, parts))

    @property
    def running(self) -> tuple[int, ...]:
        """The processes that have locked the stack and have not ended."""
        return tuple(filter(_is_alive, self.locked_by))


def find_interrupted_update(backend: Path, project: str, stack: str) -> InterruptedUpdate:
    """Return the remains of an update in the folder `backend`, the one with `.pulumi` in it."""
    root = backend / ".pulumi"
    state = root / "stacks" / project / f"{stack}.json"
    locks = sorted((root / "locks" / "organization" / project / stack).glob("*.json"))
    metadata = [state.with_name(f"{state.name}.attrs"), *(lock.with_name(f"{lock.name}.attrs") for lock in locks)]
    return InterruptedUpdate(
        locked_by=tuple(map(_owner, locks)),
        pending=_pending_operations(state),
        unreadable=any(file.exists() and not is_complete(file) for file in metadata),
    )


def _owner(lock: Path) -> int:
    """Return the process of a lock; 0 for one that is cut off or of another machine."""
    with suppress(OSError, ValueError, KeyError):
        content = json.loads(lock.read_bytes())
        if content["hostname"] == socket.gethostname():
            return int(content["pid"])
    return 0


def _pending_operations(state: Path) -> int:
    if not state.exists():
        return 0
    latest = json.loads(state.read_bytes())["checkpoint"].get("latest") or {}
    return len(latest.get("pending_operations") or ())


def _is_alive(pid: int) -> bool:
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
