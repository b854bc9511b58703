"""The flows from the internet, of which only those that the config lists may arrive."""

from collections.abc import Iterator, Sequence

from alicloud_rules.violation import Violation

from ..config.flow_settings import EVERYTHING, INTERNET_NAME, FlowSpec, block_of, traffic
from ..judging.findings import Finding, RuleResult
from .flow_ends import FlowEnd
from .flow_rule import FlowRule, undecided
from .stack_flows import JudgedFlow, StackFlows

_ID = "new-exposure"


def check(flows: StackFlows, specs: Sequence[FlowSpec]) -> Iterator[RuleResult]:
    """Check each ENI for flows from the internet that are not listed."""
    (internet,) = flows.ends.named(INTERNET_NAME)
    for eni in flows.ends.enis():
        listed = [spec for spec in specs if eni.matches(spec.target)]
        yield RuleResult(eni, _check_eni(flows, internet, eni, listed))


def _check_eni(flows: StackFlows, internet: FlowEnd, eni: FlowEnd, listed: Sequence[FlowSpec]) -> Finding:
    everything = [FlowSpec(INTERNET_NAME, eni.label, *what) for what in EVERYTHING]
    unlisted = [one for whole in everything for one in _unlisted(flows, internet, eni, whole, listed)]
    reaching = [one for one in unlisted if one.answer is True]
    if not reaching:
        return undecided(unlisted)
    open_now = ", ".join(dict.fromkeys(traffic(one.protocol, one.ports) for one in reaching))
    why = "; ".join(dict.fromkeys(one.admitted_by for one in reaching))
    message = f"The internet reaches {eni.label} by {open_now}, which is not listed: {why}."
    return Violation(_ID, open_now, [str(spec) for spec in listed], message)


def _unlisted(
    flows: StackFlows, internet: FlowEnd, eni: FlowEnd, whole: FlowSpec, listed: Sequence[FlowSpec]
) -> Iterator[JudgedFlow]:
    specs = [spec for spec in listed if spec.protocol == whole.protocol]
    for flow in flows.judged(whole, internet, eni, also=specs):
        if not any(_lists(spec, flow) for spec in specs):
            yield flow


def _lists(spec: FlowSpec, flow: JudgedFlow) -> bool:
    """Return whether the config lists a flow; the blocks and ports of the config tell the classes apart."""
    block = block_of(spec.source)
    return block is not None and flow.address in block and (flow.port is None or flow.port in (spec.ports or ()))


RULE = FlowRule(
    id=_ID,
    says="the internet reaches nothing but what its config lists",
    check=check,
    remedy="Close it, or add the flow to `flows` of this policy.",
)
