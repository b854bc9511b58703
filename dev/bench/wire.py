"""A client that costs as little as possible: signed requests as bytes, over keep-alive TLS connections."""

import json
import socket
import ssl
import time
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from alibabacloud_tea_openapi.utils import Utils  # type: ignore[import-untyped]

from alicloud_sandbox.iam.keyring import Key
from dev.bench.place import BenchError, Sandbox

REGION = "cn-beijing"
CONNECTIONS = 4
_VERSIONS = {"ecs": "2014-05-26", "vpc": "2016-04-28"}
_PATIENCE = 60.0


def host_of(product: str) -> str:
    """The API host of ``ecs`` or ``vpc``."""
    return f"{product}.{REGION}.aliyuncs.com"


def signed(key: Key, product: str, action: str, parameters: Mapping[str, object]) -> bytes:
    """A whole HTTP request, signed by the official SDK's own code (signature version 1)."""
    values = {
        "Action": action,
        "Version": _VERSIONS[product],
        "Format": "JSON",
        "RegionId": REGION,
        "AccessKeyId": key.key_id,
        "SignatureMethod": "HMAC-SHA1",
        "SignatureVersion": "1.0",
        "SignatureNonce": uuid.uuid4().hex,
        "Timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        **{name: str(value) for name, value in parameters.items()},
    }
    values["Signature"] = Utils.get_rpcsignature(values, "GET", key.secret)
    return f"GET /?{urlencode(values)} HTTP/1.1\r\nHost: {host_of(product)}\r\n\r\n".encode()


class Connection:
    """A TLS connection to one host through the sandbox's proxy."""

    def __init__(self, sandbox: Sandbox, product: str) -> None:
        """Connect; :class:`BenchError` when the proxy refuses."""
        host = host_of(product)
        plain = socket.create_connection(("127.0.0.1", sandbox.port), timeout=_PATIENCE)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.sendall(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
        if not plain.recv(4096).startswith(b"HTTP/1.1 200 "):
            raise BenchError(f"the sandbox's proxy refused {host}")
        context = ssl.create_default_context(cafile=sandbox.certificate)
        self._socket = context.wrap_socket(plain, server_hostname=host)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def send(self, request: bytes) -> bytes:
        """The body of the answer; :class:`BenchError` when the request was refused."""
        self._socket.sendall(request)
        received = self._socket.recv(65_536)
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += self._more()
        if not head.startswith(b"HTTP/1.1 200 "):
            raise BenchError(f"a request was refused: {body.decode()}")
        return body

    def _more(self) -> bytes:
        chunk = self._socket.recv(65_536)
        if not chunk:
            raise BenchError("the sandbox closed a connection")
        return chunk


def answer(sandbox: Sandbox, key: Key, product: str, action: str, **parameters: object) -> dict[str, Any]:
    """One request over a connection of its own."""
    connection = Connection(sandbox, product)
    try:
        return dict(json.loads(connection.send(signed(key, product, action, parameters))))
    finally:
        connection.close()


def send_all(sandbox: Sandbox, product: str, requests: Sequence[bytes]) -> tuple[list[bytes], float]:
    """Send the requests over several connections at once; the bodies of the answers, and the seconds it took."""
    connections = [Connection(sandbox, product) for _ in range(CONNECTIONS)]
    shares = [requests[start::CONNECTIONS] for start in range(CONNECTIONS)]

    def work(connection: Connection, share: Sequence[bytes]) -> list[bytes]:
        return [connection.send(request) for request in share]

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        started = time.perf_counter()
        bodies = [body for found in pool.map(work, connections, shares) for body in found]
        seconds = time.perf_counter() - started
    for connection in connections:
        connection.close()
    return bodies, seconds
