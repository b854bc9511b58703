"""Requests to a running sandbox's own pages, and a hold that starts a sandbox and keeps it running."""

import http.client
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from alicloud_sandbox.core.private_file import open_private
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import DEFAULT_FILE, STATE_VARIABLE, Running, StateFile

_PROGRAM = "alicloud-sandbox"
_START_SECONDS = 20.0
_POLL_SECONDS = 0.02


class NotRunningError(Exception):
    """No sandbox serves the state file, or none could be started."""


def require_running(state_file: StateFile) -> Running:
    """Return the process that serves the state file, or raise NotRunningError."""
    running = state_file.running()
    if running is None:
        serve = command_line(state_file, "serve")
        raise NotRunningError(f"no sandbox serves {state_file.path}; start one with: {serve}")
    return running


def command_line(state_file: StateFile, command: str) -> str:
    """Return the command line of a command on this state file, for a message that is copied into a shell."""
    program = sys.argv[0] if Path(sys.argv[0]).name == _PROGRAM else _PROGRAM
    default = state_file.path == DEFAULT_FILE.absolute() and STATE_VARIABLE not in os.environ
    state = [] if default else ["--state", str(state_file.path)]
    return shlex.join([program, *state, command])


def change(state_file: StateFile, page: str, alone: Callable[[Store], None]) -> None:
    """Have the running sandbox change its state by POST to `page`; without one, call `alone` on the state file.

    A sandbox that ends in the meantime is neither: try again.
    """
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if running := state_file.running():
            with suppress(OSError, http.client.HTTPException):
                return post(running, page)
        elif not state_file.path.exists():
            return None
        elif (descriptor := state_file.lock()) is not None:
            try:
                with closing(Store(state_file.path)) as store:
                    return alone(store)
            finally:
                os.close(descriptor)
        time.sleep(_POLL_SECONDS)
    raise NotRunningError(f"the sandbox that serves {state_file.path} does not answer")


def post(running: Running, page: str, body: str = "") -> None:
    """Send POST to one of the sandbox's own pages; raise ValueError for a wrong body, else NotRunningError."""
    with closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)) as connection:
        connection.request("POST", f"/_sandbox/{page}", body, {"x-sandbox-token": running.token})
        answer = connection.getresponse()
        if answer.status == 400:
            raise ValueError(answer.read().decode())
        if answer.status != 200:
            raise NotRunningError(f"the sandbox on port {running.port} answered {answer.status} to {page}")


class Hold:
    """Keeps a sandbox running while it is open, and restarts one that dies in the meantime."""

    def __init__(self, state_file: StateFile, wanted: Mapping[str, str | None]) -> None:
        """Hold the sandbox that serves the state file, or start one.

        `wanted` has the options `limits`, `latency` and `faults` of `serve`; None accepts any value of a running
        sandbox and the default of a new one. Raise ValueError when a running sandbox has another value.
        """
        self._state_file = state_file
        self._options = [f"--{name}={value}" for name, value in wanted.items() if value]
        self.running, self._connection = self._take()
        for name, value in wanted.items():
            if value not in (None, has := getattr(self.running, name)):
                self.close()
                raise ValueError(
                    f"the sandbox that serves {state_file.path} has --{name} {has}, not {value}; stop it, or name"
                    " another file with --state"
                )

    def renew(self) -> None:
        """Restart a sandbox that has died, on the same port, so that the proxy address of a command stays valid."""
        if self._state_file.running() is None:
            self.close()
            lost = self.running
            kept = {"limits": lost.limits, "latency": lost.latency, "faults": lost.faults}
            self._options = [f"--{name}={value}" for name, value in kept.items()] + [f"--port={lost.port}"]
            self.running, self._connection = self._take()

    def close(self) -> None:
        """Release the sandbox; one that was started for a hold stops with its last hold."""
        self._connection.close()

    def _take(self) -> tuple[Running, http.client.HTTPConnection]:
        """Return a sandbox and the connection that holds it; retry when the sandbox is about to end."""
        deadline = time.monotonic() + _START_SECONDS
        while True:
            running = self._state_file.running() or _start(self._state_file, self._options)
            connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=_START_SECONDS)
            with suppress(OSError, http.client.HTTPException):
                connection.request("GET", "/_sandbox/hold", headers={"x-sandbox-token": running.token})
                answer = connection.getresponse()
                if answer.status == 200 and answer.readline():
                    return running, connection
            connection.close()
            if time.monotonic() > deadline:
                raise NotRunningError(f"the sandbox on port {running.port} does not answer")
            time.sleep(_POLL_SECONDS)


def _start(state_file: StateFile, options: list[str]) -> Running:
    module = [sys.executable, "-m", "alicloud_sandbox"]
    command = [*module, "--state", str(state_file.path), "serve", "--until-unused", *options]
    errors = state_file.path.with_suffix(".errors")
    with os.fdopen(open_private(errors, os.O_WRONLY | os.O_TRUNC), "wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        running = state_file.running()
        if running:
            return running
        if process.poll() is not None and state_file.running() is None:
            break
        time.sleep(_POLL_SECONDS)
    raise NotRunningError(f"the sandbox did not start: {errors.read_text().strip() or 'it gave no reason'}")
