"""Attaching policies to users and roles."""

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.ram import arns
from alicloud_sandbox.iam.ram.policy_documents import Document, permissions
from alicloud_sandbox.iam.ram.ram_records import (
    PRINCIPAL_ROLE,
    PRINCIPAL_USER,
    SYSTEM,
    Attachment,
    Policy,
    Role,
    User,
    attached_policy,
)
from alicloud_sandbox.iam.ram.system_policies import SYSTEM_POLICIES


def documents_of(store: Store, account: str, identity: str) -> list[Document]:
    """Return the policies attached to a user or role, by its UserId or RoleId."""
    found = store.find(Attachment, principal=identity)
    return [permissions(_text(store, account, one.policy_kind, one.policy_name)) for one in found]


def attach(call: Call, policy: Policy, principal: User | Role) -> None:
    """Attach a policy; refuse one that is attached already."""
    if _attachment(call, policy, principal):
        what = _what(principal)
        raise ApiError(
            409,
            f"EntityAlreadyExists.{what}.Policy",
            f"The policy {policy.name} is attached to {principal.name} already.",
        )
    call.store.put(
        Attachment(
            id=_id(policy, principal),
            account=call.caller.account,
            region="",
            created=call.now,
            principal_kind=_what(principal),
            principal_id=_principal_id(principal),
            policy_kind=policy.kind,
            policy_name=policy.name,
        )
    )


def detach(call: Call, policy: Policy, principal: User | Role) -> None:
    """Detach a policy; refuse one that is not attached."""
    found = _attachment(call, policy, principal)
    if found is None:
        code = f"EntityNotExist.{_what(principal)}.Policy"
        raise ApiError(404, code, f"The policy {policy.name} is not attached to {principal.name} ({code}).")
    call.store.delete(found)


def of_principal(call: Call, principal: User | Role) -> list[Attachment]:
    """Return what is attached to a user or role, oldest first."""
    return call.store.find(Attachment, principal=_principal_id(principal))


def of_policy(call: Call, policy: Policy) -> list[Attachment]:
    """Return where a policy is attached in the caller's account, oldest first."""
    return call.store.find(Attachment, policy=attached_policy(call.caller.account, policy.kind, policy.name))


def _attachment(call: Call, policy: Policy, principal: User | Role) -> Attachment | None:
    return call.store.get(Attachment, _id(policy, principal))


def _id(policy: Policy, principal: User | Role) -> str:
    return f"{_principal_id(principal)}/{policy.kind}/{policy.name}"


def _principal_id(principal: User | Role) -> str:
    return principal.role_id if isinstance(principal, Role) else principal.user_id


def _what(principal: User | Role) -> str:
    return PRINCIPAL_ROLE if isinstance(principal, Role) else PRINCIPAL_USER


def _text(store: Store, account: str, kind: str, name: str) -> str:
    if kind == SYSTEM:
        return SYSTEM_POLICIES[name][0]
    policy = store.get(Policy, arns.policy(account, name).lower())
    if policy is None:
        raise LookupError(f"the attached policy {name} of account {account} has no record")
    return policy.default.document
