"""The sandbox's OpenID Connect issuer: it signs tokens with a key that is generated for each state file.

Every account has one identity provider, `sandbox-issuer`, that trusts this issuer for any audience; the conditions of a
role's trust policy restrict audience and subject. There are no actions that create other providers.
"""

import base64
import binascii
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.keyring import ACCOUNTS

ISSUER = "https://sandbox-issuer.invalid"
PROVIDER_NAME = "sandbox-issuer"
DEFAULT_SECONDS = 3600

_SETTING = "oidc-issuer-key"
_ALGORITHM = "RS256"
_HEADER = {"alg": _ALGORITHM, "typ": "JWT", "kid": "sandbox"}


class Claims(msgspec.Struct, frozen=True):
    """The claims of a token; times are in seconds since the epoch."""

    iss: str
    aud: str
    sub: str
    iat: int
    exp: int


@dataclass(frozen=True)
class _Parts:
    header: dict[str, Any]
    claims: Claims
    signed: bytes
    signature: bytes


def provider_arn(account: str) -> str:
    """Return the ARN of an account's identity provider."""
    return f"acs:ram::{account}:oidc-provider/{PROVIDER_NAME}"


def provider_exists(arn: str) -> bool:
    """Return whether an account has an identity provider with this ARN."""
    return arn in map(provider_arn, ACCOUNTS.values())


def sign_token(store: Store, audience: str, subject: str, now: float, seconds: int = DEFAULT_SECONDS) -> str:
    """Return a token that is valid from `now`, in seconds since the epoch, for `seconds`."""
    claims = Claims(iss=ISSUER, aud=audience, sub=subject, iat=int(now), exp=int(now) + seconds)
    signed = f"{_encoded(msgspec.json.encode(_HEADER))}.{_encoded(msgspec.json.encode(claims))}"
    signature = _private_key(store).sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{signed}.{_encoded(signature)}"


def verified_claims(store: Store, token: str, now: float) -> Claims:
    """Return the claims of a token of this issuer, or raise `ApiError`: it is malformed, forged or expired."""
    parts = _split(token)
    try:
        public = _private_key(store).public_key()
        public.verify(parts.signature, parts.signed, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise invalid_token("its signature is not the issuer's") from None
    if parts.header.get("alg") != _ALGORITHM:
        raise invalid_token(f"its algorithm is not {_ALGORITHM}")
    if parts.claims.iss != ISSUER:
        raise invalid_token(f"its issuer is not {ISSUER}")
    if parts.claims.iat > now:
        raise invalid_token("it was issued in the future")
    if parts.claims.exp <= now:
        raise ApiError(400, "AuthenticationFail.OIDCToken.Expired", "This JsonWebToken is expired.")
    return parts.claims


def invalid_token(why: str) -> ApiError:
    """Return the error for a token that is not one of the issuer's; `why` ends the sentence."""
    return ApiError(400, "AuthenticationFail.OIDCToken.Invalid", f"This JsonWebToken is invalid: {why}.")


def _split(token: str) -> _Parts:
    try:
        header, claims, signature = token.strip().split(".")
        return _Parts(
            msgspec.json.decode(_decoded(header), type=dict[str, Any]),
            msgspec.json.decode(_decoded(claims), type=Claims),
            f"{header}.{claims}".encode(),
            _decoded(signature),
        )
    except (ValueError, binascii.Error, msgspec.DecodeError, RecursionError):
        raise invalid_token("it has no header, claims and signature that can be read") from None


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _pem(store: Store) -> str:
    """Return the issuer's key, which is generated when it is first needed."""
    pem = store.setting(_SETTING)
    if pem is None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        store.set_setting(_SETTING, pem)
    return pem


def _private_key(store: Store) -> rsa.RSAPrivateKey:
    try:
        return _key(_pem(store))
    except ValueError as error:
        raise store.unreadable(f"the setting {_SETTING}", error) from None


@lru_cache(maxsize=4)
def _key(pem: str) -> rsa.RSAPrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey), "the issuer's key is RSA, see _pem"
    return key
