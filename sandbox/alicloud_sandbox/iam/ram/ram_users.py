"""The rules of RAM users and access keys."""

from alicloud_sandbox.core.api_errors import ApiError, not_found
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.iam.keyring import draw_number, draw_secret
from alicloud_sandbox.iam.ram import arns, policy_attachments, ram_checks
from alicloud_sandbox.iam.ram.ram_records import AccessKey, User

#: Most access keys of one user (RAM page on limits).
MOST_KEYS = 2
STATUSES = {"Active": True, "Inactive": False}


def get_user(call: Call, name: str) -> User:
    """Return the caller's user with this name."""
    return call.get_owned(User, arns.user(call.caller.account, name).lower(), "EntityNotExist.User", "user")


def create(call: Call, user: User) -> None:
    """Save a new user whose name is free."""
    _check_free(call, user.name)
    call.store.put(user)


def new_user(call: Call, name: str) -> User:
    """Return a new user with this name, not yet saved."""
    ram_checks.check_user_name(name)
    return User(
        id=arns.user(call.caller.account, name).lower(),
        account=call.caller.account,
        region="",
        created=call.now,
        updated=call.now,
        name=name,
        user_id=draw_number("2"),
    )


def rename(call: Call, user: User, name: str) -> None:
    """Rename a user; keys and policies stay with it."""
    ram_checks.check_user_name(name, "NewUserName")
    if name == user.name:
        return
    if name.lower() != user.name.lower():
        _check_free(call, name)
    call.store.delete(user)
    user.name, user.id = name, arns.user(call.caller.account, name).lower()
    for key in call.store.find(AccessKey, user=user.user_id):
        key.name = name
        call.store.put(key)


def delete(call: Call, user: User) -> None:
    """Delete a user without keys and policies."""
    if call.store.count(AccessKey, user=user.user_id):
        raise ApiError(409, "DeleteConflict.User.AccessKey", f"The user {user.name} still has access keys.")
    if attached := policy_attachments.of_principal(call, user):
        raise ApiError(
            409, "DeleteConflict.User.Policy", f"The user {user.name} still has the policy {attached[0].policy_name}."
        )
    call.store.delete(user)


def key_owner(call: Call, name: str) -> tuple[str, str]:
    """Return UserId and name of the owner of keys: the user with this name, or the caller without one."""
    if name:
        user = get_user(call, name)
        return user.user_id, user.name
    if call.caller.kind == "AssumedRoleUser":
        raise not_found("EntityNotExist.User", "user", call.caller.arn)
    return call.caller.principal_id, call.caller.arn.replace(":", "/").rpartition("/")[2]


def create_key(call: Call, user_id: str, name: str) -> AccessKey:
    """Create a key; its secret is answered only once."""
    if call.store.count(AccessKey, user=user_id) >= MOST_KEYS:
        raise ApiError(
            409, "LimitExceeded.User.AccessKey", f"{name} has {MOST_KEYS} access keys, the most; delete one first."
        )
    key = AccessKey(
        id=f"LTAI{draw_secret(20)}",
        account=call.caller.account,
        region="",
        created=call.now,
        name=name,
        user_id=user_id,
        secret=draw_secret(30),
    )
    call.store.put(key)
    return key


def keys_of(call: Call, user_id: str) -> list[AccessKey]:
    """Return a user's keys, oldest first."""
    return call.store.find(AccessKey, user=user_id)


def get_key(call: Call, user_id: str, key_id: str) -> AccessKey:
    """Return a key of this user."""
    key = call.get_owned(AccessKey, key_id, "EntityNotExist.User.AccessKey", "access key")
    if key.user_id != user_id:
        raise not_found("EntityNotExist.User.AccessKey", "access key", key_id)
    return key


def _check_free(call: Call, name: str) -> None:
    if call.store.get(User, arns.user(call.caller.account, name).lower()):
        raise ApiError(409, "EntityAlreadyExists.User", f"The user {name} already exists.")
