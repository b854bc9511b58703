"""Public IPv6 bandwidth needs an IPv6 gateway in the VPC of the address."""

from collections.abc import Iterator

from alicloud_rules.limits import ipv6_bandwidth_gateway as limit
from alicloud_rules.three_valued import negation
from alicloud_rules.violation import Violation

from ..config.policy_settings import Settings
from ..judging.findings import RuleResult, name_of, when
from ..judging.rule import LimitRule
from ..model.nodes import Bandwidth
from ..model.refs import Ref, same
from ..model.stack_model import StackModel


def check(stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    """Check each bandwidth: its address and its gateway must be in one VPC."""
    for one in stack.bandwidths:
        home, gateway = _vpc_of_address(stack, one), _vpc_of_gateway(stack, one)
        has_gateway = bool(one.gateway.keys or one.gateway.undetermined)
        wrong = negation(same(home, gateway)) if has_gateway else True
        yield RuleResult(one, when(wrong, _violation(stack, home, gateway)))


def _vpc_of_address(stack: StackModel, one: Bandwidth) -> Ref:
    """Return the VPC of the address: through its ENI or, for an address on no ENI, through its vSwitch."""
    if one.eni.undetermined is not None:
        return stack.vpc(one.vswitch)
    refs = [stack.vpc(stack.enis[key].vswitch) for key in one.eni.keys if key in stack.enis]
    return stack.joined(refs, one.eni)


def _vpc_of_gateway(stack: StackModel, one: Bandwidth) -> Ref:
    if one.gateway.undetermined is not None:
        return one.gateway
    return stack.joined([stack.gateways[key].vpc for key in one.gateway.keys], one.gateway)


def _violation(stack: StackModel, home: Ref, gateway: Ref) -> Violation | None:
    """Return the violation of a VPC without a gateway or, if it has one, of a bandwidth that names another."""
    here, there = (name_of(stack.vpcs[ref.certain].label) if ref.certain else "" for ref in (home, gateway))
    own = [name_of(one.label) for one in stack.gateways.values() if here and one.vpc.certain == home.certain]
    violation = limit.other_gateway(here, own[0]) if own else limit.check(here or "of the address", None)
    given = f"The given gateway is in VPC {there}." if there else "No gateway is given."
    return violation and violation.with_note(given)


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Set ipv6GatewayId to an Ipv6Gateway in the VPC of the address.",
    url="https://help.aliyun.com/en/vpc/developer-reference/api-vpc-2016-04-28-allocateipv6internetbandwidth",
    properties=("outside",),
)
