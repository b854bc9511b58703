"""A real sandbox in a process of its own, and requests to it over the wire: through the proxy, in TLS."""

import http.client
import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import Running, StateFile
from alicloud_sandbox.gateway.tls import CERTIFICATE
from alicloud_sandbox.iam.keyring import Key, Keyring
from alicloud_sandbox.iam.signature import SignedRequest
from tests.sandbox.signing import acs3
from tests.waiting import PATIENCE, until

CHECKOUT = Path(__file__).parents[2]
ECS_HOST, ECS_VERSION = "ecs.cn-beijing.aliyuncs.com", "2014-05-26"
VPC_HOST, VPC_VERSION = "vpc.cn-beijing.aliyuncs.com", "2016-04-28"


def environment(**more: str) -> dict[str, str]:
    """The environment of a command that runs from the checkout, with no proxy or key of this machine's own."""
    path = str(CHECKOUT)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": path, **more}


def command(state_file: StateFile, *arguments: str) -> list[str]:
    """The command line of `alicloud-sandbox`."""
    return [sys.executable, "-m", "alicloud_sandbox", "--state", str(state_file.path), *arguments]


def sandbox(state_file: StateFile, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command of the sandbox to its end."""
    return subprocess.run(
        command(state_file, *arguments),
        input=stdin,
        env=environment(),
        cwd=state_file.folder,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )


def until_running(state_file: StateFile) -> Running:
    """The sandbox that serves this place, as soon as one does."""
    return until(state_file.running, f"a sandbox that serves {state_file.path}")


def until_gone(state_file: StateFile) -> None:
    """Come back when no sandbox serves this place any more."""
    until(lambda: state_file.running() is None, f"the end of the sandbox that serves {state_file.path}")


@dataclass(frozen=True)
class Served:
    """A sandbox that serves `state_file`."""

    state_file: StateFile
    process: "subprocess.Popen[Any]"

    @property
    def port(self) -> int:
        """Its port on 127.0.0.1."""
        return until_running(self.state_file).port

    def key(self, who: str = "resource") -> Key:
        """An access key of it."""
        store = Store(self.state_file.path, read_only=True)
        try:
            return Keyring.load(store).of(who)
        finally:
            store.close()

    def log(self) -> list[str]:
        """The lines of its request log."""
        return self.state_file.log.read_text().splitlines()

    def trust(self) -> ssl.SSLContext:
        """What a client needs to believe it."""
        return ssl.create_default_context(cafile=str(self.state_file.folder / CERTIFICATE))


@contextmanager
def serve(folder: Path, *options: str, before: str = "") -> Iterator[Served]:
    """Serve `folder/state.db` until the block ends; `before` is Python that the process executes first."""
    state_file = StateFile(folder / "state.db")
    words = command(state_file, "serve", *options)
    if before:
        main = "from alicloud_sandbox.cli.sandbox_command import main"
        words[1:3] = ["-c", f"import sys; {before}; {main}; sys.exit(main(sys.argv[1:]))"]
    process = subprocess.Popen(words, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_running(state_file)
        yield Served(state_file, process)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


class Wire:
    """One keep-alive connection to a host through the proxy."""

    def __init__(self, served: Served, host: str) -> None:
        """Open the tunnel with the first request."""
        self._http = http.client.HTTPSConnection("127.0.0.1", served.port, timeout=PATIENCE, context=served.trust())
        self._http.set_tunnel(host, 443)

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def send(self, request: SignedRequest) -> tuple[int, dict[str, Any]]:
        """Send a request as it was signed; the status and the JSON of the answer."""
        return self.send_raw(request.method, request.query, request.headers, request.body)

    def send_raw(
        self, method: str, query: Mapping[str, str], headers: Mapping[str, str], body: bytes
    ) -> tuple[int, dict[str, Any]]:
        """Send anything."""
        text = f"/?{urlencode(query)}" if query else "/"
        self._http.request(method, text, body or None, dict(headers))
        answer = self._http.getresponse()
        content = answer.read()
        assert answer.headers.get_content_type() == "application/json", content
        return answer.status, json.loads(content)


def call(served: Served, action: str, who: str = "resource", **parameters: str) -> tuple[int, dict[str, Any]]:
    """One VPC action over a connection of its own."""
    wire = Wire(served, VPC_HOST)
    try:
        return wire.send(acs3(served.key(who), (VPC_VERSION, action), parameters, host=VPC_HOST))
    finally:
        wire.close()


def python(code: str, *arguments: str) -> Sequence[str]:
    """The command line that runs some Python."""
    return [sys.executable, "-c", code, *arguments]
