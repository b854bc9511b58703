"""Requests as the official SDK signs them, in both styles; the signatures are made by the SDK's own code."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from alibabacloud_tea_openapi.utils import Utils  # type: ignore[import-untyped]
from darabonba.request import DaraRequest  # type: ignore[import-untyped]

from alicloud_sandbox.iam.keyring import Key
from alicloud_sandbox.iam.signature import ACS3, SignedRequest

FORM = "application/x-www-form-urlencoded"


def timestamp(at: float | None = None) -> str:
    """A time (now, without one; seconds since the epoch) as requests carry it."""
    moment = datetime.now(UTC) if at is None else datetime.fromtimestamp(at, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def version1(
    key: Key,
    parameters: Mapping[str, str],
    *,
    method: str = "POST",
    form: bool = False,
    at: float | None = None,
    answer_format: str | None = "JSON",
) -> SignedRequest:
    """A request of signature version 1; everything is in the query, or with `form` in the body."""
    values = {
        **({"Format": answer_format} if answer_format else {}),
        "AccessKeyId": key.key_id,
        "SignatureMethod": "HMAC-SHA1",
        "SignatureVersion": "1.0",
        "SignatureNonce": uuid.uuid4().hex,
        "Timestamp": timestamp(at),
        **parameters,
    }
    values["Signature"] = Utils.get_rpcsignature(values, method, key.secret)
    if form:
        return SignedRequest(method, "/", {}, values, {"content-type": FORM}, urlencode(values).encode())
    return SignedRequest(method, "/", values, {}, {}, b"")


def acs3(
    key: Key,
    action: tuple[str, str],
    query: Mapping[str, str],
    form: Mapping[str, str] | None = None,
    *,
    host: str = "ecs.cn-beijing.aliyuncs.com",
    method: str = "POST",
    at: float | None = None,
    security_token: str | None = None,
) -> SignedRequest:
    """A request signed in its headers; `action` is the API version and the action's name."""
    body = urlencode(form).encode() if form else b""
    request = DaraRequest()
    request.method, request.pathname, request.query = method, "/", dict(query)
    digest = hashlib.sha256(body).hexdigest()
    request.headers = {
        "host": host,
        "x-acs-version": action[0],
        "x-acs-action": action[1],
        "x-acs-date": timestamp(at),
        "x-acs-signature-nonce": uuid.uuid4().hex,
        "x-acs-content-sha256": digest,
        **({"content-type": FORM} if form else {}),
        **({"x-acs-security-token": security_token} if security_token else {}),
    }
    authorization = Utils.get_authorization(request, ACS3, digest, key.key_id, key.secret)
    headers = {**request.headers, "authorization": authorization}
    return SignedRequest(method, "/", dict(query), dict(form or {}), headers, body)
