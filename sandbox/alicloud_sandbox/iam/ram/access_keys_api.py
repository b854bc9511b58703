"""Requests and answers of access keys; without `UserName` they concern the caller's."""

from alicloud_sandbox.core.actions import RAM, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import USER
from alicloud_sandbox.iam.ram import ram_users
from alicloud_sandbox.iam.ram.ram_records import AccessKey


class CreateAccessKey(Params, kw_only=True):
    """Parameters of CreateAccessKey."""

    user_name: str = ""


@RAM.action("CreateAccessKey", Evidence.SEEN, resources=(USER.or_all,))
def create_access_key(call: Call, p: CreateAccessKey) -> Answer:
    """Create a key; no other answer shows its secret."""
    key = ram_users.create_key(call, *ram_users.key_owner(call, p.user_name))
    return {"AccessKey": {**_write(key), "AccessKeySecret": key.secret}}


class ListAccessKeys(Params, kw_only=True):
    """Parameters of ListAccessKeys."""

    user_name: str = ""


@RAM.action("ListAccessKeys", Evidence.SEEN, resources=(USER.or_all,))
def list_access_keys(call: Call, p: ListAccessKeys) -> Answer:
    """Return a user's keys, oldest first."""
    user_id, _ = ram_users.key_owner(call, p.user_name)
    return {"AccessKeys": {"AccessKey": [_write(key) for key in ram_users.keys_of(call, user_id)]}}


class UpdateAccessKey(Params, kw_only=True):
    """Parameters of UpdateAccessKey."""

    user_access_key_id: str
    status: str
    user_name: str = ""


@RAM.action("UpdateAccessKey", Evidence.SEEN, resources=(USER.or_all,))
def update_access_key(call: Call, p: UpdateAccessKey) -> Answer:
    """Activate or deactivate a key."""
    if p.status not in ram_users.STATUSES:
        raise invalid("Status", f"it must be {' or '.join(ram_users.STATUSES)}")
    key = _own_key(call, p.user_name, p.user_access_key_id)
    key.active = ram_users.STATUSES[p.status]
    call.store.put(key)
    return {}


class DeleteAccessKey(Params, kw_only=True):
    """Parameters of DeleteAccessKey."""

    user_access_key_id: str
    user_name: str = ""


@RAM.action("DeleteAccessKey", Evidence.SEEN, resources=(USER.or_all,))
def delete_access_key(call: Call, p: DeleteAccessKey) -> Answer:
    """Delete a key; requests signed with it are refused from now on."""
    call.store.delete(_own_key(call, p.user_name, p.user_access_key_id))
    return {}


def _own_key(call: Call, user_name: str, key_id: str) -> AccessKey:
    user_id, _ = ram_users.key_owner(call, user_name)
    return ram_users.get_key(call, user_id, key_id)


def _write(key: AccessKey) -> Answer:
    status = "Active" if key.active else "Inactive"
    return {"AccessKeyId": key.id, "Status": status, "CreateDate": timestamp(key.created)}
