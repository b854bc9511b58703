"""Rules to put into a security group: what the service takes, and what tells one rule from another."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_network

from alicloud_rules.addressing import compress, ipv4_cidr_problem, ipv6_cidr_problem
from alicloud_rules.security_rules import ANY_PORT, Direction, Policy, Rule

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


@dataclass(frozen=True, kw_only=True)
class Ipv6RuleArgs:
    """One rule of the security group; with nothing given, it lets all IPv6 through."""

    protocol: RuleProtocol | None = None
    """The protocol, default `all`; `icmpv6` alone suffices to be pinged."""
    port_range: str | None = None
    """First and last port, such as `22/22`; default `-1/-1`, which protocols without ports need."""
    cidr: str | None = None
    """The other side, an IPv6 or IPv4 block; default `::/0`."""
    policy: Policy | None = None
    """Whether to let it through; default `accept`."""
    priority: int | None = None
    """1 (looked at first, the default) to 100; at the same priority `drop` wins."""
    description: str | None = None
    """What the rule is for."""


def filled_in(args: Ipv6RuleArgs, direction: Direction) -> Rule:
    """Return the rule with the defaults in."""
    return Rule(
        direction=direction,
        policy=args.policy or Policy.ACCEPT,
        protocol=(args.protocol or RuleProtocol.ALL).value,
        port_range=args.port_range or ANY_PORT,
        cidr=args.cidr or EVERYWHERE,
        group_id=None,
        priority=PRIORITIES[0] if args.priority is None else args.priority,
    )


def rule_problem(protocol: str, port_range: str, cidr: str, policy: str, priority: int) -> str | None:
    """Check one rule by what AuthorizeSecurityGroup documents."""
    if protocol not in tuple(RuleProtocol):
        return f"There is no protocol {protocol!r}; choose one of: {', '.join(RuleProtocol)}."
    if policy not in tuple(Policy):
        return f"There is no policy {policy!r}; choose one of: {', '.join(Policy)}."
    if priority not in PRIORITIES:
        return f"A rule's priority is {PRIORITIES[0]} (first) to {PRIORITIES[-1]}, not {priority}."
    return _port_problem(protocol, port_range) or _cidr_problem(protocol, cidr)


def twice_problem(rules: Iterable[Rule]) -> str | None:
    """Check that no rule of one direction is there twice: the service would keep one of them."""
    counted = Counter(map(rule_key, rules))
    return next((f"The rule {key} is there twice." for key, times in counted.items() if times > 1), None)


def rule_key(rule: Rule) -> str:
    """Return a short text that two rules of a direction share exactly when the service takes them for one rule."""
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
    """Tell which family a well-formed block is of."""
    return ip_network(cidr).version == 6


def _cidr_key(cidr: str) -> str:
    if cidr == EVERYWHERE_IPV4:
        return "ipv4"
    return "ipv6" if cidr == EVERYWHERE else compress(cidr).replace(":", ".").replace("/", "_")


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
