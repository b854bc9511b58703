"""Who reaches whom in a stack, and by what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alicloud_rules.three_valued import join_unknowns

from ..config.flow_settings import EVERYTHING, INTERNET_NAME, FlowSpec, traffic
from ..judging.findings import name_of
from .flow_ends import FlowEnd, pairs
from .stack_flows import JudgedFlow, StackFlows


@dataclass(frozen=True, slots=True)
class Reach:
    """What passes from one end to another."""

    source: str
    target: str
    open: tuple[str, ...] = ()
    """Protocols and ports, such as `tcp/22`; `in part` follows where that holds for some addresses only."""
    missing: tuple[str, ...] = ()
    """If nothing passes: the pieces that are missing, for the ping."""
    depends_on: tuple[str, ...] = ()
    """What the answer depends on, where it is not known yet."""


def reaches(flows: StackFlows) -> Iterator[Reach]:
    """Yield what passes between the instances, the ENIs without a known instance, and the internet, both ways."""
    ends = [*flows.ends.named(INTERNET_NAME), *flows.ends.named("*")]
    for source, target in pairs(ends, ends):
        yield _reach(flows, source, target)


def _reach(flows: StackFlows, source: FlowEnd, target: FlowEnd) -> Reach:
    found = [list(flows.judged(FlowSpec("", "", *what), source, target)) for what in EVERYTHING]
    names = (name_of(source.label), name_of(target.label))
    opened = tuple(text for judged in found for text in _open(judged))
    reason = join_unknowns(flow.answer for judged in found for flow in judged)
    if reason:
        return Reach(*names, opened, depends_on=tuple(sorted(reason.missing)))
    missing = dict.fromkeys(hop.piece for ping in found[0] for hop in ping.verdict.missing)
    return Reach(*names, opened, () if opened else tuple(missing))


def _open(judged: Sequence[JudgedFlow]) -> Iterator[str]:
    """Yield the open traffic of one protocol: joined ranges of ports, and `in part` if not for all addresses."""
    by_ports: dict[range | None, list[JudgedFlow]] = {}
    for flow in judged:
        by_ports.setdefault(flow.ports, []).append(flow)
    kinds = [(ports, _kind(found)) for ports, found in by_ports.items()]
    for ports, kind in _joined(kind for kind in kinds if kind[1]):
        yield traffic(judged[0].protocol, ports) + (" in part" if kind == "part" else "")


def _kind(flows: Iterable[JudgedFlow]) -> str:
    answers = [flow.answer is True for flow in flows]
    return "whole" if all(answers) else "part" if any(answers) else ""


def _joined(kinds: Iterable[tuple[range | None, str]]) -> Iterator[tuple[range | None, str]]:
    """Yield ranges with the neighbours of the same kind joined to them."""
    last: tuple[range | None, str] | None = None
    for ports, kind in kinds:
        if last and last[0] and ports and last[1] == kind and last[0].stop == ports.start:
            last = (range(last[0].start, ports.stop), kind)
            continue
        if last:
            yield last
        last = (ports, kind)
    if last:
        yield last
