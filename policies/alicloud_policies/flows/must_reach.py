"""The flows that must arrive."""

from collections.abc import Iterator, Sequence

from alicloud_rules.verdict import Piece
from alicloud_rules.violation import Violation

from ..config.flow_settings import FlowSpec
from ..judging.findings import Finding, RuleResult
from .flow_rule import FlowRule, each_pair, undecided
from .stack_flows import JudgedFlow, StackFlows

_ID = "must-reach"
_TO_ADD = {
    Piece.SOURCE_ADDRESS: "assign an IPv6 address to it",
    Piece.TARGET_ADDRESS: "assign an IPv6 address to it",
    Piece.VPC_IPV6: "set `enableIpv6` of the VPC",
    Piece.VSWITCH_IPV6: "set `ipv6CidrBlockMask` of the vSwitch",
    Piece.INSTANCE: "attach the ENI to a running instance",
    Piece.GUEST: "add an Ipv6GuestSetup",
    Piece.EGRESS_RULE: "add an egress rule that accepts it",
    Piece.IPV6_GATEWAY: "add an Ipv6Gateway",
    Piece.BANDWIDTH: "add an Ipv6InternetBandwidth",
    Piece.EGRESS_ONLY_RULE: "remove the rule",
    Piece.INGRESS_RULE: "add an ingress rule that accepts it",
}


def check(flows: StackFlows, specs: Sequence[FlowSpec]) -> Iterator[RuleResult]:
    """Check that each flow arrives, for all addresses and ports that it names."""
    yield from each_pair(_ID, flows, specs, _check_pair)


def _check_pair(spec: FlowSpec, flows: list[JudgedFlow]) -> Finding:
    closed = next((flow for flow in flows if flow.answer is False), None)
    if closed is None:
        return undecided(flows)
    found = f"{closed.source.label} does not reach {closed.target.label} by {closed.example}"
    missing = [f"{hop.piece}: {hop.detail} ({_TO_ADD[hop.piece]})" for hop in closed.verdict.missing]
    return Violation(_ID, str(spec), "reachable", f"{found}. Missing {'; '.join(missing)}.")


RULE = FlowRule(
    id=_ID,
    says="each flow that its config lists arrives, and its answers do",
    check=check,
    remedy="Add what is missing, or remove the flow from `flows` of this policy.",
)
