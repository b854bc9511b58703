"""A run of the Pulumi CLI in a separate session, which can be killed with everything that it started."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from dev.tools.processes import TimeLimitError

_POLL_SECONDS = 0.005
_DEAD = ("Z", "X")


class EngineRun:
    """A started command; it and its plugins are one session."""

    def __init__(self, command: Sequence[str], variables: Mapping[str, str], output: Path) -> None:
        """Start it; standard output and error go to `output`."""
        with output.open("ab") as file:
            self._process = subprocess.Popen(
                list(command),
                env=dict(variables),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def ended(self) -> bool:
        """Whether the command itself has ended."""
        return self._process.poll() is not None

    def wait(self, seconds: float) -> int:
        """Return the exit code, once nothing of the session is left; raise `TimeLimitError` after `seconds`."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise TimeLimitError(f"{self._process.args!r} has not ended in {seconds:g} s") from None
        self.kill()
        return code

    def kill(self) -> None:
        """Kill everything of the session at once."""
        while living := session_members(self._process.pid):
            for pid in living:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self._process.poll()
            time.sleep(_POLL_SECONDS)

    def kill_cli(self, patience: float) -> None:
        """Kill the CLI alone, as a lack of memory does; what it started has `patience` seconds to end by itself."""
        self._process.kill()
        self._process.wait(timeout=patience)
        deadline = time.monotonic() + patience
        while session_members(self._process.pid) and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
        self.kill()


def session_members(session: int) -> list[int]:
    """Return the ids of the living processes of a session."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of, *_ = file.read_text(errors="replace").rpartition(")")[2].split()
            if int(of) == session and state not in _DEAD:
                found.append(int(file.parent.name))
    return found
