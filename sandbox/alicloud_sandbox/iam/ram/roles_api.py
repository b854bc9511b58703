"""Requests and answers of roles."""

from alicloud_sandbox.core.actions import RAM, Answer, Evidence
from alicloud_sandbox.core.answers import tagged
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.params import Params, Tag
from alicloud_sandbox.core.resource_types import ROLE
from alicloud_sandbox.iam.ram import ram_roles
from alicloud_sandbox.iam.ram.ram_answers import Marked, marked_page, tag_map, tags, write_tags
from alicloud_sandbox.iam.ram.ram_records import Role


class CreateRole(Params, kw_only=True):
    """Parameters of CreateRole."""

    role_name: str
    assume_role_policy_document: str
    description: str = ""
    max_session_duration: int = ram_roles.SESSION_SECONDS[0]
    tag: list[Tag] | str = []


@RAM.action(
    "CreateRole", Evidence.SEEN, "that a principal exists is not checked; no identity providers", resources=(ROLE,)
)
def create_role(call: Call, p: CreateRole) -> Answer:
    """Create a role."""
    role = ram_roles.create(
        call, p.role_name, p.assume_role_policy_document, p.description, p.max_session_duration, tag_map(p.tag)
    )
    return {"Role": _write(role)}


class GetRole(Params, kw_only=True):
    """Parameters of GetRole."""

    role_name: str


@RAM.action("GetRole", Evidence.SEEN, resources=(ROLE,))
def get_role(call: Call, p: GetRole) -> Answer:
    """Return everything about one role."""
    return {"Role": _write(ram_roles.get_role(call, p.role_name))}


class UpdateRole(Params, kw_only=True):
    """Parameters of UpdateRole; what is left out stays."""

    role_name: str
    new_assume_role_policy_document: str | None = None
    new_description: str | None = None
    new_max_session_duration: int | None = None


@RAM.action("UpdateRole", Evidence.SEEN, "sessions that were given out stay as they are (assumed)", resources=(ROLE,))
def update_role(call: Call, p: UpdateRole) -> Answer:
    """Change a role."""
    role = ram_roles.get_role(call, p.role_name)
    ram_roles.change(call, role, p.new_assume_role_policy_document, p.new_description, p.new_max_session_duration)
    return {"Role": _write(role)}


class DeleteRole(Params, kw_only=True):
    """Parameters of DeleteRole."""

    role_name: str


@RAM.action("DeleteRole", Evidence.SEEN, "its sessions have no right any more", resources=(ROLE,))
def delete_role(call: Call, p: DeleteRole) -> Answer:
    """Delete a role without policies."""
    ram_roles.delete(call, ram_roles.get_role(call, p.role_name))
    return {}


class ListRoles(Marked, kw_only=True):
    """Parameters of ListRoles."""

    tag: list[Tag] | str = []


@RAM.action("ListRoles", Evidence.SEEN, resources=(ROLE.all,))
def list_roles(call: Call, p: ListRoles) -> Answer:
    """Return the account's roles by name."""
    rows, more = marked_page(p, tagged(call.owned_all(Role), tags(p.tag)), _write_row)
    return {"Roles": {"Role": rows}, **more}


def _write_row(role: Role) -> Answer:
    return {
        "RoleId": role.role_id,
        "RoleName": role.name,
        "Arn": role.id,
        "Description": role.description,
        "MaxSessionDuration": role.max_session_seconds,
        "AllowConsoleLogin": True,
        "CreateDate": timestamp(role.created),
        "UpdateDate": timestamp(role.updated),
        "Tags": write_tags(role),
    }


def _write(role: Role) -> Answer:
    return {
        **_write_row(role),
        "AssumeRolePolicyDocument": role.trust_policy,
        "RolePrincipalName": f"{role.name.lower()}@role.{role.account}.onaliyunservice.com",
        "IsServiceLinkedRole": False,
    }
