"""ipv6-ingress-open: a rule lets the whole IPv6 internet in on every port, or on 22 or 3389.

The whole internet is `::/0`, `2000::/3`, and what covers one of them together with other rules of the group.
"""

from ..limit import BEST_PRACTICE_EXAMPLES, Level, Limit
from ..security_groups import ANY_PORT
from ..violation import Violation

LIMIT = Limit(
    id="ipv6-ingress-open",
    order=1,
    says="a rule lets everybody (::/0 or 2000::/3, alone or with other rules) in on every port, or on 22 or 3389; "
    "to be pinged, icmpv6 alone would do",
    level=Level.ADVICE,
    source=f"{BEST_PRACTICE_EXAMPLES}: example 2 opens everything to be pinged",
)

_LOGIN_PORTS = {22: "SSH", 3389: "RDP"}
EXPOSURES = frozenset({"all", "tcp", "udp", *map(str, _LOGIN_PORTS)})
"""Protocols and ports that must not be open: every protocol, every port of tcp or udp, the ports of logins."""
_EVERY_PORT = (ANY_PORT, "1/65535", "0/65535")


def check(protocol: str, ports: str | None) -> Violation | None:
    """Check what a rule that accepts everybody lets in; `ports` is a port range, None for every port."""
    exposed = _exposed(protocol.lower(), ports)
    if not exposed:
        return None
    message = f"It lets everybody on the IPv6 internet in on {exposed}."
    return LIMIT.violation(exposed, "what is needed, such as icmpv6", message)


def exposures(protocol: str, ports: str | None) -> frozenset[str]:
    """Return the items of `EXPOSURES` that a rule opens; `ports` is a port range, None for every port."""
    protocol = protocol.lower()
    if protocol == "all":
        return EXPOSURES
    if ports is None or ports in _EVERY_PORT:
        return EXPOSURES - {"all", "udp"} if protocol == "tcp" else EXPOSURES & {protocol}
    return frozenset(str(port) for port in _LOGIN_PORTS if protocol == "tcp" and _covers(ports, port))


def _exposed(protocol: str, ports: str | None) -> str:
    if protocol == "all":
        return "every protocol and port"
    if protocol not in ("tcp", "udp"):
        return ""
    if ports is None or ports in _EVERY_PORT:
        return f"every {protocol} port"
    login = [f"{port} ({name})" for port, name in _LOGIN_PORTS.items() if protocol == "tcp" and _covers(ports, port)]
    return " and ".join(login)


def _covers(ports: str, port: int) -> bool:
    """Return whether a list of ranges such as `20/23,443/443` covers a port; a malformed range covers none."""
    for span in ports.split(","):
        first, _, last = span.strip().partition("/")
        if first.isdecimal() and last.isdecimal() and int(first) <= port <= int(last):
            return True
    return False
