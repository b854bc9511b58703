"""Requests that attach policies to users and roles, detach them, and list attachments."""

from alicloud_sandbox.core.actions import RAM, Answer, Evidence
from alicloud_sandbox.core.api_errors import not_found
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import GROUP, POLICY, ROLE, USER
from alicloud_sandbox.iam.ram import policy_attachments, ram_policies, ram_roles, ram_users
from alicloud_sandbox.iam.ram.ram_records import PRINCIPAL_ROLE, PRINCIPAL_USER, Attachment, Role, User


class AttachPolicyToRole(Params, kw_only=True):
    """Parameters of AttachPolicyToRole."""

    policy_type: str
    policy_name: str
    role_name: str


@RAM.action(
    "AttachPolicyToRole",
    Evidence.SEEN,
    "for the whole account: ResourceGroupId is refused",
    resources=(ROLE, POLICY),
)
def attach_policy_to_role(call: Call, p: AttachPolicyToRole) -> Answer:
    """Attach a policy to a role."""
    role = ram_roles.get_role(call, p.role_name)
    policy_attachments.attach(call, ram_policies.find(call, p.policy_type, p.policy_name), role)
    return {}


class DetachPolicyFromRole(AttachPolicyToRole, kw_only=True):
    """Parameters of DetachPolicyFromRole."""


@RAM.action("DetachPolicyFromRole", Evidence.SEEN, resources=(ROLE, POLICY))
def detach_policy_from_role(call: Call, p: DetachPolicyFromRole) -> Answer:
    """Detach a policy from a role; its sessions lose it at once."""
    role = ram_roles.get_role(call, p.role_name)
    policy_attachments.detach(call, ram_policies.find(call, p.policy_type, p.policy_name), role)
    return {}


class AttachPolicyToUser(Params, kw_only=True):
    """Parameters of AttachPolicyToUser."""

    policy_type: str
    policy_name: str
    user_name: str


@RAM.action(
    "AttachPolicyToUser",
    Evidence.SEEN,
    "for the whole account: ResourceGroupId is refused",
    resources=(USER, POLICY),
)
def attach_policy_to_user(call: Call, p: AttachPolicyToUser) -> Answer:
    """Attach a policy to a user."""
    user = ram_users.get_user(call, p.user_name)
    policy_attachments.attach(call, ram_policies.find(call, p.policy_type, p.policy_name), user)
    return {}


class DetachPolicyFromUser(AttachPolicyToUser, kw_only=True):
    """Parameters of DetachPolicyFromUser."""


@RAM.action("DetachPolicyFromUser", Evidence.SEEN, resources=(USER, POLICY))
def detach_policy_from_user(call: Call, p: DetachPolicyFromUser) -> Answer:
    """Detach a policy from a user."""
    user = ram_users.get_user(call, p.user_name)
    policy_attachments.detach(call, ram_policies.find(call, p.policy_type, p.policy_name), user)
    return {}


class DetachPolicyFromGroup(Params, kw_only=True):
    """Parameters of DetachPolicyFromGroup."""

    policy_type: str
    policy_name: str
    group_name: str


@RAM.action(
    "DetachPolicyFromGroup",
    Evidence.SEEN,
    "there are no groups, so none is ever found",
    resources=(GROUP, POLICY),
)
def detach_policy_from_group(call: Call, p: DetachPolicyFromGroup) -> Answer:
    """Refuse the request: no account has a group."""
    raise not_found("EntityNotExist.Group", "group", p.group_name)


class ListPoliciesForRole(Params, kw_only=True):
    """Parameters of ListPoliciesForRole."""

    role_name: str


@RAM.action("ListPoliciesForRole", Evidence.SEEN, assumed_resources=(ROLE,))
def list_policies_for_role(call: Call, p: ListPoliciesForRole) -> Answer:
    """Return the policies of a role."""
    return _policies(call, ram_roles.get_role(call, p.role_name))


class ListPoliciesForUser(Params, kw_only=True):
    """Parameters of ListPoliciesForUser."""

    user_name: str


@RAM.action("ListPoliciesForUser", Evidence.SEEN, assumed_resources=(USER,))
def list_policies_for_user(call: Call, p: ListPoliciesForUser) -> Answer:
    """Return the policies of a user."""
    return _policies(call, ram_users.get_user(call, p.user_name))


class ListEntitiesForPolicy(Params, kw_only=True):
    """Parameters of ListEntitiesForPolicy."""

    policy_type: str
    policy_name: str


@RAM.action("ListEntitiesForPolicy", Evidence.SEEN, "no groups", resources=(POLICY,))
def list_entities_for_policy(call: Call, p: ListEntitiesForPolicy) -> Answer:
    """Return the users and roles that a policy is attached to."""
    found = policy_attachments.of_policy(call, ram_policies.find(call, p.policy_type, p.policy_name))
    return {
        "Groups": {"Group": []},
        "Users": {"User": [_write_user(call, one) for one in found if one.principal_kind == PRINCIPAL_USER]},
        "Roles": {"Role": [_write_role(call, one) for one in found if one.principal_kind == PRINCIPAL_ROLE]},
    }


def _policies(call: Call, principal: User | Role) -> Answer:
    rows = []
    for one in policy_attachments.of_principal(call, principal):
        policy = ram_policies.find(call, one.policy_kind, one.policy_name)
        rows.append(
            {
                "PolicyName": policy.name,
                "PolicyType": policy.kind,
                "Description": policy.description,
                "DefaultVersion": policy.default_version,
                "AttachDate": timestamp(one.created),
            }
        )
    return {"Policies": {"Policy": rows}}


def _write_user(call: Call, one: Attachment) -> Answer:
    (user,) = call.store.find(User, principal=one.principal_id)
    return {
        "UserId": user.user_id,
        "UserName": user.name,
        "DisplayName": user.display_name,
        "AttachDate": timestamp(one.created),
    }


def _write_role(call: Call, one: Attachment) -> Answer:
    (role,) = call.store.find(Role, principal=one.principal_id)
    return {
        "RoleId": role.role_id,
        "RoleName": role.name,
        "Arn": role.id,
        "Description": role.description,
        "AttachDate": timestamp(one.created),
    }
