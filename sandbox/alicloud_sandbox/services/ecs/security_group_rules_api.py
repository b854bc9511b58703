"""Requests that add, take away and change the rules of security groups.

The provider names one rule by flat parameters, newer clients name many as ``Permissions.N`` or by their ids.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from alicloud_rules.security_groups import Direction
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Rule
from alicloud_sandbox.core.resource_types import ALL_RESOURCES, SECURITY_GROUP
from alicloud_sandbox.services.ecs import security_group_rules as rules
from alicloud_sandbox.services.ecs.rule_forms import Asked, parse
from alicloud_sandbox.services.ecs.rule_params import EgressPermission, IngressPermission, asked_in, asked_out
from alicloud_sandbox.services.ecs.security_groups import get_group

T = TypeVar("T")

_MOST_PERMISSIONS = 100
_NOTE = "prefix lists, port lists and groups named by the owner's login are refused"


class AuthorizeSecurityGroup(IngressPermission, kw_only=True):
    """Parameters of AuthorizeSecurityGroup: one flat rule or ``Permissions.N``."""

    security_group_id: str
    permissions: list[IngressPermission] = []
    client_token: str = ""


@ECS.action("AuthorizeSecurityGroup", Evidence.DOCUMENTED, _NOTE, resources=ALL_RESOURCES)
def authorize_security_group(call: Call, p: AuthorizeSecurityGroup) -> Answer:
    """Add ingress rules."""
    group = get_group(call, p.security_group_id)
    rules.authorize(call, group, _rules(Direction.INGRESS, asked_in(p), p.permissions, asked_in))
    return {}


class AuthorizeSecurityGroupEgress(EgressPermission, kw_only=True):
    """Parameters of AuthorizeSecurityGroupEgress: one flat rule or ``Permissions.N``."""

    security_group_id: str
    permissions: list[EgressPermission] = []
    client_token: str = ""


@ECS.action("AuthorizeSecurityGroupEgress", Evidence.DOCUMENTED, _NOTE, resources=ALL_RESOURCES)
def authorize_security_group_egress(call: Call, p: AuthorizeSecurityGroupEgress) -> Answer:
    """Add egress rules."""
    group = get_group(call, p.security_group_id)
    rules.authorize(call, group, _rules(Direction.EGRESS, asked_out(p), p.permissions, asked_out))
    return {}


class RevokeSecurityGroup(IngressPermission, kw_only=True):
    """Parameters of RevokeSecurityGroup: one flat rule, ``Permissions.N`` or ``SecurityGroupRuleId.N``."""

    security_group_id: str
    permissions: list[IngressPermission] = []
    security_group_rule_id: list[str] = []
    client_token: str = ""


@ECS.action("RevokeSecurityGroup", Evidence.DOCUMENTED, _NOTE, resources=(SECURITY_GROUP,))
def revoke_security_group(call: Call, p: RevokeSecurityGroup) -> Answer:
    """Take ingress rules away."""
    group = get_group(call, p.security_group_id)
    if _by_id(p.security_group_rule_id, asked_in(p), p.permissions):
        rules.revoke_by_id(call, group, Direction.INGRESS, p.security_group_rule_id)
    else:
        rules.revoke(call, group, _rules(Direction.INGRESS, asked_in(p), p.permissions, asked_in))
    return {}


class RevokeSecurityGroupEgress(EgressPermission, kw_only=True):
    """Parameters of RevokeSecurityGroupEgress: one flat rule, ``Permissions.N`` or ``SecurityGroupRuleId.N``."""

    security_group_id: str
    permissions: list[EgressPermission] = []
    security_group_rule_id: list[str] = []
    client_token: str = ""


@ECS.action("RevokeSecurityGroupEgress", Evidence.DOCUMENTED, _NOTE, resources=(SECURITY_GROUP,))
def revoke_security_group_egress(call: Call, p: RevokeSecurityGroupEgress) -> Answer:
    """Take egress rules away."""
    group = get_group(call, p.security_group_id)
    if _by_id(p.security_group_rule_id, asked_out(p), p.permissions):
        rules.revoke_by_id(call, group, Direction.EGRESS, p.security_group_rule_id)
    else:
        rules.revoke(call, group, _rules(Direction.EGRESS, asked_out(p), p.permissions, asked_out))
    return {}


class ModifySecurityGroupRule(IngressPermission, kw_only=True):
    """Parameters of ModifySecurityGroupRule."""

    security_group_id: str
    security_group_rule_id: str = ""
    client_token: str = ""


@ECS.action("ModifySecurityGroupRule", Evidence.DOCUMENTED, _NOTE, resources=ALL_RESOURCES)
def modify_security_group_rule(call: Call, p: ModifySecurityGroupRule) -> Answer:
    """Change an ingress rule: anything of the rule with this id, or the description of the rule described."""
    _modify(call, p.security_group_id, Direction.INGRESS, p.security_group_rule_id, asked_in(p))
    return {}


class ModifySecurityGroupEgressRule(EgressPermission, kw_only=True):
    """Parameters of ModifySecurityGroupEgressRule."""

    security_group_id: str
    security_group_rule_id: str = ""
    client_token: str = ""


@ECS.action("ModifySecurityGroupEgressRule", Evidence.DOCUMENTED, _NOTE, resources=ALL_RESOURCES)
def modify_security_group_egress_rule(call: Call, p: ModifySecurityGroupEgressRule) -> Answer:
    """Change an egress rule: anything of the rule with this id, or the description of the rule described."""
    _modify(call, p.security_group_id, Direction.EGRESS, p.security_group_rule_id, asked_out(p))
    return {}


def _modify(call: Call, group_id: str, direction: Direction, rule_id: str, asked: Asked) -> None:
    group = get_group(call, group_id)
    if rule_id:
        rules.change(call, group, direction, rule_id, asked)
    else:
        rules.describe(call, group, parse(direction, asked), asked.description)


def _rules(direction: Direction, flat: Asked, permissions: Sequence[T], read: Callable[[T], Asked]) -> list[Rule]:
    """The rules that a request names, in one of the two ways but not in both."""
    if not permissions:
        return [parse(direction, flat)]
    if flat != Asked():
        raise _two_ways("Permissions.N")
    if len(permissions) > _MOST_PERMISSIONS:
        raise invalid("Permissions", f"at most {_MOST_PERMISSIONS} rules at a time")
    return [parse(direction, read(permission)) for permission in permissions]


def _by_id(ids: Sequence[str], flat: Asked, permissions: Sequence[object]) -> bool:
    """Whether a request names its rules by id, and in no other way beside."""
    if ids and (permissions or flat != Asked()):
        raise _two_ways("SecurityGroupRuleId.N")
    return bool(ids)


def _two_ways(way: str) -> ApiError:
    return ApiError(400, "InvalidParameter.Conflict", f"Rules are named by {way} or in another way, not in both.")
