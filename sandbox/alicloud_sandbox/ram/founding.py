"""The users and keys that exist from the start, as records of RAM."""

from alicloud_sandbox.accounts import ADMIN, ROOT, Key, Keyring
from alicloud_sandbox.ram import arns
from alicloud_sandbox.ram.records import SYSTEM, USER, AccessKey, Attachment, User
from alicloud_sandbox.store import Store

_ADMINISTRATOR = "AdministratorAccess"


def found(store: Store, keyring: Keyring, now: float) -> None:
    """Write them into a state that has no key at all: a new one, or one that was wiped."""
    if store.everywhere(AccessKey):
        return
    with store.transaction():
        for key in keyring.keys.values():
            store.put(_access_key(key, now))
            if key.user != ROOT:
                store.put(_user(key, now))
            if key.user == ADMIN:
                store.put(_administrator(key, now))


def _access_key(key: Key, now: float) -> AccessKey:
    return AccessKey(
        id=key.key_id,
        account=key.account,
        region="",
        created=now,
        name=key.user,
        user_id=key.user_id,
        secret=key.secret,
        initial=True,
    )


def _user(key: Key, now: float) -> User:
    return User(
        id=arns.user(key.account, key.user).lower(),
        account=key.account,
        region="",
        created=now,
        name=key.user,
        user_id=key.user_id,
        updated=now,
        initial=True,
    )


def _administrator(key: Key, now: float) -> Attachment:
    return Attachment(
        id=f"{key.user_id}/{SYSTEM}/{_ADMINISTRATOR}",
        account=key.account,
        region="",
        created=now,
        principal_kind=USER,
        principal_id=key.user_id,
        policy_kind=SYSTEM,
        policy_name=_ADMINISTRATOR,
    )
