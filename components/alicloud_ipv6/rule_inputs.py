"""Rules to put into a security group: what the service takes, and what tells one rule from another."""

from enum import StrEnum
from ipaddress import ip_network

from .addressing import compress, ipv4_cidr_problem, ipv6_cidr_problem
from .security_rules import ANY_PORT, Policy

PORTS = range(1, 65536)
PRIORITIES = range(1, 101)
EVERYWHERE = ("0.0.0.0/0", "::/0")


class RuleProtocol(StrEnum):
    """IpProtocol of AuthorizeSecurityGroup."""

    ALL = "all"
    ICMPV6 = "icmpv6"
    ICMP = "icmp"
    TCP = "tcp"
    UDP = "udp"
    GRE = "gre"


_WITH_PORTS = (RuleProtocol.TCP, RuleProtocol.UDP)


def rule_problem(protocol: str, port_range: str, cidr: str, policy: str, priority: int) -> str | None:
    """Check one rule; API page AuthorizeSecurityGroup."""
    if protocol not in tuple(RuleProtocol):
        return f"There is no protocol {protocol!r}; choose one of: {', '.join(RuleProtocol)}."
    if policy not in tuple(Policy):
        return f"There is no policy {policy!r}; choose one of: {', '.join(Policy)}."
    if priority not in PRIORITIES:
        return f"A rule's priority is {PRIORITIES[0]} (first) to {PRIORITIES[-1]}, not {priority}."
    return _port_problem(protocol, port_range) or _cidr_problem(protocol, cidr)


def rule_key(protocol: str, port_range: str, cidr: str, policy: str, priority: int) -> str:
    """Return a short text that two rules share exactly when the service takes them for the same rule."""
    parts = [protocol]
    if port_range != ANY_PORT:
        parts.append(port_range.replace("/", "_"))
    parts.append("any" if cidr in EVERYWHERE else compress(cidr).replace(":", ".").replace("/", "_"))
    if cidr == EVERYWHERE[0]:
        parts.append("ipv4")
    if policy != Policy.ACCEPT:
        parts.append(policy)
    if priority != PRIORITIES[0]:
        parts.append(str(priority))
    return "-".join(parts)


def is_ipv6(cidr: str) -> bool:
    """Tell which family a well-formed block is of."""
    return ip_network(cidr).version == 6


def _port_problem(protocol: str, port_range: str) -> str | None:
    if protocol not in _WITH_PORTS:
        return None if port_range == ANY_PORT else f"Protocol {protocol} has no ports: its range is {ANY_PORT}."
    first, _, last = port_range.partition("/")
    if first.isdecimal() and last.isdecimal() and int(first) in PORTS and int(first) <= int(last) <= PORTS[-1]:
        return None
    return f"A {protocol} port range is two ports from 1 to {PORTS[-1]}, such as 22/22, not {port_range!r}."


def _cidr_problem(protocol: str, cidr: str) -> str | None:
    if problem := ipv6_cidr_problem(cidr) if ":" in cidr else ipv4_cidr_problem(cidr):
        return problem
    if protocol == RuleProtocol.ICMP and is_ipv6(cidr):
        return f"Protocol icmp is for IPv4; {cidr} needs icmpv6."
    if protocol == RuleProtocol.ICMPV6 and not is_ipv6(cidr):
        return f"Protocol icmpv6 is for IPv6; {cidr} needs icmp."
    return None
