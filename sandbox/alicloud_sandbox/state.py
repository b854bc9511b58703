"""Where a sandbox lives on disk: the state file, its lock, and the note of the process that serves it."""

import fcntl
import os
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

DEFAULT_FILE = Path(".sandbox") / "state.db"
STATE_VARIABLE = "ALICLOUD_SANDBOX_STATE"
_LOOK_SECONDS = 0.01


class Running(msgspec.Struct, frozen=True):
    """The serving process: its id, its port on 127.0.0.1, the token of its own pages, and how it was started."""

    pid: int
    port: int
    token: str
    limits: str
    latency: str


@dataclass(frozen=True)
class Place:
    """A state file and what stands beside it."""

    file: Path

    @classmethod
    def of(cls, file: str | None) -> "Place":
        """The place named on the command line, in ``ALICLOUD_SANDBOX_STATE``, or ``.sandbox/state.db``; made if new."""
        place = cls(Path(file or os.environ.get(STATE_VARIABLE) or DEFAULT_FILE).absolute())
        place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return place

    @property
    def folder(self) -> Path:
        """The folder of the state file: also has the certificate authority and the log."""
        return self.file.parent

    @property
    def log(self) -> Path:
        """The request log."""
        return self.file.with_suffix(".log")

    @property
    def _note(self) -> Path:
        return self.file.with_suffix(".running.json")

    def publish(self, running: Running) -> None:
        """Let others find the serving process; the note is complete whenever it can be read."""
        draft = self._note.with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_bytes(msgspec.json.encode(running))
        draft.replace(self._note)

    def withdraw(self) -> None:
        """The process is about to end."""
        self._note.unlink(missing_ok=True)

    def running(self) -> Running | None:
        """The process that serves this state file now, if one does (a note left by a killed one does not count)."""
        descriptor = self._lock(fcntl.LOCK_SH)
        if descriptor is not None:
            os.close(descriptor)
            return None
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=Running)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def lock(self, patience: float = 0.0) -> int | None:
        """Take the state file for this process: a descriptor to keep open, or None when another process has it.

        ``patience`` is how many seconds to wait for one that is just starting or ending; one that serves is not waited
        for. A note that a killed process left is gone, so that nobody takes it for this one's.
        """
        deadline = time.monotonic() + patience
        while (descriptor := self._lock(fcntl.LOCK_EX)) is None:
            if self.running() or time.monotonic() >= deadline:
                return None
            time.sleep(_LOOK_SECONDS)
        self.withdraw()
        return descriptor

    def _lock(self, kind: int) -> int | None:
        """Lock at once or not at all; who only looks whether a sandbox runs shares the lock for a moment."""
        descriptor = os.open(self.file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor
