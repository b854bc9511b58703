"""The declaration of a rule about flows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from alicloud_rules.three_valued import join_unknowns
from alicloud_rules.violation import Violation

from ..config.flow_settings import FlowSpec
from ..judging.findings import Finding, RuleResult
from .flow_ends import FlowEnd, pairs
from .stack_flows import JudgedFlow, StackFlows


@dataclass(frozen=True)
class FlowRule:
    """A rule about the flows that the config of its policy names."""

    id: str
    """The name of the policy."""
    says: str
    check: Callable[[StackFlows, Sequence[FlowSpec]], Iterable[RuleResult]]
    remedy: str


def each_pair(
    rule: str,
    flows: StackFlows,
    specs: Iterable[FlowSpec],
    check: Callable[[FlowSpec, list[JudgedFlow]], Finding],
) -> Iterator[RuleResult]:
    """Check each pair of different ends that a flow names; an end that names nothing is a violation."""
    for spec in specs:
        sources, targets = flows.ends.named(spec.source), flows.ends.named(spec.target)
        for text, found in ((spec.source, sources), (spec.target, targets)):
            if not found:
                message = f"{text!r} matches no name of an instance or ENI of the stack, and is not an IPv6 block."
                yield RuleResult(FlowEnd(str(spec), ""), Violation(rule, text, "a name or a block", message))
        for source, target in pairs(sources, targets):
            subject = target if target.urn else source
            yield RuleResult(subject, check(spec, list(flows.judged(spec, source, target))))


def undecided(flows: Iterable[JudgedFlow]) -> Finding:
    """Return what the undecided ones of some flows depend on; None where all are decided."""
    return join_unknowns(flow.answer for flow in flows)
