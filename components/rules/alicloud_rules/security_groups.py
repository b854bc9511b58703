"""The traffic that the security groups of an ENI let through: their rules, and the default without a matching rule.

Sources: the ECS pages "Security group rules" and "Basic and advanced security groups", and AuthorizeSecurityGroup.
- The rules of all groups of an ENI count together; the lowest priority number wins, at equal priority drop wins.
- A rule whose object is a group works over the internal network only, and advanced groups cannot have such rules.
- Without a matching rule a basic group lets in what comes from inside the group, unless its members are isolated
  (inner access policy Drop), and lets everything out; an advanced group lets nothing in and nothing out.
- Groups are stateful: the answer to what was let through needs no rule, so one decision covers one direction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_network

ANY_PORT = "-1/-1"
"""The port range of all ports, and the only one of protocols without ports."""


class GroupType(StrEnum):
    """SecurityGroupType of the ECS API."""

    BASIC = "normal"
    ADVANCED = "enterprise"


class Direction(StrEnum):
    """The direction of a rule, from the group's members."""

    INGRESS = "ingress"
    EGRESS = "egress"


class Policy(StrEnum):
    """The action of a rule on matching traffic."""

    ACCEPT = "accept"
    """Lets it through."""
    DROP = "drop"
    """Drops it without an answer."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a security group; exactly one of `cidr` and `group_id` names the other side."""

    direction: Direction
    policy: Policy
    protocol: str
    """tcp, udp, icmp, icmpv6, gre or all; icmp is IPv4 only."""
    port_range: str
    """`22/22`, several parted by commas, or `-1/-1` for all."""
    cidr: str | None
    """IPv4 or IPv6 block, or a single address."""
    group_id: str | None
    priority: int
    """1 (first) to 100 (last)."""


@dataclass(frozen=True, slots=True)
class SecurityGroup:
    """A security group with its rules."""

    id: str
    name: str
    vpc_id: str
    advanced: bool
    """SecurityGroupType `enterprise`."""
    inner_access: bool
    """Whether members of a basic group reach one another without a rule (InnerAccessPolicy `Accept`)."""
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Traffic to judge: a protocol, its destination port, and the other side."""

    protocol: str
    peer: IPv4Address | IPv6Address
    port: int | None = None
    """None for protocols without ports."""
    peer_group_ids: frozenset[str] = frozenset()
    """Groups of the other side; empty when it is reached over the internet."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a flow passes, and why."""

    allowed: bool
    detail: str


def decide(groups: Iterable[SecurityGroup], direction: Direction, flow: Flow) -> Decision:
    """Judge a flow that one ENI, member of all `groups`, starts (EGRESS) or receives (INGRESS)."""
    members = tuple(groups)
    matching = [(rule, group) for group in members for rule in group.rules if _matches(rule, direction, flow)]
    if not matching:
        return _default(members, direction, flow)
    rule, group = min(matching, key=lambda found: (found[0].priority, found[0].policy is Policy.ACCEPT))
    allowed = rule.policy is Policy.ACCEPT
    verb = "lets" if allowed else "does not let"
    way = "in" if direction is Direction.INGRESS else "out"
    other = rule.cidr or rule.group_id
    detail = f"{group.name or group.id} {verb} {flow.protocol} {way}: {rule.policy} {other}, priority {rule.priority}"
    return Decision(allowed, detail)


def _matches(rule: Rule, direction: Direction, flow: Flow) -> bool:
    if rule.direction is not direction or rule.protocol.lower() not in ("all", flow.protocol):
        return False
    if not _port_matches(rule.port_range, flow.port):
        return False
    if rule.cidr is not None:
        return flow.peer in ip_network(rule.cidr, strict=False)
    return rule.group_id in flow.peer_group_ids


def _port_matches(port_range: str, port: int | None) -> bool:
    if port_range == ANY_PORT:
        return True
    if port is None:
        return False
    spans = (span.split("/") for span in port_range.split(","))
    return any(int(first) <= port <= int(last) for first, last in spans)


def _default(groups: tuple[SecurityGroup, ...], direction: Direction, flow: Flow) -> Decision:
    """Judge a flow that no rule matches; all groups of an ENI are of one type, so the first speaks for all."""
    if not groups:
        return Decision(False, f"in no security group, so {flow.protocol} does not pass")
    names = ", ".join(group.name or group.id for group in groups)
    if direction is Direction.EGRESS:
        allowed = not groups[0].advanced
        kind = "a basic group lets all out" if allowed else "an advanced group lets nothing out"
        return Decision(allowed, f"{names} has no rule for {flow.protocol} out, and {kind} by default")
    for group in groups:
        if group.inner_access and not group.advanced and group.id in flow.peer_group_ids:
            return Decision(True, f"{group.name or group.id} lets its own members in over the internal network")
    return Decision(False, f"{names} has no rule that lets {flow.protocol} in from {flow.peer}")
