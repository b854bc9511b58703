"""The accounts that exist from the start, and the keys that they and their first users have.

Keys are drawn at random for each state file and kept in it, so no key of the sandbox is ever a constant.
"""

import secrets
import string
from dataclasses import dataclass

import msgspec

from alicloud_sandbox.core.store import Store

ROOT = "root"
ADMIN = "admin"
OPERATOR = "operator"

#: The two accounts of the page's example 1; example 2 uses the first. Names are the sandbox's, ids 16 digits as usual.
ACCOUNTS = {"resource": "1000000000000001", "user": "1000000000000002"}

#: Who has a key from the start: each account itself and its administrator, and one user without any right.
FIRST_KEYS = (*((account, user) for account in ACCOUNTS for user in (ADMIN, ROOT)), ("user", OPERATOR))

_SETTING = "keys"
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
    """The keys from the start, by key id. Whether a key still works is for RAM to say (``sandbox.authentication``)."""

    keys: dict[str, Key]

    @classmethod
    def load(cls, store: Store) -> "Keyring":
        """The keys kept in the state file; missing ones are drawn."""
        kept = msgspec.json.decode(store.setting(_SETTING) or "[]", type=list[Key])
        have = {(account_name(key.account), key.user) for key in kept}
        drawn = [_draw(account, user) for account, user in FIRST_KEYS if (account, user) not in have]
        if drawn:
            store.set_setting(_SETTING, msgspec.json.encode(kept + drawn).decode())
        return cls({key.key_id: key for key in (*kept, *drawn)})

    def of(self, who: str) -> Key:
        """The key of ``ACCOUNT`` (its RAM administrator) or ``ACCOUNT/USER``; ValueError says which there are."""
        account, _, user = who.partition("/")
        for key in self.keys.values():
            if key.account == ACCOUNTS.get(account) and key.user == (user or ADMIN):
                return key
        known = ", ".join(account if user == ADMIN else f"{account}/{user}" for account, user in FIRST_KEYS)
        raise ValueError(f"There is no account or user {who!r}; there are {known}.")


def account_name(account: str) -> str:
    """The sandbox's name of an account id."""
    return next(name for name, identifier in ACCOUNTS.items() if identifier == account)


def draw_secret(length: int) -> str:
    """Letters and digits that nobody can guess."""
    return "".join(secrets.choice(_KEY_CHARACTERS) for _ in range(length))


def draw_number(first: str, length: int = 18) -> str:
    """A fresh id in the form of RAM's (digits)."""
    return first + "".join(secrets.choice(string.digits) for _ in range(length - len(first)))


def _draw(account_name: str, user: str) -> Key:
    account = ACCOUNTS[account_name]
    user_id = account if user == ROOT else draw_number("2")
    return Key(account, user, user_id, f"LTAI{draw_secret(20)}", draw_secret(30))
