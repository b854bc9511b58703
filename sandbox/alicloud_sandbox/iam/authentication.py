"""Authentication of requests by the key of an account or RAM user, or the temporary key of a role session.

The codes are those of the vendor's pages on common errors and on errors of STS.
"""

import hashlib
import hmac

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Caller
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam import callers
from alicloud_sandbox.iam.ram.ram_records import AccessKey, RoleSession
from alicloud_sandbox.iam.signature import Claim

#: The prefixes of temporary key ids and security tokens.
SESSION_KEY_PREFIX = "STS."
TOKEN_PREFIX = "CAIS"  # noqa: S105 (the start of every token, not a secret)
_NONCE_BYTES = 16


def authenticate(store: Store, claim: Claim, now: float) -> Caller:
    """Return the caller who signed the request, or raise the service's error; `now` is in seconds since the epoch.

    A nonce counts once for each key, while the timestamp that came with it is valid, also after a restart.
    """
    until = claim.check_age(now)
    caller = _signer(store, claim, now)
    nonce = hashlib.sha256(f"{claim.key_id} {claim.nonce}".encode()).digest()[:_NONCE_BYTES]
    if not store.use_nonce(nonce, until, now):
        raise ApiError(400, "SignatureNonceUsed", "Specified signature nonce was used already.")
    return caller


def _signer(store: Store, claim: Claim, now: float) -> Caller:
    if session := store.get(RoleSession, claim.key_id):
        return _session_caller(session, claim, now)
    key = store.get(AccessKey, claim.key_id)
    if key is None:
        raise ApiError(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
    if not key.active:
        raise ApiError(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.")
    if claim.security_token:
        raise _wrong_token(claim.security_token)
    _check_signature(claim, key.secret)
    if key.user_id == key.account:
        return callers.account(key.account)
    return callers.user(key.account, key.name, key.user_id)


def token_digest(token: str) -> str:
    """Return the digest that is stored instead of a security token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _session_caller(session: RoleSession, claim: Claim, now: float) -> Caller:
    if not claim.security_token:
        raise ApiError(400, "MissingSecurityToken", "SecurityToken is mandatory for this action.")
    if not hmac.compare_digest(token_digest(claim.security_token), session.token_digest):
        raise _wrong_token(claim.security_token)
    _check_signature(claim, session.secret)
    if now >= session.expires:
        raise ApiError(
            400,
            "InvalidSecurityToken.Expired",
            f"Specified SecurityToken is expired: the session {session.name} of {session.role_arn} has ended.",
        )
    return callers.role_session(session)


def _wrong_token(token: str) -> ApiError:
    if token.startswith(TOKEN_PREFIX):
        return ApiError(
            400,
            "InvalidSecurityToken.MismatchWithAccessKey",
            "Specified SecurityToken mismatch with the AccessKey: it was given out with another one.",
        )
    return ApiError(400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.")


def _check_signature(claim: Claim, secret: str) -> None:
    if not claim.signed_with(secret):
        raise ApiError(
            400,
            "SignatureDoesNotMatch",
            "Specified signature is not matched with our calculation: check the AccessKey secret.",
        )
