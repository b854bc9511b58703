"""The rules of roles."""

from alicloud_sandbox.core.api_errors import ApiError, invalid, not_found
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.iam.keyring import draw_number
from alicloud_sandbox.iam.ram import arns, policy_attachments, ram_checks
from alicloud_sandbox.iam.ram.policy_documents import trust
from alicloud_sandbox.iam.ram.ram_records import Role

SESSION_SECONDS = range(3600, 43201)
_LONGEST_DESCRIPTION = 1024


def get_role(call: Call, name: str) -> Role:
    """Return the caller's role with this name."""
    return call.get_owned(Role, arns.role(call.caller.account, name), "EntityNotExist.Role", "role")


def role_of_arn(call: Call, arn: str) -> Role:
    """Return the role with this ARN, in any account."""
    role = call.store.get(Role, arn.lower())
    if role is None:
        raise not_found("EntityNotExist.Role", "role", arn)
    return role


def create(call: Call, name: str, trust_policy: str, description: str, seconds: int, tags: dict[str, str]) -> Role:
    """Create a role without policies."""
    ram_checks.check_role_name(name)
    arn = arns.role(call.caller.account, name)
    if call.store.get(Role, arn):
        raise ApiError(409, "EntityAlreadyExists.Role", f"The role {name} already exists.")
    role = Role(
        id=arn,
        account=call.caller.account,
        region="",
        created=call.now,
        updated=call.now,
        name=name,
        tags=tags,
        role_id=draw_number("3"),
        trust_policy="",
        max_session_seconds=0,
    )
    change(call, role, trust_policy, description, seconds)
    return role


def change(call: Call, role: Role, trust_policy: str | None, description: str | None, seconds: int | None) -> None:
    """Change what is not None, and save the role."""
    if trust_policy is not None:
        ram_checks.check_document("AssumeRolePolicyDocument", trust_policy, trust, ram_checks.LONGEST_TRUST_POLICY)
        role.trust_policy = trust_policy
    if description is not None:
        ram_checks.check_length("Description", description, _LONGEST_DESCRIPTION)
        role.description = description
    if seconds is not None:
        if seconds not in SESSION_SECONDS:
            first, last = SESSION_SECONDS[0], SESSION_SECONDS[-1]
            raise invalid(
                "MaxSessionDuration", f"it must be {first} to {last} seconds", "InvalidParameter.MaxSessionDuration"
            )
        role.max_session_seconds = seconds
    role.updated = call.now
    call.store.put(role)


def delete(call: Call, role: Role) -> None:
    """Delete a role that no policy is attached to."""
    if attached := policy_attachments.of_principal(call, role):
        raise ApiError(
            409,
            "DeleteConflict.Role.Policy",
            f"The role {role.name} still has the policy {attached[0].policy_name}; detach its policies first.",
        )
    call.store.delete(role)
