"""The accounts that exist from the start, their users and access keys.

Keys are drawn at random for each state file and kept in it, so no key of the sandbox is ever a constant.
"""

import secrets
import string
from dataclasses import dataclass

import msgspec

from sandbox.call import Caller
from sandbox.errors import ApiError
from sandbox.signature import Claim
from sandbox.store import Store

ROOT = "root"
ADMIN = "admin"

#: The two accounts of the page's example 1; example 2 uses the first. Names are the sandbox's, ids 16 digits as usual.
ACCOUNTS = {"resource": "1000000000000001", "user": "1000000000000002"}

_KEY_CHARACTERS = string.ascii_letters + string.digits


class Key(msgspec.Struct, frozen=True):
    """An access key of a user; ``user`` is ``root`` for the account itself, else a RAM user's name."""

    account: str
    user: str
    user_id: str
    key_id: str
    secret: str


@dataclass(frozen=True)
class Keyring:
    """All access keys by key id."""

    keys: dict[str, Key]

    @classmethod
    def load(cls, store: Store) -> "Keyring":
        """The keys kept in the state file; they are drawn on the first call."""
        text = store.setting("keys")
        if text is None:
            text = msgspec.json.encode(_draw_all()).decode()
            store.set_setting("keys", text)
        return cls({key.key_id: key for key in msgspec.json.decode(text, type=list[Key])})

    def of(self, who: str) -> Key:
        """The key of ``ACCOUNT`` (its RAM administrator) or ``ACCOUNT/USER``; ValueError says which there are."""
        account, _, user = who.partition("/")
        for key in self.keys.values():
            if key.account == ACCOUNTS.get(account) and key.user == (user or ADMIN):
                return key
        known = ", ".join(f"{name}, {name}/{ROOT}" for name in ACCOUNTS)
        raise ValueError(f"There is no account or user {who!r}; there are {known}.")

    def authenticate(self, claim: Claim, now: float) -> Caller:
        """The caller whose secret made the signature, or the refusal that the service gives; ``now`` in seconds."""
        claim.check_age(now)
        key = self.keys.get(claim.key_id)
        if key is None:
            raise ApiError(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
        if claim.security_token:
            raise ApiError(400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.")
        if not claim.signed_with(key.secret):
            raise ApiError(
                400,
                "SignatureDoesNotMatch",
                "Specified signature is not matched with our calculation: check the AccessKey secret.",
            )
        return caller_of(key)


def caller_of(key: Key) -> Caller:
    """The identity behind an access key, with its ARN as GetCallerIdentity shows it."""
    name = account_name(key.account)
    if key.user == ROOT:
        return Caller(key.account, name, key.account, f"acs:ram::{key.account}:root", "Account")
    return Caller(key.account, name, key.user_id, f"acs:ram::{key.account}:user/{key.user}", "RAMUser")


def account_name(account: str) -> str:
    """The sandbox's name of an account id."""
    return next(name for name, identifier in ACCOUNTS.items() if identifier == account)


def _draw_all() -> list[Key]:
    return [_draw(account, user) for account in ACCOUNTS.values() for user in (ROOT, ADMIN)]


def _draw(account: str, user: str) -> Key:
    user_id = account if user == ROOT else "2" + "".join(secrets.choice(string.digits) for _ in range(17))
    return Key(account, user, user_id, "LTAI" + _random_text(20), _random_text(30))


def _random_text(length: int) -> str:
    return "".join(secrets.choice(_KEY_CHARACTERS) for _ in range(length))
