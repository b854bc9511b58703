"""Talks to a running sandbox's own pages, and starts one for as long as it is needed."""

import http.client
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress

from alicloud_sandbox.state import Place, Running

_START_SECONDS = 20.0
_LOOK_SECONDS = 0.02


class NotRunningError(Exception):
    """No sandbox serves the state file, or it could not be started."""


def need(place: Place) -> Running:
    """The sandbox that serves this place, or :class:`NotRunningError`."""
    running = place.running()
    if running is None:
        raise NotRunningError(f"no sandbox serves {place.file}; start one with: alicloud-sandbox serve")
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

    def __init__(self, place: Place, wanted: Mapping[str, str | None]) -> None:
        """Hold the sandbox that serves this place, or a new one.

        ``wanted`` are ``serve``'s options ``limits`` and ``latency``; None leaves one as it is, or to its default. A
        running sandbox that has another one is a ValueError.
        """
        self._place = place
        self._options = [f"--{name}={value}" for name, value in wanted.items() if value]
        self.running, self._connection = self._take()
        for name, value in wanted.items():
            if value not in (None, has := getattr(self.running, name)):
                self.close()
                raise ValueError(
                    f"the sandbox that serves {place.file} has --{name} {has}, not {value}; stop it, or name another"
                    " file with --state"
                )

    def renew(self) -> None:
        """Start the sandbox again on its port when it is gone, so that a command's proxy stays where it was."""
        if self._place.running() is None:
            self.close()
            lost = self.running
            self._options = [f"--limits={lost.limits}", f"--latency={lost.latency}", f"--port={lost.port}"]
            self.running, self._connection = self._take()

    def close(self) -> None:
        """Let go; a sandbox that was started for this and is held by nobody else stops."""
        self._connection.close()

    def _take(self) -> tuple[Running, http.client.HTTPConnection]:
        """A sandbox and the connection that holds it; one that is just ending cannot be held, so the next one is."""
        deadline = time.monotonic() + _START_SECONDS
        while True:
            running = self._place.running() or _start(self._place, self._options)
            connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=_START_SECONDS)
            with suppress(OSError, http.client.HTTPException):
                connection.request("GET", "/_sandbox/hold", headers={"x-sandbox-token": running.token})
                answer = connection.getresponse()
                if answer.status == 200 and answer.readline():
                    return running, connection
            connection.close()
            if time.monotonic() > deadline:
                raise NotRunningError(f"the sandbox on port {running.port} does not answer")
            time.sleep(_LOOK_SECONDS)


def _start(place: Place, options: list[str]) -> Running:
    command = [
        sys.executable,
        "-m",
        "alicloud_sandbox",
        "--state",
        str(place.file),
        "serve",
        "--until-unused",
        *options,
    ]
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
        time.sleep(_LOOK_SECONDS)
    raise NotRunningError(f"the sandbox did not start: {errors.read_text().strip() or 'it gave no reason'}")
