"""The security group of a component and its rules: of a VPC, or of one ENI."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.names import check_ecs_name
from alicloud_rules.security_group_rules import (
    EVERYWHERE,
    PRIORITIES,
    RuleProtocol,
    check_rule,
    check_unique_rules,
    is_ipv6,
    rule_key,
)
from alicloud_rules.security_groups import ANY_PORT, Direction, Policy, Rule
from alicloud_rules.violation import Violation

from ._child_options import Child
from ._construction_checks import Problems, name_problem


@dataclass(frozen=True, kw_only=True)
class Ipv6RuleArgs:
    """One rule of the security group; the default lets all IPv6 through."""

    protocol: RuleProtocol | None = None
    """The protocol, default `all`; `icmpv6` alone suffices to be pinged."""
    port_range: str | None = None
    """First and last port, such as `22/22`; default `-1/-1`, which protocols without ports need."""
    cidr: str | None = None
    """The IPv6 or IPv4 block of the other side; default `::/0`."""
    policy: Policy | None = None
    """Whether to accept or drop; default `accept`."""
    priority: int | None = None
    """1 (evaluated first, the default) to 100; at the same priority `drop` wins."""
    description: str | None = None
    """The description of the rule."""

    def filled_in(self, direction: Direction) -> Rule:
        """Return the rule of this direction, with the defaults filled in."""
        return Rule(
            direction=direction,
            policy=self.policy or Policy.ACCEPT,
            protocol=(self.protocol or RuleProtocol.ALL).value,
            port_range=self.port_range or ANY_PORT,
            cidr=self.cidr or EVERYWHERE,
            group_id=None,
            priority=PRIORITIES[0] if self.priority is None else self.priority,
        )


@dataclass(frozen=True, kw_only=True)
class EniSecurityGroupArgs:
    """A security group for one ENI alone, with its rules."""

    vpc_id: pulumi.Input[str]
    """The VPC of the ENI's vSwitch."""
    ingress_rules: list[Ipv6RuleArgs] | None = None
    """The ingress rules; default: all IPv6."""
    egress_rules: list[Ipv6RuleArgs] | None = None
    """The egress rules; default: none, so that the service lets everything out."""
    security_group_name: pulumi.Input[str] | None = None
    """The security group's name; default: the component's name and `-sg`."""


Given = dict[Direction, Sequence[Ipv6RuleArgs]]
"""The rules of each direction."""


def given_rules(
    ingress: Sequence[Ipv6RuleArgs] | None, egress: Sequence[Ipv6RuleArgs] | None, *, created: bool = True
) -> Given:
    """Return the rules with the default filled in: all IPv6 may enter a group that is created."""
    default = (Ipv6RuleArgs(),) if created else ()
    return {Direction.INGRESS: default if ingress is None else ingress, Direction.EGRESS: egress or ()}


def rules_problems(given: Given, prefix: str = "") -> Problems:
    """Check the rules of both inputs, whose names begin with `prefix`."""
    return {f"{prefix}{direction}_rules": _rules_problem(direction, rules) for direction, rules in given.items()}


def own_group_problems(name: str, own: EniSecurityGroupArgs | None) -> Problems:
    """Check the input `security_group` of the component `name`."""
    if own is None:
        return {}
    problems = rules_problems(given_rules(own.ingress_rules, own.egress_rules), "security_group.")
    return problems | {"security_group.security_group_name": group_name_problem(name, own.security_group_name)}


def group_name_problem(name: str, given: pulumi.Input[str] | None) -> Violation | str | None:
    """Check the name of the group of the component `name`."""
    return name_problem(check_ecs_name, given, _group_name(name))


def create_group(
    name: str,
    vpc_id: pulumi.Input[str],
    security_group_name: pulumi.Input[str] | None,
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None,
    resource_group_id: pulumi.Input[str] | None,
    child: Child,
) -> alicloud.ecs.SecurityGroup:
    """Create the security group of the component `name`."""
    return alicloud.ecs.SecurityGroup(
        _group_name(name),
        security_group_name=security_group_name or _group_name(name),
        vpc_id=vpc_id,
        resource_group_id=resource_group_id,
        tags=tags,
        opts=child(),
    )


def create_rules(
    name: str, group_id: pulumi.Input[str], given: Given, child: Child, *, ipv6: bool = True
) -> list[alicloud.ecs.SecurityGroupRule]:
    """Create the rules of the component `name` in a group; without `ipv6` those for IPv6 are left out."""
    return [
        _create_rule(name, group_id, rule.filled_in(direction), rule.description, child)
        for direction, rules in given.items()
        for rule in rules
        if ipv6 or not is_ipv6(rule.cidr or EVERYWHERE)
    ]


def _create_rule(
    name: str, group_id: pulumi.Input[str], rule: Rule, description: str | None, child: Child
) -> alicloud.ecs.SecurityGroupRule:
    cidr = rule.cidr or EVERYWHERE
    return alicloud.ecs.SecurityGroupRule(
        # Named by content: two rules that swapped names would each create what is there, then delete the other's.
        f"{name}-{rule.direction}-{rule_key(rule)}",
        type=rule.direction.value,
        security_group_id=group_id,
        ip_protocol=rule.protocol,
        port_range=rule.port_range,
        cidr_ip=None if is_ipv6(cidr) else cidr,
        ipv6_cidr_ip=cidr if is_ipv6(cidr) else None,
        policy=rule.policy.value,
        priority=rule.priority,
        nic_type="intranet",
        description=description,
        opts=child(),
    )


def _group_name(name: str) -> str:
    return f"{name}-sg"


def _rules_problem(direction: Direction, rules: Sequence[Ipv6RuleArgs]) -> Violation | str | None:
    filled_in = [rule.filled_in(direction) for rule in rules]
    problems = (
        check_rule(rule.protocol, rule.port_range, rule.cidr or EVERYWHERE, rule.policy, rule.priority)
        for rule in filled_in
    )
    return next(filter(None, problems), None) or check_unique_rules(filled_in)
