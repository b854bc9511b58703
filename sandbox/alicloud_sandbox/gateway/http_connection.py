"""aiohttp's HTTP protocol with the limits of the sandbox; errors have the API's format and no bytes of the request.

A connection without a complete request head ends after `IDLE_SECONDS`, so that unused ones do not pile up.
"""

import traceback
from typing import Any

from aiohttp import web

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.gateway import request_log
from alicloud_sandbox.gateway.answer_formats import AnswerFormat, encode
from alicloud_sandbox.gateway.dispatch import Outcome, refusal

IDLE_SECONDS = 75.0
_LINGERING_SECONDS = 1.0


class HttpConnection(web.RequestHandler):
    """One connection; its errors are those of HTTP itself, and defects of the sandbox."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what is not HTTP, and log it without the bytes, which the exception has."""
        if status < 500:
            error = ApiError(
                400, "InvalidParameter", "The request is not valid HTTP, or a line of its head is too long."
            )
        else:
            where = "".join(traceback.format_tb(exc.__traceback__)) if exc else ""
            request_log.logger.error("defect: %s\n%s", type(exc).__name__, where)
            error = ApiError(500, "InternalError", "The sandbox has a defect; its log says where.")
        response = answer(refusal(error, ""), AnswerFormat.JSON)
        response.force_close()
        return response


class HttpServer(web.Server):
    """Makes the protocol of each connection."""

    def __call__(self) -> web.RequestHandler:
        """Return the protocol of a new connection. Bodies stay as they are sent: a compressed one is refused later."""
        options: dict[str, Any] = {"access_log": None, "auto_decompress": False, "lingering_time": _LINGERING_SECONDS}
        return HttpConnection(self, loop=self._loop, keepalive_timeout=IDLE_SECONDS, **options)


def answer(outcome: Outcome, chosen: AnswerFormat, seconds: float = 0.0) -> web.Response:
    """Log an outcome and return the response that carries it."""
    request_log.logger.info(
        request_log.line(
            outcome.account,
            outcome.action,
            outcome.parameters,
            outcome.status,
            outcome.body,
            seconds,
            outcome.fault,
        )
    )
    payload = encode(outcome.body, outcome.action.rpartition(".")[2], chosen)
    return web.Response(status=outcome.status, body=payload, content_type=chosen.content_type, charset="utf-8")
