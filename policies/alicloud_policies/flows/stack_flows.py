"""Flows of the config, judged on a stack."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network

from alicloud_rules.address_classes import representatives
from alicloud_rules.everybody import ipv6_block
from alicloud_rules.path_ends import End, Outside
from alicloud_rules.reachability import Request, judge
from alicloud_rules.security_groups import ANY_PORT, port_spans
from alicloud_rules.three_valued import Ternary, Unknown
from alicloud_rules.verdict import Hop, Piece, Verdict

from ..config.flow_settings import FlowSpec, block_of, traffic
from ..model.planned_network import planned_network
from ..model.stack_model import StackModel
from .flow_ends import FlowEnd, FlowEnds


@dataclass(frozen=True, slots=True)
class JudgedFlow:
    """A flow between two ends, for a class of addresses and ports that no rule tells apart."""

    source: FlowEnd
    target: FlowEnd
    protocol: str
    ports: range | None
    address: IPv6Address | None
    """An address of the class, if the source is a block."""
    verdict: Verdict

    @property
    def port(self) -> int | None:
        """A port of the class."""
        return None if self.ports is None else self.ports[0]

    @property
    def example(self) -> str:
        """The protocol and one port of the class, as messages show them."""
        return traffic(self.protocol, self.ports and self.ports[:1])

    @property
    def answer(self) -> Ternary:
        """Whether the flow arrives."""
        return self.verdict.answer

    @property
    def admitted_by(self) -> str:
        """The decisions of the security groups on the path, as messages show them."""
        rules = (Piece.EGRESS_RULE, Piece.INGRESS_RULE)
        return ", and ".join(hop.detail for hop in self.verdict.hops if hop.piece in rules) or "no group is on the way"


class StackFlows:
    """The flows of a stack."""

    def __init__(self, stack: StackModel) -> None:
        """Build the network of the stack."""
        self.ends = FlowEnds(stack, planned_network(stack))

    def judged(
        self, spec: FlowSpec, source: FlowEnd, target: FlowEnd, also: Sequence[FlowSpec] = ()
    ) -> Iterator[JudgedFlow]:
        """Yield a judgement for each class of addresses and ports; an end with several ENIs uses the best one.

        `also`: flows whose blocks and ports make classes, too.
        """
        rules = [rule for end in (*source.ends, *target.ends) for group in end.groups for rule in group.rules]
        texts = [rule.cidr for rule in rules if isinstance(rule.cidr, str)]
        cidrs = [*filter(None, map(ipv6_block, texts)), *filter(None, (block_of(one.source) for one in also))]
        firsts = _firsts([rule.port_range for rule in rules], [one.ports for one in also])
        for ports in _port_classes(spec.ports, firsts):
            for start in _points(source, cidrs):
                for stop in _points(target, cidrs):
                    verdict = _best(start, stop, Request(spec.protocol, ports[0] if ports else None))
                    if verdict is None or verdict.answer is False:
                        verdict = _by_another_eni(source, target) or verdict or _without_address(source, target)
                    address = start[0].address if start and isinstance(start[0], Outside) else None
                    yield JudgedFlow(source, target, spec.protocol, ports, address, verdict)


def _points(end: FlowEnd, cidrs: Sequence[IPv6Network]) -> list[Sequence[End | Outside]]:
    """Return the alternatives of an end for each class of its addresses; the ENIs of an instance are one class."""
    if end.block is None:
        return [end.ends]
    return [[Outside(address)] for address in representatives(end.block, cidrs)]


def _firsts(ranges: Iterable[str | Unknown], more: Iterable[range | None]) -> set[int]:
    """Return the ports where a range begins or has just ended."""
    spans = [span for text in ranges if isinstance(text, str) and text != ANY_PORT for span in port_spans(text)]
    return {port for ports in (*spans, *filter(None, more)) for port in (ports.start, ports.stop)}


def _port_classes(ports: range | None, firsts: set[int]) -> list[range | None]:
    """Return the parts of a range that no rule tells apart."""
    if ports is None:
        return [None]
    starts = sorted({ports[0], *(port for port in firsts if port in ports)})
    return [range(first, after) for first, after in zip(starts, [*starts[1:], ports[-1] + 1], strict=True)]


def _best(starts: Sequence[End | Outside], stops: Sequence[End | Outside], request: Request) -> Verdict | None:
    return min((judge(start, stop, request) for start in starts for stop in stops), key=_rank, default=None)


def _rank(verdict: Verdict) -> tuple[int, int]:
    answer = verdict.answer
    return (1 if isinstance(answer, Unknown) else 0 if answer else 2), len(verdict.missing)


def _by_another_eni(source: FlowEnd, target: FlowEnd) -> Verdict | None:
    """Return the verdict if another ENI, which is not known yet, may have what is missing."""
    ends = ((Piece.SOURCE_ADDRESS, source), (Piece.TARGET_ADDRESS, target))
    hops = [Hop(piece, end.label, end.more, f"{end.label} may have another ENI") for piece, end in ends if end.more]
    return Verdict(source.label, target.label, tuple(hops)) if hops else None


def _without_address(source: FlowEnd, target: FlowEnd) -> Verdict:
    ends = ((Piece.SOURCE_ADDRESS, source), (Piece.TARGET_ADDRESS, target))
    lacking = [(piece, end) for piece, end in ends if end.block is None and not end.ends]
    hops = tuple(Hop(piece, end.label, False, f"{end.label} has no IPv6 address") for piece, end in lacking)
    return Verdict(source.label, target.label, hops)
