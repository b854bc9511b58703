"""The health page: how the sandbox is, as JSON for programs and as a page for a browser."""

import sqlite3
from collections.abc import Mapping
from html import escape
from importlib.metadata import version
from typing import Any

from aiohttp import web

from alicloud_sandbox.gateway.dispatch import Dispatcher
from alicloud_sandbox.iam.resource_counts import count_resources

PATH = "/health"

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="5">
<title>Alibaba Cloud sandbox: {status}</title>
<h1>Alibaba Cloud sandbox: {status}</h1>
<table>
{rows}
</table>
"""


def health(dispatcher: Dispatcher, seconds: float) -> dict[str, Any]:
    """Return the health of a sandbox that has served for so many seconds; `status` is `ok` or `failing`."""
    options = {
        "limits": dispatcher.limits.name,
        "latency": dispatcher.latency.mode.value,
        "faults": str(dispatcher.injector.faults),
    }
    known = {"version": version("alicloud-sandbox"), **options, "seconds": round(seconds)}
    try:
        return {"status": "ok", **known, "resources": count_resources(dispatcher.store)}
    except sqlite3.Error as error:
        return {"status": "failing", "reason": f"the state file cannot be read: {error}", **known}


def answer(request: web.BaseRequest, found: Mapping[str, Any]) -> web.Response:
    """Answer a browser with a page and any other client with JSON; the HTTP status is 200 or 503."""
    status = 200 if found["status"] == "ok" else 503
    if "text/html" not in request.headers.get("Accept", ""):
        return web.json_response(dict(found), status=status)
    rows = "\n".join(f"<tr><th>{escape(name)}<td>{escape(_text(value))}" for name, value in found.items())
    return web.Response(
        status=status, text=_PAGE.format(status=escape(found["status"]), rows=rows), content_type="text/html"
    )


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} of account {account}" for account, count in value.items())
    return str(value)
