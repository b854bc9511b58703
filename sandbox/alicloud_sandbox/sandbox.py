"""A sandbox for Python code: start it, point programs or a test at it, look at what exists."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alicloud_sandbox import import_time_values
from alicloud_sandbox.cli import client_environment, inventory, sandbox_client
from alicloud_sandbox.core.faults import OFF, Faults
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import StateFile
from alicloud_sandbox.gateway.tls import CERTIFICATE
from alicloud_sandbox.iam.keyring import Keyring

if TYPE_CHECKING:
    import pytest


class Sandbox:
    """A running sandbox; it ends with the last of those that hold it, even if they are killed."""

    def __init__(self, state_file: StateFile, hold: sandbox_client.Hold) -> None:
        """Wrap a sandbox that is held; `start` makes both."""
        self._state_file = state_file
        self._hold = hold

    @classmethod
    @contextmanager
    def start(
        cls, folder: Path, *, limits: str = "documented", latency: str = "instant", faults: str = OFF
    ) -> Iterator["Sandbox"]:
        """Serve `folder/state.db` until the block ends; the options are those of `alicloud-sandbox serve`."""
        state_file = StateFile.resolve(str(folder / "state.db"))
        wanted = {"limits": limits, "latency": latency, "faults": str(Faults.parse(faults))}
        with closing(sandbox_client.Hold(state_file, wanted)) as hold:
            yield cls(state_file, hold)

    @property
    def url(self) -> str:
        """The address of the proxy; `/health` below it is the health page."""
        return f"http://127.0.0.1:{self._hold.running.port}"

    @property
    def certificate(self) -> Path:
        """The certificate of the authority that clients must trust."""
        return self._state_file.folder / CERTIFICATE

    @property
    def log(self) -> Path:
        """The request log."""
        return self._state_file.log

    def environment(self, account: str = "resource") -> dict[str, str]:
        """Return the variables for a program that acts for `resource`, `user` or `ACCOUNT/USER`."""
        with closing(Store(self._state_file.path, read_only=True)) as store:
            key, password = Keyring.load(store).of(account), client_environment.login_password(store)
        return client_environment.variables(self._state_file, self._hold.running, key, password)

    def set_environment(self, monkeypatch: "pytest.MonkeyPatch", account: str = "resource") -> None:
        """Point this process, and the programs that it starts, at the sandbox."""
        for name in client_environment.UNSET:
            monkeypatch.delenv(name, raising=False)
        variables = self.environment(account)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        import_time_values.update(monkeypatch, variables)

    def resources(self, account: str = "resource") -> dict[str, list[dict[str, Any]]]:
        """Return what exists in an account, by kind, as `alicloud-sandbox show --json` prints it."""
        with closing(Store(self._state_file.path, read_only=True)) as store:
            return inventory.collect(store)[account]

    @contextmanager
    def faults(self, specification: str) -> Iterator[None]:
        """Have the sandbox fail on purpose until the block ends: `with sandbox.faults("throttle=0.5,seed=7"):`."""
        before = sandbox_client.require_running(self._state_file).faults
        sandbox_client.post(self._hold.running, "faults", specification)
        try:
            yield
        finally:
            sandbox_client.post(self._hold.running, "faults", before)

    def reset(self) -> None:
        """Delete every resource; accounts and keys stay. A sandbox that was killed is started again."""
        self._hold.renew()
        sandbox_client.post(self._hold.running, "reset")

    def expire(self) -> None:
        """End every role session."""
        sandbox_client.post(self._hold.running, "expire")
