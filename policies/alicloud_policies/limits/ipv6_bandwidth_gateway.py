"""Public IPv6 bandwidth needs an IPv6 gateway in the address's VPC."""

from collections.abc import Iterator

from alicloud_rules.limits import ipv6_bandwidth_gateway
from alicloud_rules.violation import Violation

from ..plan.model import Plan
from ..plan.nodes import Bandwidth
from ..plan.values import Ref, Truth, same
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .hosting import name_of


def judge(plan: Plan, _settings: Settings) -> Iterator[Verdict]:
    """Judge each bandwidth by the VPC of its address and that of its gateway."""
    for one in plan.bandwidths:
        home, gateway = _home(plan, one), _gateway_vpc(plan, one)
        fine: Truth = same(home, gateway) if one.gateway.keys or one.gateway.open else False
        yield judged(one.urn, one.label, fine, _violation(plan, home, gateway))


def _home(plan: Plan, one: Bandwidth) -> Ref:
    """Return the VPC of the address: through its ENI or, for one that is on none, through its vSwitch."""
    if one.eni.open is not None:
        return plan.vpc(one.vswitch)
    refs = [plan.vpc(plan.enis[key].vswitch) for key in one.eni.keys if key in plan.enis]
    return refs[0] if len(refs) == 1 else plan.joined(refs, one.eni)


def _gateway_vpc(plan: Plan, one: Bandwidth) -> Ref:
    if one.gateway.open is not None:
        return one.gateway
    return plan.joined([plan.gateways[key].vpc for key in one.gateway.keys], one.gateway)


def _violation(plan: Plan, home: Ref, gateway: Ref) -> Violation:
    """Return that the VPC has no gateway or, when it has one, that another one is given."""
    here, there = (name_of(plan.vpcs[ref.certain].label) if ref.certain else "" for ref in (home, gateway))
    own = [name_of(one.label) for one in plan.gateways.values() if here and one.vpc.certain == home.certain]
    given = f"The gateway given is in VPC {there}." if there else "None is given."
    if own:
        return ipv6_bandwidth_gateway.other_gateway(here, own[0]).with_note(given)
    return ipv6_bandwidth_gateway.no_gateway(here or "of the address").with_note(given)


CHECK = Check(
    id="ipv6-bandwidth-gateway",
    judge=judge,
    remedy="Give the bandwidth the id of an Ipv6Gateway in the VPC of its address.",
    url="https://help.aliyun.com/en/vpc/developer-reference/api-vpc-2016-04-28-allocateipv6internetbandwidth",
    properties=("outside",),
)
