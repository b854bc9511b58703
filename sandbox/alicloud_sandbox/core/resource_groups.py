"""The resource groups of an account: its default one, which always exists, and those it created."""

import hashlib

from alicloud_sandbox.core.api_errors import not_found
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import ResourceGroup


def default_id(account: str) -> str:
    """Return the id of an account's default resource group, which is derived from the account's."""
    return f"rg-acfm{hashlib.sha256(account.encode()).hexdigest()[:11]}"


def all_groups(call: Call) -> list[ResourceGroup]:
    """Return the caller's resource groups, the default one first."""
    default = default_id(call.caller.account)
    created = [group for group in call.store.all(ResourceGroup, call.caller.account, "") if group.id != default]
    return [get_group(call, default), *created]


def get_group(call: Call, group_id: str, code: str = "EntityNotExists.ResourceGroup") -> ResourceGroup:
    """Return the caller's resource group with this id, or raise a 404 with `code`."""
    account = call.caller.account
    found = call.store.get(ResourceGroup, group_id)
    if found is not None and found.account == account:
        return found
    if group_id == default_id(account):
        return ResourceGroup(
            id=group_id, account=account, region="", created=0.0, name="default", display_name="Default Resource Group"
        )
    raise not_found(code, "resource group", group_id)


def in_ecs(call: Call, group_id: str) -> str:
    """Return the checked group of a new ECS resource; ECS shows no id for the default group."""
    return get_group(call, group_id, "InvalidResourceGroup.NotFound").id if group_id else ""


def in_vpc(call: Call, group_id: str) -> str:
    """Return the checked group of a new VPC resource, which is the default one unless it is given."""
    wanted = group_id or default_id(call.caller.account)
    return get_group(call, wanted, "InvalidResourceGroupId.NotFound").id
