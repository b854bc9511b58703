"""A rule lets all of ::/0 in on every port, or on 22 or 3389."""

from collections.abc import Iterator
from ipaddress import ip_network

from alicloud_rules.security_rules import ANY_PORT

from ..plan.model import Plan
from ..plan.nodes import IngressRule
from ..plan.values import Truth, Unknown, all_of, negation
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check

_LOGIN_PORTS = {22: "SSH", 3389: "RDP"}
_EVERY_PORT = (ANY_PORT, "1/65535", "0/65535")


def judge(plan: Plan, _settings: Settings) -> Iterator[Verdict]:
    """Judge each rule of a security group."""
    for rule in plan.rules:
        opened, problem = _opened(rule)
        yield judged(rule.urn, rule.label, negation(opened), problem)


def _opened(rule: IngressRule) -> tuple[Truth, str]:
    """Return whether a rule opens a group to the whole IPv6 internet, and what it lets in."""
    exposed, what = _exposed(rule)
    opened = all_of(rule.ingress, rule.accepts, _everybody(rule.cidr), exposed)
    return opened, f"It lets everybody on the IPv6 internet (::/0) in on {what}."


def _everybody(cidr: str | Unknown | None) -> Truth:
    if cidr is None or isinstance(cidr, Unknown):
        return cidr or False
    try:
        return ip_network(cidr, strict=False).prefixlen == 0
    except ValueError:
        return False


def _exposed(rule: IngressRule) -> tuple[Truth, str]:
    protocol, ports = rule.protocol, rule.ports
    if isinstance(protocol, Unknown):
        return protocol, ""
    protocol = (protocol or "").lower()
    if protocol == "all":
        return True, "every protocol and port"
    if protocol not in ("tcp", "udp"):
        return False, ""
    if isinstance(ports, Unknown):
        return ports, ""
    if ports is None or ports in _EVERY_PORT:
        return True, f"every {protocol} port"
    login = [f"{port} ({name})" for port, name in _LOGIN_PORTS.items() if protocol == "tcp" and _covers(ports, port)]
    return bool(login), " and ".join(login)


def _covers(ports: str, port: int) -> bool:
    """Whether a list of ranges such as `20/23,443/443` covers a port; what is no range covers none."""
    for span in ports.split(","):
        first, _, last = span.strip().partition("/")
        if first.isdecimal() and last.isdecimal() and int(first) <= port <= int(last):
            return True
    return False


CHECK = Check(
    id="ipv6-ingress-open",
    judge=judge,
    remedy="Let in what is needed: to be pinged, icmpv6 alone does; for the rest, name the ports and the blocks that "
    "may connect.",
    url="https://www.alibabacloud.com/help/doc-detail/25554.html",
)
