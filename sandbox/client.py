"""Talks to a running sandbox's own pages, and starts one for as long as it is needed."""

import http.client
import subprocess
import sys
import time
from contextlib import closing

from sandbox.state import Place, Running

_START_SECONDS = 20.0


class NotRunningError(Exception):
    """No sandbox serves the state file, or it could not be started."""


def need(place: Place) -> Running:
    """The sandbox that serves this place, or :class:`NotRunningError`."""
    running = place.running()
    if running is None:
        raise NotRunningError(f"no sandbox serves {place.file}; start one with: python -m sandbox serve")
    return running


def post(running: Running, page: str) -> None:
    """Ask the sandbox to do something."""
    with closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)) as connection:
        connection.request("POST", f"/_sandbox/{page}", headers={"x-sandbox-token": running.token})
        answer = connection.getresponse()
        if answer.status != 200:
            raise NotRunningError(f"the sandbox on port {running.port} answered {answer.status} to {page}")


class Hold:
    """Keeps a sandbox running for as long as it is open; one that dies in the meantime is started again."""

    def __init__(self, place: Place, options: list[str]) -> None:
        """Hold the sandbox that serves this place, or a new one with these ``serve`` options."""
        self._place = place
        self._options = options
        self.running = place.running() or _start(place, options)
        self._connection = self._connect()

    def renew(self) -> None:
        """Start the sandbox again on its port when it is gone, so that a command's proxy stays where it was."""
        if self._place.running() is None:
            self.close()
            self.running = _start(self._place, [*self._options, "--port", str(self.running.port)])
            self._connection = self._connect()

    def close(self) -> None:
        """Let go; a sandbox that was started for this and is held by nobody else stops."""
        self._connection.close()

    def _connect(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=30)
        connection.request("GET", "/_sandbox/hold", headers={"x-sandbox-token": self.running.token})
        connection.getresponse().readline()
        return connection


def _start(place: Place, options: list[str]) -> Running:
    command = [sys.executable, "-m", "sandbox", "--state", str(place.file), "serve", "--until-unused", *options]
    errors = place.file.with_suffix(".errors")
    with errors.open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        running = place.running()
        if running:
            return running
        if process.poll() is not None and place.running() is None:
            break
        time.sleep(0.02)
    raise NotRunningError(f"the sandbox did not start: {errors.read_text().strip() or 'it gave no reason'}")
