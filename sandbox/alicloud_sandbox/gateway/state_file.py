"""The state file of a sandbox, its lock, and the record of the process that serves it."""

import fcntl
import os
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from alicloud_sandbox.core.faults import OFF
from alicloud_sandbox.core.private_file import open_private, write_private

DEFAULT_FILE = Path(".sandbox") / "state.db"
STATE_VARIABLE = "ALICLOUD_SANDBOX_STATE"
_POLL_SECONDS = 0.01


class Running(msgspec.Struct, frozen=True):
    """The serving process: its id, its port on 127.0.0.1, the token of the sandbox's pages, and its options."""

    pid: int
    port: int
    token: str
    limits: str
    latency: str
    faults: str = OFF


@dataclass(frozen=True)
class StateFile:
    """A state file and the files beside it: lock, log, certificate authority, and the record of the process."""

    path: Path

    @classmethod
    def resolve(cls, path: str | None) -> "StateFile":
        """Return the file named by `path`, else by `ALICLOUD_SANDBOX_STATE`, else `.sandbox/state.db`.

        The folder is created if it is missing.
        """
        state_file = cls(Path(path or os.environ.get(STATE_VARIABLE) or DEFAULT_FILE).absolute())
        state_file.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return state_file

    @property
    def folder(self) -> Path:
        """The folder of the state file, with the certificate authority and the log."""
        return self.path.parent

    @property
    def log(self) -> Path:
        """The request log."""
        return self.path.with_suffix(".log")

    @property
    def _record(self) -> Path:
        return self.path.with_suffix(".running.json")

    def publish(self, running: Running) -> None:
        """Write the record of the serving process; readers never see half of it."""
        write_private(self._record, msgspec.json.encode(running))

    def withdraw(self) -> None:
        """Remove the record of the serving process."""
        self._record.unlink(missing_ok=True)

    def running(self) -> Running | None:
        """Return the process that serves this state file now, or None; the record of a killed process is ignored."""
        descriptor = self._lock(fcntl.LOCK_SH)
        if descriptor is not None:
            os.close(descriptor)
            return None
        try:
            return msgspec.json.decode(self._record.read_bytes(), type=Running)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def lock(self, patience: float = 0.0) -> int | None:
        """Lock the state file: return a descriptor to keep open, or None when another process has the lock.

        Wait up to `patience` seconds for a process that is starting or ending, but not for one that serves. The record
        of a killed process is removed.
        """
        deadline = time.monotonic() + patience
        while (descriptor := self._lock(fcntl.LOCK_EX)) is None:
            if self.running() or time.monotonic() >= deadline:
                return None
            time.sleep(_POLL_SECONDS)
        self.withdraw()
        return descriptor

    def _lock(self, kind: int) -> int | None:
        """Lock without waiting; `running` shares the lock for a moment."""
        descriptor = open_private(self.path.with_suffix(".lock"))
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor
