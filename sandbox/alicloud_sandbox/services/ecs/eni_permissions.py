"""The rules of ENI permissions: the owner of an ENI lets another account attach it to an instance.

Documented: InstanceAttach to one account, the same zone (CreateNetworkInterfacePermission, 2026). Everything else here
is assumed: a grant makes the ENI visible to the other account and lets it attach and detach it. Only the owner can
change addresses, groups and the ENI itself. The ENI stays visible to the account of the instance it is attached to.
"""

from alicloud_sandbox.core.actions import ECS
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, EniPermission, Instance

GRANTED = "Granted"
REVOKING = "Revoking"


def visible(call: Call, eni: Eni) -> bool:
    """Return whether the caller may see an ENI: its own, one granted to it, or one attached to its instance."""
    if eni.region != call.region:
        return False
    return eni.account == call.caller.account or granted(call, eni) or on_own_instance(call, eni)


def granted(call: Call, eni: Eni) -> bool:
    """Return whether the caller's account holds a grant on the ENI."""
    found = call.store.find(EniPermission, eni=eni.id)
    return any(one.grantee == call.caller.account and one.status == GRANTED for one in found)


def on_own_instance(call: Call, eni: Eni) -> bool:
    """Return whether the ENI is attached to an instance of the caller's account."""
    instance = call.store.get(Instance, eni.instance_id) if eni.instance_id else None
    return instance is not None and instance.account == call.caller.account


def grant(call: Call, eni: Eni, account: str) -> EniPermission:
    """Grant an account the right to attach the ENI; an existing grant is returned (assumed)."""
    for one in call.store.find(EniPermission, eni=eni.id):
        if one.grantee == account and one.status == GRANTED:
            return one
    permission = EniPermission(**call.new_entity_fields("eni-perm"), eni_id=eni.id, grantee=account)
    call.store.put(permission)
    return permission


def revoke(call: Call, permission: EniPermission, *, force: bool) -> None:
    """Revoke a grant; one in use needs `force` and is Revoking until the ENI is detached."""
    eni = call.store.get(Eni, permission.eni_id)
    instance = call.store.get(Instance, eni.instance_id) if eni and eni.instance_id else None
    if eni is None or instance is None or instance.account != permission.grantee:
        call.store.delete(permission)
        return
    if not force:
        raise ApiError(
            400,
            "InvalidOperation.InvalidEniState",
            f"The ENI {eni.id} is {eni.status} with the instance {instance.id} of account {permission.grantee};"
            " detach it first, or revoke with Force.",
        )
    permission.status = REVOKING
    call.store.put(permission)
    if eni.status != "Detaching":
        eni.status = "Detaching"
        call.store.put(eni)
        call.schedule("eni.detached", eni.id)
    call.schedule("eni-permission.revoked", permission.id)


@ECS.event("eni-permission.revoked")
def become_revoked(call: Call, permission_id: str) -> None:
    """Delete the grant after the ENI is detached."""
    if permission := call.store.get(EniPermission, permission_id):
        call.store.delete(permission)


def forget(call: Call, eni: Eni) -> None:
    """Delete the grants of a deleted ENI."""
    call.store.delete(*call.store.find(EniPermission, eni=eni.id))
