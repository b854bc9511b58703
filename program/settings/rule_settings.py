"""The settings `ingressRules` and `egressRules`."""

from alicloud_ipv6 import Ipv6RuleArgs, Policy, RuleProtocol
from alicloud_rules.names import check_description
from alicloud_rules.security_group_rules import EVERYWHERE, PRIORITIES, check_rule, check_unique_rules
from alicloud_rules.security_groups import ANY_PORT, Direction

from .setting_reader import SettingReader


def read_rules(reader: SettingReader, direction: Direction) -> list[Ipv6RuleArgs]:
    """Return the rules of a direction that have no problem."""
    key = f"{direction}Rules"
    rules = [rule for inside in reader.objects(key) if (rule := _read_rule(inside))]
    reader.note(key, check_unique_rules(rule.filled_in(direction) for rule in rules))
    return rules


def _read_rule(reader: SettingReader) -> Ipv6RuleArgs | None:
    protocol = reader.string("protocol", RuleProtocol.ALL)
    port_range = reader.string("portRange", ANY_PORT)
    cidr = reader.string("cidr", EVERYWHERE)
    policy = reader.string("policy", Policy.ACCEPT)
    priority = reader.integer("priority", PRIORITIES[0])
    description = reader.string("description", "")
    reader.note_unknown()
    problem = check_rule(protocol, port_range, cidr, policy, priority) or check_description(description)
    if problem:
        reader.note("", problem)
        return None
    return Ipv6RuleArgs(
        protocol=RuleProtocol(protocol),
        port_range=port_range,
        cidr=cidr,
        policy=Policy(policy),
        priority=priority,
        description=description or None,
    )
