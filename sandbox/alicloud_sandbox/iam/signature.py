"""Signatures of the two request styles: version 1 (HMAC-SHA1 over the parameters) and ACS3-HMAC-SHA256 (headers).

Sources: "RPC mechanism" and "V3 request body and signature mechanism" in Alibaba Cloud's API reference.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from alicloud_sandbox.core.api_errors import ApiError, missing

ACS3 = "ACS3-HMAC-SHA256"
_VALID_SECONDS = 15 * 60
_AUTHORIZATION = re.compile(r"(\S+) Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-fA-F]+)$")


@dataclass(frozen=True)
class SignedRequest:
    """The parts of an HTTP request that a signature covers; header names are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Claim:
    """The claimed signer of a request: the key id, the STS token (or an empty string), and the signed request."""

    key_id: str
    security_token: str
    timestamp: str
    nonce: str
    request: SignedRequest
    acs3: bool

    def signed_with(self, secret: str) -> bool:
        """Return whether the signature was made with this secret."""
        expected = _acs3(self.request, secret) if self.acs3 else _version1(self.request, secret)
        return hmac.compare_digest(expected.encode(), self._given().encode())

    def check_age(self, now: float) -> float:
        """Refuse a request that was signed more than 15 minutes before or after `now` (seconds since the epoch).

        Return until when it is valid.
        """
        try:
            signed = datetime.strptime(self.timestamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            text = "Specified time stamp or date value is not well formatted."
            raise ApiError(400, "InvalidTimeStamp.Format", text) from None
        if abs(now - signed.timestamp()) > _VALID_SECONDS:
            raise ApiError(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.")
        return signed.timestamp() + _VALID_SECONDS

    def _given(self) -> str:
        if self.acs3:
            return _authorization(self.request)[4].lower()
        return self.request.query.get("Signature") or self.request.form["Signature"]


def claim(request: SignedRequest) -> Claim:
    """Read who signed the request; an unsigned or wrongly formed one is refused with the API's own codes."""
    if "authorization" in request.headers:
        return _acs3_claim(request)
    values = {**request.form, **request.query}
    for name in ("AccessKeyId", "Signature", "Timestamp", "SignatureNonce"):
        if not values.get(name):
            raise missing(name)
    method, version = values.get("SignatureMethod", "HMAC-SHA1"), values.get("SignatureVersion", "1.0")
    if (method, version) != ("HMAC-SHA1", "1.0"):
        raise ApiError(400, "InvalidParameter", f"Signature {method} {version} is not HMAC-SHA1 1.0.")
    token = values.get("SecurityToken", "")
    return Claim(values["AccessKeyId"], token, values["Timestamp"], values["SignatureNonce"], request, acs3=False)


def _acs3_claim(request: SignedRequest) -> Claim:
    _, _, key_id, signed, _ = _authorization(request)
    for name in ("x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"):
        if not request.headers.get(name):
            raise missing(name)
    for name in request.headers:
        if name.startswith("x-acs-") and name not in signed.split(";"):
            raise _incomplete(f"the header {name} is not among the signed ones")
    if request.headers["x-acs-content-sha256"].lower() != hashlib.sha256(request.body).hexdigest():
        raise _incomplete("x-acs-content-sha256 is not the digest of the body")
    token = request.headers.get("x-acs-security-token", "")
    nonce = request.headers["x-acs-signature-nonce"]
    return Claim(key_id, token, request.headers["x-acs-date"], nonce, request, acs3=True)


def _authorization(request: SignedRequest) -> tuple[str, str, str, str, str]:
    found = _AUTHORIZATION.match(request.headers["authorization"])
    if not found or found[1] != ACS3:
        raise _incomplete(f"the Authorization header is not '{ACS3} Credential=..,SignedHeaders=..,Signature=..'")
    return found[0], found[1], found[2], found[3], found[4]


def _incomplete(why: str) -> ApiError:
    return ApiError(400, "IncompleteSignature", f"The request signature does not conform to Aliyun standards: {why}.")


def _quote(text: str) -> str:
    return quote(text, safe="~")


def _version1(request: SignedRequest, secret: str) -> str:
    values = {**request.form, **request.query}
    values.pop("Signature", None)
    pairs = "&".join(f"{_quote(name)}={_quote(values[name])}" for name in sorted(values))
    text = f"{request.method}&%2F&{_quote(pairs)}"
    digest = hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def _acs3(request: SignedRequest, secret: str) -> str:
    signed = _authorization(request)[3]
    query = "&".join(f"{_quote(name)}={_quote(request.query[name])}" for name in sorted(request.query))
    headers = "".join(f"{name}:{request.headers.get(name, '').strip()}\n" for name in signed.split(";"))
    digest = request.headers["x-acs-content-sha256"]
    canonical = "\n".join((request.method, request.path, query, headers, signed, digest))
    text = f"{ACS3}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
