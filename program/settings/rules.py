"""Security group rules out of configuration."""

from alicloud_ipv6 import Ipv6RuleArgs, Policy, RuleProtocol
from alicloud_rules.names import check_description
from alicloud_rules.security_group_rules import EVERYWHERE, PRIORITIES, check_rule, check_unique_rules
from alicloud_rules.security_groups import ANY_PORT, Direction, Rule

from .reader import Reader


def read_rules(reader: Reader, direction: Direction) -> list[Ipv6RuleArgs]:
    """Read the rules of a direction, under `ingressRules` or `egressRules`; those with a problem are left out."""
    key = f"{direction}Rules"
    found = [rule for inside in reader.objects(key) if (rule := _read_rule(inside, direction))]
    reader.note(key, check_unique_rules(rule for rule, _ in found))
    return [args for _, args in found]


def _read_rule(reader: Reader, direction: Direction) -> tuple[Rule, Ipv6RuleArgs] | None:
    protocol = reader.text("protocol", RuleProtocol.ALL)
    port_range = reader.text("portRange", ANY_PORT)
    cidr = reader.text("cidr", EVERYWHERE)
    policy = reader.text("policy", Policy.ACCEPT)
    priority = reader.integer("priority", PRIORITIES[0])
    description = reader.text("description", "")
    reader.note_unknown()
    problem = check_rule(protocol, port_range, cidr, policy, priority) or check_description(description)
    if problem:
        reader.note("", problem)
        return None
    args = Ipv6RuleArgs(
        protocol=RuleProtocol(protocol),
        port_range=port_range,
        cidr=cidr,
        policy=Policy(policy),
        priority=priority,
        description=description or None,
    )
    return Rule(direction, Policy(policy), protocol, port_range, cidr, None, priority), args
