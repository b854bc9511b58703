"""Adding, removing and changing the rules of a security group."""

from collections.abc import Sequence

import msgspec

from alicloud_rules.security_groups import Direction, GroupType
from alicloud_sandbox.core.api_errors import ApiError, invalid, not_found
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Rule, SecurityGroup
from alicloud_sandbox.services.ecs.rule_parsing import parse, same
from alicloud_sandbox.services.ecs.rule_specs import SPECS, EgressSpec, IngressSpec, given, spec_of

#: Most rules of all groups of an ENI (page AuthorizeSecurityGroup, 2026); the sandbox applies it to each group.
MOST_RULES = 1000


def authorize(call: Call, group: SecurityGroup, rules: Sequence[Rule]) -> None:
    """Add rules to a group; an existing rule is not an error and stays unchanged."""
    for rule in rules:
        check_peer(call, group, rule)
        if any(same(rule, known) for known in group.rules):
            continue
        if len(group.rules) >= MOST_RULES:
            raise ApiError(
                403, "AuthorizationLimitExceed", f"The security group {group.id} has {MOST_RULES} rules already."
            )
        rule.id, rule.created = call.new_id("sgr"), call.now
        group.rules = [*group.rules, rule]
    call.store.put(group)


def revoke(call: Call, group: SecurityGroup, rules: Sequence[Rule]) -> None:
    """Remove the rules described; a missing rule is not an error, as documented."""
    group.rules = [known for known in group.rules if not any(same(known, rule) for rule in rules)]
    call.store.put(group)


def revoke_by_id(call: Call, group: SecurityGroup, direction: str, ids: Sequence[str]) -> None:
    """Remove rules by id; a missing rule is an error, as documented (its code is assumed)."""
    gone = [_by_id(group, direction, identifier, "InvalidSecurityGroupRuleId.NotFound") for identifier in ids]
    group.rules = [known for known in group.rules if known not in gone]
    call.store.put(group)


def describe(call: Call, group: SecurityGroup, rule: Rule, description: str | None) -> None:
    """Change the description of the rule that is the same as `rule`; None changes nothing."""
    found = next((known for known in group.rules if same(known, rule)), None)
    if found is None:
        raise ApiError(
            404,
            "SecurityGroupRule.NotFound",
            f"No rule of {group.id} is the one described (SecurityGroupRule.NotFound).",
        )
    if description is not None:
        found.description = rule.description
    call.store.put(group)


def change(call: Call, group: SecurityGroup, rule_id: str, spec: IngressSpec | EgressSpec) -> None:
    """Change what is given of a rule; its kind of peer stays, and it must not become the same as another rule."""
    if spec.nic_type:
        raise invalid("NicType", "it cannot be changed by SecurityGroupRuleId")
    rule = _by_id(group, spec.DIRECTION, rule_id, "SecurityGroupRule.NotFound")
    new = parse(msgspec.structs.replace(spec_of(rule), **given(spec)))
    if _peer_kind(new) != _peer_kind(rule):
        raise invalid("SecurityGroupRuleId", f"the peer of {rule_id} stays {_peer_kind(rule)}")
    if any(same(new, other) for other in group.rules if other.id != rule_id):
        raise invalid("SecurityGroupRuleId", f"with this change {rule_id} would be the same as another rule")
    check_peer(call, group, new)
    new.id, new.created = rule.id, rule.created
    group.rules = [new if known.id == rule_id else known for known in group.rules]
    call.store.put(group)


def check_peer(call: Call, group: SecurityGroup, rule: Rule) -> None:
    """Refuse a peer group that does not exist for the account named, is in another VPC, or is the group itself."""
    if not rule.group_id:
        return
    side = SPECS[rule.direction].PEER
    if rule.group_id == group.id:
        code = "InvalidParamter.Conflict" if rule.direction == Direction.INGRESS else "InvalidSecurityGroup.IsSame"
        raise ApiError(403, code, f"A rule of {group.id} cannot name the group itself.")
    if group.kind == GroupType.ADVANCED:
        raise ApiError(
            400, "OperationDenied", f"The security group {group.id} is advanced: its rules cannot name other groups."
        )
    peer = call.store.get(SecurityGroup, rule.group_id)
    owner = rule.group_owner or call.caller.account
    if peer is None or (peer.account, peer.region) != (owner, call.region):
        raise not_found(f"Invalid{side}GroupId.NotFound", "security group", rule.group_id)
    if peer.vpc_id != group.vpc_id:
        raise ApiError(
            400, f"Invalid{side}GroupId.Mismatch", f"The groups {group.id} and {peer.id} are not in the same VPC."
        )


def _by_id(group: SecurityGroup, direction: str, rule_id: str, code: str) -> Rule:
    for rule in group.rules:
        if (rule.id, rule.direction) == (rule_id, direction):
            return rule
    raise not_found(code, f"{direction} rule", rule_id)


def _peer_kind(rule: Rule) -> str:
    if rule.group_id:
        return "a security group"
    return "IPv4" if rule.cidr else "IPv6"
