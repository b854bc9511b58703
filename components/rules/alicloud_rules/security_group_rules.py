"""The rules of a security group: which ones the service takes, and which ones it takes for the same rule."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from ipaddress import ip_network

from .addressing import canonical_ip, check_ipv4_cidr, check_ipv6_cidr
from .security_groups import ANY_PORT, Policy, Rule
from .violation import Violation

PORTS = range(1, 65536)
PRIORITIES = range(1, 101)
EVERYWHERE = "::/0"
EVERYWHERE_IPV4 = "0.0.0.0/0"


class RuleProtocol(StrEnum):
    """IpProtocol of AuthorizeSecurityGroup."""

    ALL = "all"
    """Everything, on every port."""
    ICMPV6 = "icmpv6"
    """ICMP of IPv6; a ping of an IPv6 address is one."""
    ICMP = "icmp"
    """ICMP of IPv4."""
    TCP = "tcp"
    """TCP, on a range of ports."""
    UDP = "udp"
    """UDP, on a range of ports."""
    GRE = "gre"
    """GRE tunnels."""


_WITH_PORTS = (RuleProtocol.TCP, RuleProtocol.UDP)


def check_rule(protocol: str, port_range: str, cidr: str, policy: str, priority: int) -> Violation | None:
    """Check one rule by what AuthorizeSecurityGroup documents."""
    for name, value, allowed in (("protocol", protocol, RuleProtocol), ("policy", policy, Policy)):
        if value not in tuple(allowed):
            message = f"Invalid {name} {value!r}; expected one of: {', '.join(allowed)}."
            return Violation(f"rule-{name}", value, tuple(allowed), message)
    if priority not in PRIORITIES:
        message = f"A rule's priority is {PRIORITIES[0]} (first) to {PRIORITIES[-1]}, not {priority}."
        return Violation("rule-priority", priority, PRIORITIES, message)
    return _check_ports(protocol, port_range) or _check_cidr(protocol, cidr)


def check_unique_rules(rules: Iterable[Rule]) -> Violation | None:
    """Check that no rule of one direction is given twice: the service would keep one of them."""
    counted = Counter(map(rule_key, rules))
    twice = next((key for key, times in counted.items() if times > 1), None)
    return Violation("rule-unique", twice, "different rules", f"The rule {twice} is given twice.") if twice else None


def rule_key(rule: Rule) -> str:
    """Return a short string that two rules of a direction share exactly when the service takes them for one rule."""
    parts = [rule.protocol]
    if rule.port_range != ANY_PORT:
        parts.append(rule.port_range.replace("/", "_"))
    parts.append(_cidr_key(rule.cidr or EVERYWHERE))
    if rule.policy != Policy.ACCEPT:
        parts.append(rule.policy)
    if rule.priority != PRIORITIES[0]:
        parts.append(str(rule.priority))
    return "-".join(parts)


def is_ipv6(cidr: str) -> bool:
    """Return whether a well-formed block is an IPv6 block."""
    return ip_network(cidr).version == 6


def _cidr_key(cidr: str) -> str:
    if cidr == EVERYWHERE_IPV4:
        return "ipv4"
    return "ipv6" if cidr == EVERYWHERE else canonical_ip(cidr).replace(":", ".").replace("/", "_")


def _check_ports(protocol: str, port_range: str) -> Violation | None:
    if protocol not in _WITH_PORTS:
        message = f"Protocol {protocol} has no ports: its range is {ANY_PORT}."
        return None if port_range == ANY_PORT else Violation("rule-port-range", port_range, ANY_PORT, message)
    first, _, last = port_range.partition("/")
    if first.isdecimal() and last.isdecimal() and int(first) in PORTS and int(first) <= int(last) <= PORTS[-1]:
        return None
    message = f"A {protocol} port range is two ports from 1 to {PORTS[-1]}, such as 22/22, not {port_range!r}."
    return Violation("rule-port-range", port_range, PORTS, message)


def _check_cidr(protocol: str, cidr: str) -> Violation | None:
    if violation := check_ipv6_cidr(cidr) if ":" in cidr else check_ipv4_cidr(cidr):
        return violation
    if protocol == RuleProtocol.ICMP and is_ipv6(cidr):
        message = f"Protocol icmp is for IPv4; {cidr} needs icmpv6."
        return Violation("rule-protocol", protocol, RuleProtocol.ICMPV6, message)
    if protocol == RuleProtocol.ICMPV6 and not is_ipv6(cidr):
        message = f"Protocol icmpv6 is for IPv6; {cidr} needs icmp."
        return Violation("rule-protocol", protocol, RuleProtocol.ICMP, message)
    return None
