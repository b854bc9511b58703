"""The HTTP server: answers to API requests, and the sandbox's own pages."""

import asyncio
import logging
import os
import secrets
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.http import HttpProcessingError

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.faults import Faults
from alicloud_sandbox.gateway import health_page
from alicloud_sandbox.gateway.answer_formats import AnswerFormat, format_of
from alicloud_sandbox.gateway.dispatch import Dispatcher, Outcome, refusal
from alicloud_sandbox.gateway.http_connection import HttpServer, answer
from alicloud_sandbox.gateway.proxy import REASON, ProxyConnection, is_alibaba_cloud, refuse_host
from alicloud_sandbox.gateway.state_file import Running, StateFile
from alicloud_sandbox.gateway.tls import Authority
from alicloud_sandbox.iam.signature import SignedRequest

_UNUSED_SECONDS = 30.0
_PORTS = (80, 443)
_FORM = "application/x-www-form-urlencoded"
_BODY_SECONDS = 20.0
_MOST_BYTES = 1024 * 1024
_MOST_PARAMETERS = 5000
CONTROL = "/_sandbox/"
TOKEN_HEADER = "x-sandbox-token"  # noqa: S105 (a header's name)


@dataclass
class Server:
    """Serves one dispatcher on the loopback interface; with `until_unused` until the last hold ends."""

    state_file: StateFile
    dispatcher: Dispatcher
    until_unused: bool = False

    def __post_init__(self) -> None:
        """Generate the token that protects the sandbox's own pages."""
        self._started = time.monotonic()
        self._token = secrets.token_urlsafe(16)
        self._holds = 0
        self._stop = asyncio.Event()

    async def run(self, port: int) -> None:
        """Serve until a signal or the end of the last hold; `port` 0 takes a free port."""
        loop = asyncio.get_running_loop()
        authority = Authority(self.state_file.folder)
        http = HttpServer(self._handle)
        server = await loop.create_server(lambda: ProxyConnection(authority, http), "127.0.0.1", port)
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, self._stop.set)
        self._port = server.sockets[0].getsockname()[1]
        self._publish()
        logging.getLogger("sandbox").info("ready on 127.0.0.1:%d, state %s", self._port, self.state_file.path)
        ticker = loop.create_task(self._tick())
        if self.until_unused:
            loop.call_later(_UNUSED_SECONDS, self._stop_if_unused)
        await self._stop.wait()
        ticker.cancel()
        self.state_file.withdraw()
        server.close()
        await http.shutdown(1.0)
        self.dispatcher.store.close()

    def _publish(self) -> None:
        limits, latency = self.dispatcher.limits.name, self.dispatcher.latency.mode.value
        faults = str(self.dispatcher.injector.faults)
        self.state_file.publish(Running(os.getpid(), self._port, self._token, limits, latency, faults))

    def _stop_if_unused(self) -> None:
        if not self._holds:
            self._stop.set()

    async def _tick(self) -> None:
        """Process due events once a second, even without requests."""
        while True:
            await asyncio.sleep(1.0)
            self.dispatcher.tick()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            host, port = (request.url.host or "").lower(), request.url.port
        except ValueError:
            error = ApiError(400, "InvalidParameter", "The Host header is neither HOST nor HOST:PORT.")
            return answer(refusal(error, ""), AnswerFormat.JSON)
        if is_alibaba_cloud(host) and port in _PORTS:
            return await self._api(request, host)
        if request.raw_path == health_page.PATH and request.method in ("GET", "HEAD"):
            found = health_page.health(self.dispatcher, time.monotonic() - self._started)
            return health_page.answer(request, found)
        if request.path.startswith(CONTROL):
            return await self._control(request)
        return web.Response(status=403, reason=REASON, text=refuse_host(host, port) + "\n")

    async def _api(self, request: web.BaseRequest, host: str) -> web.Response:
        started = time.perf_counter()
        try:
            body = await _body(request)
        except ApiError as error:
            response = answer(refusal(error, host), AnswerFormat.JSON)
            response.force_close()
            return response
        outcome, chosen = self._answer(request, body, host)
        response = answer(outcome, chosen, time.perf_counter() - started)
        if outcome.fault:
            await self.dispatcher.injector.disturb(outcome.fault, request.transport)
        return response

    def _answer(self, request: web.BaseRequest, body: bytes, host: str) -> tuple[Outcome, AnswerFormat]:
        """Return the outcome of a request, and the format of its answer."""
        headers = {name.lower(): _readable(value) for name, value in request.headers.items()}
        try:
            form = _form(request, body)
            signed = SignedRequest(request.method, request.path, dict(request.query), form, headers, body)
            chosen = format_of(signed)
        except ApiError as error:
            return refusal(error, host), AnswerFormat.JSON
        return self.dispatcher.answer(signed, host), chosen

    async def _control(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer the sandbox's own pages; their token is in a file that only the owner can read."""
        if not secrets.compare_digest(_readable(request.headers.get(TOKEN_HEADER, "")).encode(), self._token.encode()):
            return web.Response(status=403, text="The sandbox's own pages need the token of its state folder.\n")
        page = request.path.removeprefix(CONTROL)
        if page == "hold":
            return await self._hold(request)
        if page == "reset" and request.method == "POST":
            self.dispatcher.reset()
            return web.json_response({})
        if page == "expire" and request.method == "POST":
            self.dispatcher.expire()
            return web.json_response({})
        if page == "faults" and request.method == "POST":
            return await self._set_faults(request)
        return web.Response(status=404, text=f"The sandbox has no page {request.path}.\n")

    async def _set_faults(self, request: web.BaseRequest) -> web.Response:
        """Take over the faults that a body specifies, and publish them; answer 400 with the reason for wrong ones."""
        try:
            self.dispatcher.injector.set(Faults.parse(await request.text()))
        except ValueError as error:
            return web.Response(status=400, text=str(error))
        self._publish()
        return web.json_response({})

    async def _hold(self, request: web.BaseRequest) -> web.StreamResponse:
        """Keep the sandbox running while this connection is open; answer 503 when it is about to end."""
        if self._stop.is_set():
            return web.Response(status=503, text="The sandbox is about to end.\n")
        response = web.StreamResponse()
        self._holds += 1
        try:
            await response.prepare(request)
            await response.write(b"held\n")
            while not self._stop.is_set() and request.transport and not request.transport.is_closing():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), 0.2)
        finally:
            self._holds -= 1
            if self.until_unused:
                self._stop_if_unused()
        return response


def _readable(header: str) -> str:
    """Return a header's value with a replacement character for each byte that is not UTF-8."""
    return header.encode(errors="surrogateescape").decode(errors="replace")


async def _body(request: web.BaseRequest) -> bytes:
    """Return a request's body; refuse one that is too long, or does not come in time."""
    try:
        return await asyncio.wait_for(request.read(), _BODY_SECONDS)
    except TimeoutError:
        raise ApiError(408, "InvalidParameter", f"The body did not arrive within {_BODY_SECONDS:g} seconds.") from None
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "InvalidParameter", f"A body has at most {_MOST_BYTES} bytes.") from None
    except (web.RequestPayloadError, HttpProcessingError):
        raise ApiError(400, "InvalidParameter", "The body is not valid HTTP.") from None


def _form(request: web.BaseRequest, body: bytes) -> dict[str, str]:
    """Return the parameters in a request's body; refuse a body of another content type."""
    if not body:
        return {}
    if request.content_type != _FORM:
        raise ApiError(
            400,
            "InvalidParameter.ContentType",
            f"The content type of a body must be {_FORM}, not {request.content_type}.",
        )
    if request.headers.get("Content-Encoding"):
        raise ApiError(400, "InvalidParameter.ContentType", "A body must not be compressed or encoded.")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_PARAMETERS))
    except UnicodeDecodeError:
        raise ApiError(400, "InvalidParameter", "The body is not UTF-8.") from None
    except ValueError:
        raise ApiError(400, "InvalidParameter", f"A request has at most {_MOST_PARAMETERS} parameters.") from None
