"""Requests that attach policies to users and roles, take them off, and list them."""

from alicloud_sandbox.actions import RAM, Answer, Evidence
from alicloud_sandbox.call import Call, timestamp
from alicloud_sandbox.errors import not_found
from alicloud_sandbox.params import Params
from alicloud_sandbox.ram import attachments, policies, roles, users
from alicloud_sandbox.ram.records import ROLE, USER, Attachment, Role, User


class AttachPolicyToRole(Params, kw_only=True):
    """Parameters of AttachPolicyToRole."""

    policy_type: str
    policy_name: str
    role_name: str


@RAM.action("AttachPolicyToRole", Evidence.SEEN, "for the whole account: ResourceGroupId is refused")
def attach_policy_to_role(call: Call, p: AttachPolicyToRole) -> Answer:
    """Attach a policy to a role."""
    role = roles.own_role(call, p.role_name)
    attachments.attach(call, policies.find(call, p.policy_type, p.policy_name), role)
    return {}


class DetachPolicyFromRole(AttachPolicyToRole, kw_only=True):
    """Parameters of DetachPolicyFromRole."""


@RAM.action("DetachPolicyFromRole", Evidence.SEEN)
def detach_policy_from_role(call: Call, p: DetachPolicyFromRole) -> Answer:
    """Take a policy from a role; its sessions lose it at once."""
    role = roles.own_role(call, p.role_name)
    attachments.detach(call, policies.find(call, p.policy_type, p.policy_name), role)
    return {}


class AttachPolicyToUser(Params, kw_only=True):
    """Parameters of AttachPolicyToUser."""

    policy_type: str
    policy_name: str
    user_name: str


@RAM.action("AttachPolicyToUser", Evidence.SEEN, "for the whole account: ResourceGroupId is refused")
def attach_policy_to_user(call: Call, p: AttachPolicyToUser) -> Answer:
    """Attach a policy to a user."""
    user = users.own_user(call, p.user_name)
    attachments.attach(call, policies.find(call, p.policy_type, p.policy_name), user)
    return {}


class DetachPolicyFromUser(AttachPolicyToUser, kw_only=True):
    """Parameters of DetachPolicyFromUser."""


@RAM.action("DetachPolicyFromUser", Evidence.SEEN)
def detach_policy_from_user(call: Call, p: DetachPolicyFromUser) -> Answer:
    """Take a policy from a user."""
    user = users.own_user(call, p.user_name)
    attachments.detach(call, policies.find(call, p.policy_type, p.policy_name), user)
    return {}


class DetachPolicyFromGroup(Params, kw_only=True):
    """Parameters of DetachPolicyFromGroup."""

    policy_type: str
    policy_name: str
    group_name: str


@RAM.action("DetachPolicyFromGroup", Evidence.SEEN, "there are no groups, so none is ever found")
def detach_policy_from_group(call: Call, p: DetachPolicyFromGroup) -> Answer:
    """Refuse: no account has a group."""
    raise not_found("EntityNotExist.Group", "group", p.group_name)


class ListPoliciesForRole(Params, kw_only=True):
    """Parameters of ListPoliciesForRole."""

    role_name: str


@RAM.action("ListPoliciesForRole", Evidence.SEEN)
def list_policies_for_role(call: Call, p: ListPoliciesForRole) -> Answer:
    """The policies of a role."""
    return _policies(call, roles.own_role(call, p.role_name))


class ListPoliciesForUser(Params, kw_only=True):
    """Parameters of ListPoliciesForUser."""

    user_name: str


@RAM.action("ListPoliciesForUser", Evidence.SEEN)
def list_policies_for_user(call: Call, p: ListPoliciesForUser) -> Answer:
    """The policies of a user."""
    return _policies(call, users.own_user(call, p.user_name))


class ListEntitiesForPolicy(Params, kw_only=True):
    """Parameters of ListEntitiesForPolicy."""

    policy_type: str
    policy_name: str


@RAM.action("ListEntitiesForPolicy", Evidence.SEEN, "no groups")
def list_entities_for_policy(call: Call, p: ListEntitiesForPolicy) -> Answer:
    """The users and roles that a policy is attached to."""
    found = attachments.of_policy(call, policies.find(call, p.policy_type, p.policy_name))
    return {
        "Groups": {"Group": []},
        "Users": {"User": [_write_user(call, one) for one in found if one.principal_kind == USER]},
        "Roles": {"Role": [_write_role(call, one) for one in found if one.principal_kind == ROLE]},
    }


def _policies(call: Call, principal: User | Role) -> Answer:
    rows = []
    for one in attachments.of_principal(call, principal):
        policy = policies.find(call, one.policy_kind, one.policy_name)
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
