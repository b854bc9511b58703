"""A sandbox of the bench's own: started, watched and ended."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import StateFile
from alicloud_sandbox.gateway.tls import CERTIFICATE
from alicloud_sandbox.iam.keyring import Key, Keyring

CHECKOUT = Path(__file__).parents[2]
_PATIENCE = 60.0


class BenchError(Exception):
    """Something could not be measured."""


def environment(**more: str) -> dict[str, str]:
    """The environment of every command: this checkout on Python's path."""
    path = os.pathsep.join(filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, **more}


def processor_seconds() -> float:
    """What all ended children of this process have used; other work on the machine changes it little."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Sandbox:
    """``sandbox serve`` on a state file in a folder, until the block ends. ``ready_after`` is in seconds."""

    def __init__(self, folder: Path) -> None:
        """Nothing runs yet."""
        self._state_file = StateFile.resolve(str(folder / "state.db"))

    def __enter__(self) -> "Sandbox":
        """Start it and wait until it is ready."""
        command = [sys.executable, "-m", "alicloud_sandbox", "--state", str(self._state_file.path), "serve"]
        started = time.perf_counter()
        self._process = subprocess.Popen(
            command, env=environment(), cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while (running := self._state_file.running()) is None or running.pid != self._process.pid:
            if self._process.poll() is not None or time.perf_counter() - started > _PATIENCE:
                self._process.kill()
                raise BenchError(f"the sandbox did not start; its command is {' '.join(command)}")
            time.sleep(0.002)
        self.ready_after = time.perf_counter() - started
        self.port = running.port
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(_PATIENCE)

    @property
    def certificate(self) -> str:
        """The authority to trust."""
        return str(self._state_file.folder / CERTIFICATE)

    def key(self) -> Key:
        """The access key to sign with."""
        store = Store(self._state_file.path, read_only=True)
        try:
            return Keyring.load(store).of("resource")
        finally:
            store.close()

    def resident_mebibytes(self) -> float:
        """The memory its process has in RAM now; from ``ps`` where there is no ``/proc``. Both count in KiB."""
        status = Path(f"/proc/{self._process.pid}/status")
        if status.exists():
            kibibytes = status.read_text().partition("VmRSS:")[2].split()[0]
        else:
            command = ["ps", "-o", "rss=", "-p", str(self._process.pid)]
            kibibytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return int(kibibytes) / 1024
