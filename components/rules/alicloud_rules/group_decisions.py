"""The traffic that the security groups of an ENI let through: their rules, and the default without a matching rule.

Sources: the ECS pages "Security group rules" and "Basic and advanced security groups", and AuthorizeSecurityGroup.
- The rules of all groups of an ENI count together; the lowest priority number wins, at equal priority drop wins.
- A rule whose object is a group works over the internal network only, and advanced groups cannot have such rules.
- Without a matching rule a basic group lets in what comes from inside the group, unless its members are isolated
  (inner access policy Drop), and lets everything out; an advanced group lets nothing in and nothing out.
- Groups are stateful: the answer to what was let through needs no rule, so one decision covers one direction.

A rule of a plan may match, or may win, depending on values that are not known yet. The decision is known where all of
these values lead to the same one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from .security_groups import ANY_PORT, Direction, PlannedRule, Policy, SecurityGroup, port_spans
from .three_valued import Ternary, Unknown, all_of, any_of, join_unknowns, negation

_FIRST = 1
"""The lowest priority number, which wins."""


@dataclass(frozen=True, slots=True)
class Somewhere:
    """An address that is not known yet."""

    block: IPv4Network | IPv6Network
    """A block that certainly has it."""
    reason: Unknown


@dataclass(frozen=True, slots=True)
class PeerGroups:
    """The security groups of an ENI, by id."""

    certain: frozenset[str] = frozenset()
    others: Unknown | None = None
    """Set when it may be in other groups as well."""

    def has(self, group_id: str | Unknown | None) -> Ternary:
        """Return whether a group is one of them."""
        if isinstance(group_id, Unknown):
            return group_id if self.certain or self.others else False
        return group_id in self.certain or (self.others if group_id is not None and self.others else False)


@dataclass(frozen=True, slots=True)
class Flow:
    """Traffic to judge: a protocol, its destination port, and the other side."""

    protocol: str
    peer: IPv4Address | IPv6Address | Somewhere
    port: int | None = None
    """None for protocols without ports."""
    peer_groups: PeerGroups = PeerGroups()
    """The groups of the other side."""
    internal: Ternary = True
    """Whether the other side is reached over the internal network, where its groups count."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a flow passes, and why."""

    allowed: Ternary
    detail: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A rule that matches, or may match, and its group."""

    rule: PlannedRule
    group: SecurityGroup
    unsure: Unknown | None
    """Why it may neither match nor win as it stands."""

    @property
    def rank(self) -> tuple[int, bool]:
        """The first place among all rules that it can have: the lowest rank wins."""
        priority = _FIRST if isinstance(self.rule.priority, Unknown) else self.rule.priority
        return priority, self.rule.policy is Policy.ACCEPT


def decide(groups: Iterable[SecurityGroup], direction: Direction, flow: Flow) -> Decision:
    """Judge a flow that one ENI, member of all `groups`, starts (EGRESS) or receives (INGRESS)."""
    members = tuple(groups)
    candidates = [
        found for group in members for rule in group.rules if (found := _candidate(rule, group, direction, flow))
    ]
    best = min((one for one in candidates if one.unsure is None), key=lambda one: one.rank, default=None)
    decision = _default(members, direction, flow) if best is None else _by_rule(best, direction, flow)
    rivals = [one for one in candidates if one.unsure and (best is None or one.rank < best.rank)]
    changing = [one for one in rivals if _outcome(one) is not decision.allowed]
    if not changing:
        return decision
    reason = join_unknowns([decision.allowed, *(one.unsure for one in changing)])
    names = ", ".join(dict.fromkeys(one.group.name or one.group.id for one in changing))
    return Decision(reason or False, f"{names} may have the rule that decides about {flow.protocol}")


def _candidate(rule: PlannedRule, group: SecurityGroup, direction: Direction, flow: Flow) -> _Candidate | None:
    matches = _matches(rule, direction, flow)
    return None if matches is False else _Candidate(rule, group, join_unknowns((matches, rule.policy, rule.priority)))


def _outcome(one: _Candidate) -> Ternary:
    return one.rule.policy if isinstance(one.rule.policy, Unknown) else one.rule.policy is Policy.ACCEPT


def _by_rule(best: _Candidate, direction: Direction, flow: Flow) -> Decision:
    rule, group, allowed = best.rule, best.group, _outcome(best)
    verb = "lets" if allowed else "does not let"
    way = "in" if direction is Direction.INGRESS else "out"
    other = rule.cidr or rule.group_id
    detail = f"{group.name or group.id} {verb} {flow.protocol} {way}: {rule.policy} {other}, priority {rule.priority}"
    return Decision(allowed, detail)


def _matches(rule: PlannedRule, direction: Direction, flow: Flow) -> Ternary:
    same_way = rule.direction if isinstance(rule.direction, Unknown) else rule.direction is direction
    return all_of(
        same_way, _protocol_matches(rule, flow), _port_matches(rule.port_range, flow.port), _is_peer(rule, flow)
    )


def _protocol_matches(rule: PlannedRule, flow: Flow) -> Ternary:
    protocol = rule.protocol
    return protocol if isinstance(protocol, Unknown) else protocol.lower() in ("all", flow.protocol)


def _is_peer(rule: PlannedRule, flow: Flow) -> Ternary:
    if rule.cidr is None:
        return all_of(flow.internal, flow.peer_groups.has(rule.group_id))
    if isinstance(rule.cidr, Unknown):
        return rule.cidr
    block, peer = ip_network(rule.cidr, strict=False), flow.peer
    if not isinstance(peer, Somewhere):
        return peer in block
    if block.version != peer.block.version or not block.overlaps(peer.block):
        return False
    return block.prefixlen <= peer.block.prefixlen or peer.reason


def _port_matches(port_range: str | Unknown, port: int | None) -> Ternary:
    if isinstance(port_range, Unknown) or port_range == ANY_PORT:
        return port_range if isinstance(port_range, Unknown) else True
    if port is None:
        return False
    return any(port in span for span in port_spans(port_range))


def _default(groups: Sequence[SecurityGroup], direction: Direction, flow: Flow) -> Decision:
    """Judge a flow that no rule matches; all groups of an ENI are of one type, so the first speaks for all."""
    if not groups:
        return Decision(False, f"in no security group, so {flow.protocol} does not pass")
    names = ", ".join(group.name or group.id for group in groups)
    if direction is Direction.EGRESS:
        allowed = negation(groups[0].advanced)
        kind = "an advanced group lets nothing out" if allowed is False else "a basic group lets all out"
        return Decision(allowed, f"{names} has no rule for {flow.protocol} out, and {kind} by default")
    inner = [(group, all_of(group.inner_access, negation(group.advanced), _inside(group, flow))) for group in groups]
    admitted = any_of(*(admits for _, admits in inner))
    if admitted is False:
        return Decision(False, f"{names} has no rule that lets {flow.protocol} in from {_text(flow.peer)}")
    name = next(group.name or group.id for group, admits in inner if admits is not False)
    return Decision(admitted, f"{name} lets its own members in over the internal network")


def _inside(group: SecurityGroup, flow: Flow) -> Ternary:
    return all_of(flow.internal, flow.peer_groups.has(group.id))


def _text(peer: IPv4Address | IPv6Address | Somewhere) -> str:
    return str(peer.block if isinstance(peer, Somewhere) else peer)
