"""Requests that add, remove and change the rules of security groups.

The provider describes one rule by flat parameters; newer clients describe many as `Permissions.N` or name their ids.
"""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Rule
from alicloud_sandbox.core.resource_types import ALL_RESOURCES, SECURITY_GROUP
from alicloud_sandbox.services.ecs import ecs_security_group_rules as rules
from alicloud_sandbox.services.ecs.ecs_security_groups import get_group
from alicloud_sandbox.services.ecs.rule_parsing import parse
from alicloud_sandbox.services.ecs.rule_specs import EgressSpec, IngressSpec, given

_MOST_PERMISSIONS = 100
_NOTE = "prefix lists, port lists and groups named by the owner's login are refused"


class AuthorizeSecurityGroup(IngressSpec, kw_only=True):
    """Parameters of AuthorizeSecurityGroup: one flat rule or `Permissions.N`."""

    security_group_id: str
    permissions: list[IngressSpec] = []
    client_token: str = ""


@ECS.action("AuthorizeSecurityGroup", Evidence.DOCUMENTED, _NOTE, resources=ALL_RESOURCES)
def authorize_security_group(call: Call, p: AuthorizeSecurityGroup) -> Answer:
    """Add ingress rules."""
    rules.authorize(call, get_group(call, p.security_group_id), _rules(p))
    return {}


class AuthorizeSecurityGroupEgress(EgressSpec, kw_only=True):
    """Parameters of AuthorizeSecurityGroupEgress: one flat rule or `Permissions.N`."""

    security_group_id: str
    permissions: list[EgressSpec] = []
    client_token: str = ""


@ECS.action("AuthorizeSecurityGroupEgress", Evidence.DOCUMENTED, _NOTE, resources=ALL_RESOURCES)
def authorize_security_group_egress(call: Call, p: AuthorizeSecurityGroupEgress) -> Answer:
    """Add egress rules."""
    rules.authorize(call, get_group(call, p.security_group_id), _rules(p))
    return {}


class RevokeSecurityGroup(AuthorizeSecurityGroup, kw_only=True):
    """Parameters of RevokeSecurityGroup: one flat rule, `Permissions.N` or `SecurityGroupRuleId.N`."""

    security_group_rule_id: list[str] = []


@ECS.action("RevokeSecurityGroup", Evidence.DOCUMENTED, _NOTE, resources=(SECURITY_GROUP,))
def revoke_security_group(call: Call, p: RevokeSecurityGroup) -> Answer:
    """Remove ingress rules."""
    _revoke(call, p)
    return {}


class RevokeSecurityGroupEgress(AuthorizeSecurityGroupEgress, kw_only=True):
    """Parameters of RevokeSecurityGroupEgress: one flat rule, `Permissions.N` or `SecurityGroupRuleId.N`."""

    security_group_rule_id: list[str] = []


@ECS.action("RevokeSecurityGroupEgress", Evidence.DOCUMENTED, _NOTE, resources=(SECURITY_GROUP,))
def revoke_security_group_egress(call: Call, p: RevokeSecurityGroupEgress) -> Answer:
    """Remove egress rules."""
    _revoke(call, p)
    return {}


class ModifySecurityGroupRule(IngressSpec, kw_only=True):
    """Parameters of ModifySecurityGroupRule."""

    security_group_id: str
    security_group_rule_id: str = ""
    client_token: str = ""


@ECS.action("ModifySecurityGroupRule", Evidence.DOCUMENTED, _NOTE, resources=ALL_RESOURCES)
def modify_security_group_rule(call: Call, p: ModifySecurityGroupRule) -> Answer:
    """Change any part of the ingress rule with this id, or the description of the rule described."""
    _modify(call, p)
    return {}


class ModifySecurityGroupEgressRule(EgressSpec, kw_only=True):
    """Parameters of ModifySecurityGroupEgressRule."""

    security_group_id: str
    security_group_rule_id: str = ""
    client_token: str = ""


@ECS.action("ModifySecurityGroupEgressRule", Evidence.DOCUMENTED, _NOTE, resources=ALL_RESOURCES)
def modify_security_group_egress_rule(call: Call, p: ModifySecurityGroupEgressRule) -> Answer:
    """Change any part of the egress rule with this id, or the description of the rule described."""
    _modify(call, p)
    return {}


def _rules(p: AuthorizeSecurityGroup | AuthorizeSecurityGroupEgress) -> list[Rule]:
    """Return the rules that a request describes, in one of two ways but not in both."""
    if not p.permissions:
        return [parse(p)]
    if given(p):
        raise _two_ways("Permissions.N")
    if len(p.permissions) > _MOST_PERMISSIONS:
        raise invalid("Permissions", f"at most {_MOST_PERMISSIONS} rules at a time")
    return [parse(permission) for permission in p.permissions]


def _revoke(call: Call, p: RevokeSecurityGroup | RevokeSecurityGroupEgress) -> None:
    group = get_group(call, p.security_group_id)
    if not p.security_group_rule_id:
        rules.revoke(call, group, _rules(p))
    elif p.permissions or given(p):
        raise _two_ways("SecurityGroupRuleId.N")
    else:
        rules.revoke_by_id(call, group, p.DIRECTION, p.security_group_rule_id)


def _modify(call: Call, p: ModifySecurityGroupRule | ModifySecurityGroupEgressRule) -> None:
    group = get_group(call, p.security_group_id)
    if p.security_group_rule_id:
        rules.change(call, group, p.security_group_rule_id, p)
    else:
        rules.describe(call, group, parse(p), p.description)


def _two_ways(way: str) -> ApiError:
    return ApiError(400, "InvalidParameter.Conflict", f"Describe the rules either by {way} or in another way.")
