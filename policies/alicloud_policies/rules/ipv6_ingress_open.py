"""A rule admits all of ::/0 on every port, or on 22 or 3389."""

from collections.abc import Iterator
from ipaddress import ip_network

from alicloud_rules.limits import ipv6_ingress_open as limit

from ..config.policy_settings import Settings
from ..judging.findings import Finding, RuleResult, when
from ..judging.rule import LimitRule
from ..model.nodes import IngressRule
from ..model.stack_model import StackModel
from ..model.three_valued import Ternary, Unknown, all_of


def check(stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    """Check each rule of a security group."""
    for rule in stack.rules:
        applies = all_of(rule.ingress, rule.accepts, _is_everybody(rule.cidr))
        yield RuleResult(rule, when(applies, _check_exposed(rule)))


def _is_everybody(cidr: str | Unknown | None) -> Ternary:
    if cidr is None or isinstance(cidr, Unknown):
        return cidr or False
    try:
        return ip_network(cidr, strict=False).prefixlen == 0
    except ValueError:
        return False


def _check_exposed(rule: IngressRule) -> Finding:
    if isinstance(rule.protocol, Unknown):
        return rule.protocol
    protocol, ports = rule.protocol or "", rule.ports
    if not isinstance(ports, Unknown):
        return limit.check(protocol, ports)
    return when(protocol.lower() == "all" or ports, limit.check(protocol, None))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Admit only what is needed: icmpv6 for ping, otherwise the ports and the IPv6 blocks of the clients.",
    url="https://www.alibabacloud.com/help/doc-detail/25554.html",
)
