"""A rule lets all of ::/0 in on every port, or on 22 or 3389."""

from collections.abc import Iterator
from ipaddress import ip_network

from alicloud_rules.limits import ipv6_ingress_open

from ..plan.model import Plan
from ..plan.nodes import IngressRule
from ..plan.values import Truth, Unknown, all_of, negation
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check
from .hosting import Finding


def judge(plan: Plan, _settings: Settings) -> Iterator[Verdict]:
    """Judge each rule of a security group."""
    for rule in plan.rules:
        opened, problem = _opened(rule)
        yield judged(rule.urn, rule.label, negation(opened), problem)


def _opened(rule: IngressRule) -> Finding:
    """Return whether a rule opens a group to the whole IPv6 internet, and what it lets in."""
    exposed, violation = _exposed(rule.protocol, rule.ports)
    return all_of(rule.ingress, rule.accepts, _everybody(rule.cidr), exposed), violation


def _everybody(cidr: str | Unknown | None) -> Truth:
    if cidr is None or isinstance(cidr, Unknown):
        return cidr or False
    try:
        return ip_network(cidr, strict=False).prefixlen == 0
    except ValueError:
        return False


def _exposed(protocol: str | Unknown | None, ports: str | Unknown | None) -> Finding:
    if isinstance(protocol, Unknown):
        return protocol, None
    if isinstance(ports, Unknown):
        # Some protocols, and some port ranges of the others, are exposed whatever the ports are, or never.
        every = ipv6_ingress_open.check(protocol or "", None)
        one = ipv6_ingress_open.check(protocol or "", "1/1")
        return (ports, None) if every and not one else (every is not None, every)
    violation = ipv6_ingress_open.check(protocol or "", ports)
    return violation is not None, violation


CHECK = Check(
    id="ipv6-ingress-open",
    judge=judge,
    remedy="Let in what is needed: to be pinged, icmpv6 alone does; for the rest, name the ports and the blocks that "
    "may connect.",
    url="https://www.alibabacloud.com/help/doc-detail/25554.html",
)
