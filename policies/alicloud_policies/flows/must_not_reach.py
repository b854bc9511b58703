"""The flows that must not arrive."""

from collections.abc import Iterator, Sequence

from alicloud_rules.violation import Violation

from ..config.flow_settings import FlowSpec
from ..judging.findings import Finding, RuleResult
from .flow_rule import FlowRule, each_pair, undecided
from .stack_flows import JudgedFlow, StackFlows

_ID = "must-not-reach"


def check(flows: StackFlows, specs: Sequence[FlowSpec]) -> Iterator[RuleResult]:
    """Check that no flow arrives, for any of the addresses and ports that it names."""
    yield from each_pair(_ID, flows, specs, _check_pair)


def _check_pair(spec: FlowSpec, flows: list[JudgedFlow]) -> Finding:
    arriving = next((flow for flow in flows if flow.answer is True), None)
    if arriving is None:
        return undecided(flows)
    found = f"{arriving.source.label} reaches {arriving.target.label} by {arriving.example}"
    return Violation(_ID, str(spec), "not reachable", f"{found}: {arriving.admitted_by}.")


RULE = FlowRule(
    id=_ID,
    says="no flow that its config lists arrives",
    check=check,
    remedy="Remove the rule that admits it, or the flow from `flows` of this policy.",
)
