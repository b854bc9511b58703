"""The accounts of the sandbox, and the initial keys of them and their users.

Keys are generated for each state file and stored in it, so no key of the sandbox is a constant.
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

#: The owners of initial keys: each account itself, its administrator, and one user without permissions.
FIRST_KEYS = (*((account, user) for account in ACCOUNTS for user in (ADMIN, ROOT)), ("user", OPERATOR))

_SETTING = "keys"
_KEY_CHARACTERS = string.ascii_letters + string.digits


class Key(msgspec.Struct, frozen=True):
    """An access key of a user; `user` is `root` for the account itself, else a RAM user's name."""

    account: str
    user: str
    user_id: str
    key_id: str
    secret: str


@dataclass(frozen=True)
class Keyring:
    """The initial keys by key id. RAM decides whether a key is still valid (`iam.authentication`)."""

    keys: dict[str, Key]

    @classmethod
    def load(cls, store: Store) -> "Keyring":
        """Load the keys from the state file; missing ones are generated."""
        try:
            kept = msgspec.json.decode(store.setting(_SETTING) or "[]", type=list[Key])
        except msgspec.MsgspecError as error:
            raise store.unreadable(f"the setting {_SETTING}", error) from None
        have = {(account_name(key.account), key.user) for key in kept}
        drawn = [_draw(account, user) for account, user in FIRST_KEYS if (account, user) not in have]
        if drawn:
            store.set_setting(_SETTING, msgspec.json.encode(kept + drawn).decode())
        return cls({key.key_id: key for key in (*kept, *drawn)})

    def of(self, who: str) -> Key:
        """Return the key of `ACCOUNT` (its RAM administrator) or `ACCOUNT/USER`; ValueError lists the known ones."""
        account, _, user = who.partition("/")
        for key in self.keys.values():
            if key.account == ACCOUNTS.get(account) and key.user == (user or ADMIN):
                return key
        known = ", ".join(account if user == ADMIN else f"{account}/{user}" for account, user in FIRST_KEYS)
        raise ValueError(f"invalid account or user {who!r}; expected one of {known}")


def account_name(account: str) -> str:
    """Return the sandbox's name of an account id."""
    return next(name for name, identifier in ACCOUNTS.items() if identifier == account)


def draw_secret(length: int) -> str:
    """Return random letters and digits that cannot be guessed."""
    return "".join(secrets.choice(_KEY_CHARACTERS) for _ in range(length))


def draw_number(first: str, length: int = 18) -> str:
    """Return a fresh id in RAM's format (digits)."""
    return first + "".join(secrets.choice(string.digits) for _ in range(length - len(first)))


def _draw(account_name: str, user: str) -> Key:
    account = ACCOUNTS[account_name]
    user_id = account if user == ROOT else draw_number("2")
    return Key(account, user, user_id, f"LTAI{draw_secret(20)}", draw_secret(30))
