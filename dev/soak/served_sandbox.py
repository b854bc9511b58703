"""A sandbox on a fixed port, which can be killed and comes back on the same state file."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from alicloud_sandbox.cli import client_environment, sandbox_client
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import Running, StateFile
from alicloud_sandbox.iam.keyring import Keyring
from dev.soak.audit import Inventory
from dev.tools.processes import TimeLimitError

_PATIENCE_SECONDS = 30.0
_POLL_SECONDS = 0.02


class ServedSandbox:
    """`alicloud-sandbox serve` on `folder/state.db`."""

    def __init__(self, folder: Path) -> None:
        """Start it."""
        self.state_file = StateFile.resolve(str(folder / "state.db"))
        self._output = (folder / "sandbox.out").open("ab")
        self._port = _free_port()
        self._process = self._start()

    def kill(self) -> None:
        """End it with SIGKILL, and start it again."""
        self._process.kill()
        self._process.wait(timeout=_PATIENCE_SECONDS)
        self._process = self._start()

    def set_faults(self, specification: str) -> None:
        """Have it fail on purpose, as the command `faults` does."""
        sandbox_client.post(self._running(), "faults", specification)

    def close(self) -> None:
        """End it."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=_PATIENCE_SECONDS)
        self._output.close()

    def environment(self, account: str, base: Mapping[str, str]) -> dict[str, str]:
        """Return the environment `base`, completed for a client of this account."""
        kept = {name: value for name, value in base.items() if name not in client_environment.UNSET}
        with closing(Store(self.state_file.path)) as store:
            key, password = Keyring.load(store).of(account), client_environment.login_password(store)
        variables = client_environment.variables(self.state_file, self._running(), key, password)
        search = os.pathsep.join((variables["PYTHONPATH"], base.get("PYTHONPATH", "")))
        return {**kept, **variables, "PYTHONPATH": search}

    def show(self) -> Inventory:
        """Return what exists."""
        command = [sys.executable, "-m", "alicloud_sandbox", "--state", str(self.state_file.path), "show", "--json"]
        found: Inventory = json.loads(
            subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE_SECONDS).stdout
        )
        return found

    def _running(self) -> Running:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while (running := self.state_file.running()) is None or running.pid != self._process.pid:
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise TimeLimitError(f"the sandbox of {self.state_file.path} did not start; see {self._output.name}")
            time.sleep(_POLL_SECONDS)
        return running

    def _start(self) -> "subprocess.Popen[bytes]":
        where = ["--state", str(self.state_file.path), "serve", "--port", str(self._port)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "alicloud_sandbox", *where],
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=self._output,
            start_new_session=True,
        )
        self._running()
        return self._process


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
