"""The initial users and keys, as records of RAM."""

from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.keyring import ADMIN, ROOT, Key, Keyring
from alicloud_sandbox.iam.ram import arns
from alicloud_sandbox.iam.ram.ram_records import PRINCIPAL_USER, SYSTEM, AccessKey, Attachment, User

_ADMINISTRATOR = "AdministratorAccess"


def seed_accounts(store: Store, keyring: Keyring, now: float) -> None:
    """Write the initial users, keys and attachments into a state without keys: a new one, or one that was wiped."""
    if store.all_accounts(AccessKey):
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
        principal_kind=PRINCIPAL_USER,
        principal_id=key.user_id,
        policy_kind=SYSTEM,
        policy_name=_ADMINISTRATOR,
    )
