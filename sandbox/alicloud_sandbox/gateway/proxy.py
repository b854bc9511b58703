"""The forward proxy: it terminates TLS for Alibaba Cloud's hosts and refuses every other host.

Each connection starts in `ProxyConnection`. A CONNECT is upgraded to TLS and passed to aiohttp's HTTP protocol;
anything else (plain HTTP through the proxy, or the sandbox's own pages) is passed to it unchanged.
"""

import asyncio
import re
import ssl
from collections.abc import Callable
from http import HTTPStatus

from alicloud_sandbox.gateway.request_log import logger
from alicloud_sandbox.gateway.tls import Authority

REASON = "The sandbox reaches only *.aliyuncs.com: install packages and modules before, outside the sandbox"
"""The reason phrase of a refusal: pip, npm and Go show it, and nothing of the body."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}aliyuncs\.com")
_LONGEST_HOST = 253
_PRINTABLE = re.compile(r"[!-~]{1,300}")
_HEAD_LIMIT = 16 * 1024
_HANDSHAKE_SECONDS = 10.0
_HEAD_SECONDS = 10.0

HttpFactory = Callable[[], asyncio.Protocol]


def is_alibaba_cloud(host: str) -> bool:
    """Return whether a host name is one of Alibaba Cloud's API hosts."""
    return len(host) <= _LONGEST_HOST and _HOST.fullmatch(host.lower()) is not None


def refuse_host(host: str, port: object, where: str = "") -> str:
    """Log the refusal of another host and return the message for it."""
    named = f"{host}:{port}"
    if not _PRINTABLE.fullmatch(named):
        named = "?"
    logger.info("refused host=%s", named)
    return f"{REASON}. It answers for Alibaba Cloud's API hosts {where}only, not for {named}."


class ProxyConnection(asyncio.Protocol):
    """One client connection until its first request head is complete."""

    def __init__(self, authority: Authority, http: HttpFactory) -> None:
        """Create the connection; `http` makes the protocol that takes it over."""
        self._authority = authority
        self._http = http
        self._head = bytearray()
        self._transport: asyncio.Transport | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._upgrade: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport, and wait for the head only so long."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        late = (HTTPStatus.REQUEST_TIMEOUT, f"The request head did not arrive within {_HEAD_SECONDS:g} seconds.")
        self._deadline = asyncio.get_running_loop().call_later(_HEAD_SECONDS, self._refuse, *late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting for the head."""
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()

    def data_received(self, data: bytes) -> None:
        """Collect the request head, then branch on its method."""
        assert self._transport is not None
        self._head += data
        if b"\r\n\r\n" not in self._head:
            if len(self._head) > _HEAD_LIMIT:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The request head is too long.")
            return
        self._stop_waiting()
        head, _, early = bytes(self._head).partition(b"\r\n\r\n")
        method, _, target = head.split(b"\r\n", 1)[0].decode("latin-1").partition(" ")
        if method == "CONNECT":
            self._connect(target.split(" ")[0], early)
        else:
            self._hand_over(bytes(self._head))

    def _connect(self, target: str, early: bytes) -> None:
        """Open the tunnel to `HOST:PORT`; `early` are bytes that came before the answer."""
        assert self._transport is not None
        host, _, port = target.rpartition(":")
        if not is_alibaba_cloud(host) or port != "443":
            self._refuse(HTTPStatus.FORBIDDEN, refuse_host(host, port, "on port 443 "), REASON)
        elif early:
            self._refuse(HTTPStatus.BAD_REQUEST, "Bytes came before the answer to CONNECT; they would be lost.")
        elif (context := self._context(host.lower())) is None:
            self._refuse(HTTPStatus.FORBIDDEN, refuse_host(host, port, "with valid names "), REASON)
        else:
            self._transport.pause_reading()
            self._transport.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self._upgrade = asyncio.get_running_loop().create_task(self._start_tls(context))

    def _context(self, host: str) -> ssl.SSLContext | None:
        """Return the TLS context for a host; None for a name that IDNA refuses, such as `xn--a`."""
        try:
            return self._authority.context(host)
        except UnicodeError:
            return None

    def _hand_over(self, received: bytes) -> None:
        assert self._transport is not None
        protocol = self._http()
        self._transport.set_protocol(protocol)
        protocol.connection_made(self._transport)
        protocol.data_received(received)

    async def _start_tls(self, context: ssl.SSLContext) -> None:
        assert self._transport is not None
        protocol = self._http()
        try:
            secured = await asyncio.get_running_loop().start_tls(
                self._transport,
                protocol,
                context,
                server_side=True,
                ssl_handshake_timeout=_HANDSHAKE_SECONDS,
            )
        except (OSError, TimeoutError):
            self._transport.abort()
            return
        if secured is None:
            return
        protocol.connection_made(secured)
        secured.resume_reading()

    def _refuse(self, status: HTTPStatus, message: str, reason: str = "") -> None:
        assert self._transport is not None
        self._stop_waiting()
        body = (message + "\n").encode()
        head = (
            f"HTTP/1.1 {status.value} {reason or status.phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self._transport.write(head.encode() + body)
        self._transport.close()
