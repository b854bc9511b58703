"""Whether an IPv6 flow arrives, and if not, which pieces are missing.

The chain follows the best-practice page and the IPv6 gateway's pages:
- an address works when its VPC and vSwitch have IPv6 blocks, its ENI is attached to a running instance, and the
  instance's operating system has the address configured;
- inside one VPC that and the security groups are all: IPv6 is private by default;
- between VPCs, and to the internet, the path is public: each side needs an IPv6 gateway in its VPC and public bandwidth
  for its address, and an egress-only rule cuts what others start;
- the source's groups judge the request on its way out and the target's groups on its way in; the answer passes with it.

Assumed, as no page says so: what stays inside one instance passes without groups, and routes are the default ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Network
from ipaddress import IPv6Address as Address

from .group_decisions import Decision, Flow, PeerGroups, decide
from .network import Network, Part
from .path_ends import End, Outside, ends_of
from .security_groups import Direction
from .three_valued import Ternary, Unknown, all_of, any_of, join_unknowns, negation
from .verdict import Hop, Piece, Verdict


@dataclass(frozen=True, slots=True)
class Request:
    """A request of the source: a protocol and, for tcp and udp, the destination port."""

    protocol: str = "icmpv6"
    port: int | None = None


PING = Request()


def ping6(network: Network, source: str, target: str) -> Verdict:
    """Judge an ICMPv6 echo request from address `source` to address `target`.

    A target that lies in no VPC of the network is taken for an internet address that answers, so only the source's
    side is judged. Raise ValueError if either is not an IPv6 address.
    """
    start, end = (_find(network, _parse(text)) for text in (source, target))
    hops = judge(start, end, PING).hops
    if isinstance(start, Outside):
        hops = (Hop(Piece.SOURCE_ADDRESS, source, False, f"no ENI has {source}"), *hops)
    return Verdict(source, target, hops)


def judge(start: End | Outside, end: End | Outside, request: Request) -> Verdict:
    """Judge a request from one end to the other; an outside address on the internet is taken for one that answers."""
    path = _Path(request, public=negation(_in_one_vpc(start, end)), local=_on_one_instance(start, end))
    hops: list[Hop] = []
    if isinstance(start, End):
        hops += [_address_hop(Piece.SOURCE_ADDRESS, start), *_working_hops(start)]
        hops += path.unless_local([path.rule_hop(Piece.EGRESS_RULE, start, end), *path.public_hops(start)])
    if isinstance(end, End):
        arriving = [*path.public_hops(end), *path.egress_only_hops(end), path.rule_hop(Piece.INGRESS_RULE, end, start)]
        hops += [*path.unless_local(arriving), *_working_hops(end)]
        hops.append(_address_hop(Piece.TARGET_ADDRESS, end))
    elif end.vpc_id is not None:
        hops.append(Hop(Piece.TARGET_ADDRESS, end.text, False, f"no ENI has {end.text}"))
    return Verdict(start.text, end.text, tuple(hops))


@dataclass(frozen=True, slots=True)
class _Path:
    """The parts of a path that apply to both of its ends."""

    request: Request
    public: Ternary
    """Whether it leaves the VPC."""
    local: Ternary
    """Whether it stays inside one instance."""

    def unless_local(self, hops: list[Hop]) -> list[Hop]:
        return [] if self.local is True else [_needed(hop, negation(self.local)) for hop in hops]

    def public_hops(self, end: End) -> list[Hop]:
        gateway = end.vpc if isinstance(end.vpc, Unknown) else end.vpc.ipv6_gateway_id
        on = f"{end.text} on {end.name}" if end.text != end.name else end.name
        hops = [
            _has(Piece.IPV6_GATEWAY, end.vpc_name, end.vpc_name, gateway, "IPv6 gateway"),
            _has(Piece.BANDWIDTH, end.name, on, end.address.bandwidth, "public bandwidth"),
        ]
        return self._if_public(hops)

    def egress_only_hops(self, end: End) -> list[Hop]:
        cut = end.address.egress_only
        has = "may have an" if isinstance(cut, Unknown) else "has an" if cut else "has no"
        detail = f"{end.text} {has} egress-only rule against what others start"
        return self._if_public([Hop(Piece.EGRESS_ONLY_RULE, end.name, negation(cut), detail)])

    def rule_hop(self, piece: Piece, end: End, other: End | Outside) -> Hop:
        """Judge by the groups of one end; those of the other count on the internal network only."""
        peer = other.place if isinstance(other, End) else other.address
        groups = other.membership if isinstance(other, End) else PeerGroups()
        flow = Flow(self.request.protocol, peer, self.request.port, groups, negation(self.public))
        direction = Direction.EGRESS if piece is Piece.EGRESS_RULE else Direction.INGRESS
        decision = decide(end.groups, direction, flow)
        if end.eni.other_groups:
            reason = join_unknowns((decision.allowed, end.eni.other_groups))
            decision = Decision(reason or False, f"{end.name} may be in other security groups")
        subject = ", ".join(group.name or group.id for group in end.groups) or end.name
        return Hop(piece, subject, decision.allowed, decision.detail)

    def _if_public(self, hops: list[Hop]) -> list[Hop]:
        return [] if self.public is False else [_needed(hop, self.public) for hop in hops]


def _needed(hop: Hop, condition: Ternary) -> Hop:
    """Return a hop that matters under a condition only."""
    return hop if condition is True else Hop(hop.piece, hop.subject, any_of(negation(condition), hop.ok), hop.detail)


def _in_one_vpc(start: End | Outside, end: End | Outside) -> Ternary:
    """Return whether the path stays in a VPC; it leaves it from an address that no VPC of the network has."""
    here, there = (one.eni.vpc_id if isinstance(one, End) else one.vpc_id for one in (start, end))
    if None in (here, there):
        return False
    return join_unknowns((here, there)) or here == there


def _on_one_instance(start: End | Outside, end: End | Outside) -> Ternary:
    if not (isinstance(start, End) and isinstance(end, End)):
        return False
    here, there = start.eni.instance_id, end.eni.instance_id
    if None in (here, there):
        return False
    return start.eni.id == end.eni.id or join_unknowns((here, there)) or here == there


def _address_hop(piece: Piece, end: End) -> Hop:
    if isinstance(end.address.assigned, Unknown):
        return Hop(piece, end.name, end.address.assigned, f"{end.name} may have no IPv6 address")
    address = "an IPv6 address" if isinstance(end.address.address, Unknown) else end.address.address
    return Hop(piece, end.name, end.address.assigned, f"{address} is on {end.name}")


def _working_hops(end: End) -> Iterator[Hop]:
    """Yield what an address needs to work at all, on either side."""
    vpc, vswitch, instance = end.vpc, end.vswitch, end.eni.instance_id
    block = vpc if isinstance(vpc, Unknown) else vpc.ipv6_block
    yield _has(Piece.VPC_IPV6, end.vpc_name, end.vpc_name, block, "IPv6 block")
    block = vswitch if isinstance(vswitch, Unknown) else vswitch.ipv6_block
    name = f"the vSwitch of {end.name}" if isinstance(vswitch, Unknown) else vswitch.name or vswitch.id
    yield _has(Piece.VSWITCH_IPV6, name, name, block, "IPv6 block")
    yield _instance_hop(end)
    ok, why = end.address.configured_in_guest, end.address.guest_detail
    state = "may not be" if isinstance(ok, Unknown) else "is" if ok else "is not"
    detail = f"{end.text} {state} configured in the operating system{f': {why}' if why else ''}"
    subject = end.eni.instance_name or instance if isinstance(instance, str) else end.name
    yield Hop(Piece.GUEST, subject, ok, detail)


def _instance_hop(end: End) -> Hop:
    instance, running = end.eni.instance_id, end.eni.instance_running
    if instance is None:
        return Hop(Piece.INSTANCE, end.name, False, f"{end.name} is attached to no instance")
    if isinstance(instance, Unknown):
        ok = all_of(instance, running)
        return Hop(Piece.INSTANCE, end.name, ok, f"{end.name} may be attached to no instance")
    state = "may not be" if isinstance(running, Unknown) else "is" if running else "is not"
    name = end.eni.instance_name or instance
    return Hop(Piece.INSTANCE, name, running, f"{name} {state} running")


def _has(piece: Piece, subject: str, name: str, part: Part, noun: str) -> Hop:
    """Return the hop of a part that something has, or should have."""
    if isinstance(part, Unknown):
        return Hop(piece, subject, part, f"{name} may have no {noun}")
    article = "" if noun == "public bandwidth" else "an "
    what = part if part and isinstance(part, str) else f"{article}{noun}" if part else f"no {noun}"
    return Hop(piece, subject, bool(part), f"{name} has {what}")


def _parse(text: str) -> Address:
    try:
        return Address(text)
    except AddressValueError:
        raise ValueError(f"{text!r} is not an IPv6 address.") from None


def _find(network: Network, wanted: Address) -> End | Outside:
    """Return the end that has an address, or the address with the VPC that it belongs to."""
    for eni in network.enis.values():
        for end in ends_of(network, eni):
            if end.place == wanted:
                return end
    blocks = ((vpc.id, vpc.ipv6_block) for vpc in network.vpcs.values())
    inside = (key for key, block in blocks if isinstance(block, str) and block and wanted in IPv6Network(block))
    return Outside(wanted, next(inside, None))
