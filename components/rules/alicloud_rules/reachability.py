"""Whether one IPv6 address can ping another, and if not, which pieces are missing.

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
from enum import StrEnum
from ipaddress import AddressValueError, IPv6Network
from ipaddress import IPv6Address as Address

from .network import Eni, Ipv6Address, Network, Vpc, Vswitch
from .security_groups import Decision, Direction, Flow, Policy, Rule, SecurityGroup, decide

__all__ = [
    "Direction",
    "Eni",
    "Hop",
    "Ipv6Address",
    "Network",
    "Piece",
    "Policy",
    "Rule",
    "SecurityGroup",
    "Verdict",
    "Vpc",
    "Vswitch",
    "ping6",
]

_PROTOCOL = "icmpv6"


class Piece(StrEnum):
    """The part of the network that a hop depends on."""

    SOURCE_ADDRESS = "source address"
    TARGET_ADDRESS = "target address"
    VPC_IPV6 = "IPv6 block of the VPC"
    VSWITCH_IPV6 = "IPv6 block of the vSwitch"
    INSTANCE = "instance"
    GUEST = "address in the guest"
    EGRESS_RULE = "egress rule"
    IPV6_GATEWAY = "IPv6 gateway"
    BANDWIDTH = "public bandwidth"
    EGRESS_ONLY_RULE = "egress-only rule"
    INGRESS_RULE = "ingress rule"


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of the chain."""

    piece: Piece
    subject: str
    """Name, or else id, of the resource that has or lacks the piece; an address if no resource has it."""
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole chain from source to target; reachable when every hop is ok."""

    source: str
    target: str
    hops: tuple[Hop, ...]

    @property
    def reachable(self) -> bool:
        """Whether an echo request and its answer arrive."""
        return all(hop.ok for hop in self.hops)

    @property
    def missing(self) -> tuple[Hop, ...]:
        """All hops that fail, not only the first."""
        return tuple(hop for hop in self.hops if not hop.ok)

    def explain(self) -> str:
        """Return one line of verdict and one line per hop."""
        answer = "reachable" if self.reachable else "not reachable"
        lines = [f"{self.source} -> {self.target}: {answer}"]
        lines += [f"  {'ok' if hop.ok else 'MISSING':7}  {hop.piece}: {hop.detail}" for hop in self.hops]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _End:
    """One end of the path: an address of an ENI, with the parts that the ENI names."""

    address: Ipv6Address
    eni: Eni
    vpc: Vpc
    vswitch: Vswitch
    groups: tuple[SecurityGroup, ...]

    @property
    def name(self) -> str:
        return self.eni.name or self.eni.id

    @property
    def vpc_name(self) -> str:
        return self.vpc.name or self.vpc.id


def ping6(network: Network, source: str, target: str) -> Verdict:
    """Judge an ICMPv6 echo request from address `source` to address `target`.

    A target that lies in no VPC of the network is taken for an internet address that answers, so only the source's
    half is judged. Raise ValueError if either is not an IPv6 address.
    """
    here, there = _parse(source), _parse(target)
    start, end = _find(network, here), _find(network, there)
    home, away = _home(network, here, start), _home(network, there, end)
    public = home is None or home != away
    local = start is not None and end is not None and _same_instance(start, end)
    hops: list[Hop] = []
    if start is None:
        hops.append(Hop(Piece.SOURCE_ADDRESS, source, False, f"no ENI has {source}"))
    else:
        hops += _source_hops(start)
    if start is not None and not local:
        hops += _leaving_hops(start, there, end, public)
    if end is not None and not local:
        hops += _arriving_hops(end, here, start, public)
    if end is not None:
        hops += _target_hops(end)
    elif away is not None:
        hops.append(Hop(Piece.TARGET_ADDRESS, target, False, f"no ENI has {target}"))
    return Verdict(source, target, tuple(hops))


def _parse(text: str) -> Address:
    try:
        return Address(text)
    except AddressValueError:
        raise ValueError(f"{text!r} is not an IPv6 address.") from None


def _find(network: Network, wanted: Address) -> _End | None:
    for eni in network.enis.values():
        for address in eni.addresses:
            if Address(address.address) == wanted:
                groups = tuple(network.groups[group_id] for group_id in eni.group_ids)
                return _End(address, eni, network.vpcs[eni.vpc_id], network.vswitches[eni.vswitch_id], groups)
    return None


def _home(network: Network, address: Address, end: _End | None) -> str | None:
    """Return the id of the VPC that an address belongs to, even when no ENI has it; None for the internet."""
    if end is not None:
        return end.vpc.id
    inside = (vpc.id for vpc in network.vpcs.values() if vpc.ipv6_block and address in IPv6Network(vpc.ipv6_block))
    return next(inside, None)


def _same_instance(start: _End, end: _End) -> bool:
    return start.eni.instance_id is not None and start.eni.instance_id == end.eni.instance_id


def _source_hops(start: _End) -> Iterator[Hop]:
    yield Hop(Piece.SOURCE_ADDRESS, start.name, True, f"{start.address.address} is on {start.name}")
    yield from _working_hops(start)


def _target_hops(end: _End) -> Iterator[Hop]:
    yield from _working_hops(end)
    yield Hop(Piece.TARGET_ADDRESS, end.name, True, f"{end.address.address} is on {end.name}")


def _working_hops(end: _End) -> Iterator[Hop]:
    """Yield what an address needs to work at all, on either side."""
    block = end.vpc.ipv6_block
    yield Hop(Piece.VPC_IPV6, end.vpc_name, bool(block), f"{end.vpc_name} has {block or 'no IPv6 block'}")
    block = end.vswitch.ipv6_block
    yield Hop(Piece.VSWITCH_IPV6, end.vswitch.id, bool(block), f"{end.vswitch.id} has {block or 'no IPv6 block'}")
    instance_id = end.eni.instance_id
    if instance_id is None:
        yield Hop(Piece.INSTANCE, end.name, False, f"{end.name} is attached to no instance")
    else:
        running = end.eni.instance_running
        yield Hop(Piece.INSTANCE, instance_id, running, f"{instance_id} is {'' if running else 'not '}running")
    ok = end.address.configured_in_guest
    detail = f"{end.address.address} is {'' if ok else 'not '}configured in the operating system"
    yield Hop(Piece.GUEST, instance_id or end.name, ok, detail)


def _leaving_hops(start: _End, target: Address, end: _End | None, public: bool) -> Iterator[Hop]:
    decision = decide(start.groups, Direction.EGRESS, _flow(target, end, public))
    yield _rule_hop(Piece.EGRESS_RULE, start, decision)
    if public:
        yield from _public_hops(start)


def _arriving_hops(end: _End, source: Address, start: _End | None, public: bool) -> Iterator[Hop]:
    if public:
        yield from _public_hops(end)
        cut = end.address.egress_only
        detail = f"{end.address.address} has {'an' if cut else 'no'} egress-only rule against what others start"
        yield Hop(Piece.EGRESS_ONLY_RULE, end.name, not cut, detail)
    decision = decide(end.groups, Direction.INGRESS, _flow(source, start, public))
    yield _rule_hop(Piece.INGRESS_RULE, end, decision)


def _flow(peer: Address, other: _End | None, public: bool) -> Flow:
    """Describe the ping as one side's groups see it; groups of the other side count on the internal network only."""
    peer_group_ids = frozenset(other.eni.group_ids) if other and not public else frozenset[str]()
    return Flow(_PROTOCOL, peer, peer_group_ids=peer_group_ids)


def _rule_hop(piece: Piece, end: _End, decision: Decision) -> Hop:
    subject = ", ".join(group.name or group.id for group in end.groups) or end.name
    return Hop(piece, subject, decision.allowed, decision.detail)


def _public_hops(end: _End) -> Iterator[Hop]:
    gateway = end.vpc.ipv6_gateway_id
    yield Hop(Piece.IPV6_GATEWAY, end.vpc_name, bool(gateway), f"{end.vpc_name} has {gateway or 'no IPv6 gateway'}")
    mbps = end.address.bandwidth_mbps
    detail = f"{end.address.address} on {end.name} has {f'{mbps} Mbit/s' if mbps else 'no public bandwidth'}"
    yield Hop(Piece.BANDWIDTH, end.name, bool(mbps), detail)
