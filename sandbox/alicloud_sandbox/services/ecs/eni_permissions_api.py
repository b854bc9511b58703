"""Requests and answers of ENI permissions."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import EniPermission
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import Pages, Params
from alicloud_sandbox.core.resource_types import ENI
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.services.ecs import eni_permissions, enis

_MOST_NAMED = 100
_MOST_PER_PAGE = 100
_PERMISSION = "InstanceAttach"


class CreateNetworkInterfacePermission(Params, kw_only=True):
    """Parameters of CreateNetworkInterfacePermission."""

    network_interface_id: str
    account_id: int
    permission: str


@ECS.action(
    "CreateNetworkInterfacePermission",
    Evidence.ASSUMED,
    "parameters and answer documented; Granted at once, and a repeated grant answers the one there is",
    assumed_resources=(ENI,),
)
def create_network_interface_permission(call: Call, p: CreateNetworkInterfacePermission) -> Answer:
    """Grant another account the right to attach an ENI to one of its instances."""
    eni = enis.get_eni(call, p.network_interface_id)
    enis.check_secondary(eni)
    if p.permission != _PERMISSION:
        raise invalid("Permission", f"it must be {_PERMISSION}")
    account = str(p.account_id)
    if account not in ACCOUNTS.values():
        raise invalid("AccountId", f"the account {account} does not exist")
    return {"NetworkInterfacePermission": _write(eni_permissions.grant(call, eni, account))}


class DescribeNetworkInterfacePermissions(Pages, kw_only=True):
    """Parameters of DescribeNetworkInterfacePermissions; an ENI or permissions must be named."""

    network_interface_id: str = ""
    network_interface_permission_id: list[str] = []


@ECS.action(
    "DescribeNetworkInterfacePermissions",
    Evidence.DOCUMENTED,
    "those that the caller's account has granted",
    assumed_resources=(ENI.or_all,),
)
def describe_network_interface_permissions(call: Call, p: DescribeNetworkInterfacePermissions) -> Answer:
    """Return the grants on one ENI, or those with these ids."""
    ids = p.network_interface_permission_id
    if not ids and not p.network_interface_id:
        raise missing("NetworkInterfaceId")
    if len(ids) > _MOST_NAMED:
        raise invalid("NetworkInterfacePermissionId", f"at most {_MOST_NAMED} at a time")
    found = (
        call.get_owned_by_ids(EniPermission, ids) if ids else call.store.find(EniPermission, eni=p.network_interface_id)
    )
    own = [
        one
        for one in found
        if (one.account, one.region) == (call.caller.account, call.region)
        and p.network_interface_id in ("", one.eni_id)
    ]
    rows, numbers = page(p, own, _write, _MOST_PER_PAGE)
    return {"NetworkInterfacePermissions": {"NetworkInterfacePermission": rows}, **numbers}


class DeleteNetworkInterfacePermission(Params, kw_only=True):
    """Parameters of DeleteNetworkInterfacePermission."""

    network_interface_permission_id: str
    force: bool = False


@ECS.action(
    "DeleteNetworkInterfacePermission",
    Evidence.ASSUMED,
    "a grant in use needs Force, which detaches the ENI; a revoked grant is no longer listed",
    assumed_resources=(ENI.all,),
)
def delete_network_interface_permission(call: Call, p: DeleteNetworkInterfacePermission) -> Answer:
    """Revoke a grant."""
    code = "InvalidEniPermissionId.NotFound"
    permission = call.get_owned(EniPermission, p.network_interface_permission_id, code, "ENI permission")
    eni_permissions.revoke(call, permission, force=p.force)
    return {}


def _write(permission: EniPermission) -> Answer:
    return {
        "NetworkInterfacePermissionId": permission.id,
        "NetworkInterfaceId": permission.eni_id,
        "AccountId": int(permission.grantee),
        "Permission": permission.permission,
        "PermissionState": permission.status,
        "ServiceName": "",
    }
