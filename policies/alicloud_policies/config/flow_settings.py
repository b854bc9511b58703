"""Flows in the config of the flow policies: from where to where, by which protocol, to which ports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Network
from typing import Any

from alicloud_rules.everybody import INTERNET, ipv6_block
from alicloud_rules.security_group_rules import PORTS

INTERNET_NAME = "internet"
PING_PROTOCOL = "icmpv6"
EVERYTHING: tuple[tuple[str, range | None], ...] = ((PING_PROTOCOL, None), ("tcp", PORTS), ("udp", PORTS))
"""All traffic that is judged: protocols with their ports."""


@dataclass(frozen=True, slots=True)
class FlowSpec:
    """A flow that the config names."""

    source: str
    """A pattern of names of instances or ENIs, an IPv6 address or block, or `internet`."""
    target: str
    protocol: str
    """icmpv6, tcp or udp."""
    ports: range | None
    """The destination ports; None for icmpv6."""

    def __str__(self) -> str:
        """Return the flow as messages show it."""
        return f"{self.source} -> {self.target} {traffic(self.protocol, self.ports)}"


def traffic(protocol: str, ports: range | None) -> str:
    """Return protocol and ports as messages show them, such as `tcp/22` or `tcp/8000-8010`."""
    if ports is None:
        return protocol
    return f"{protocol}/{ports[0]}" if len(ports) == 1 else f"{protocol}/{ports[0]}-{ports[-1]}"


def block_of(text: str) -> IPv6Network | None:
    """Return the addresses that an end names; None for a pattern of names."""
    return INTERNET if text == INTERNET_NAME else ipv6_block(text)


def read_flows(rows: Iterable[Mapping[str, Any]]) -> tuple[FlowSpec, ...]:
    """Return the flows of a policy's config, which satisfies its schema; ValueError for ports that do not fit."""
    return tuple(map(_read_flow, rows))


def _read_flow(row: Mapping[str, Any]) -> FlowSpec:
    protocol = row.get("protocol", PING_PROTOCOL)
    return FlowSpec(row["from"], row["to"], protocol, _read_ports(row, protocol))


def _read_ports(row: Mapping[str, Any], protocol: str) -> range | None:
    text = row.get("ports")
    name = f"the flow from {row['from']} to {row['to']}"
    if protocol == PING_PROTOCOL:
        if text is not None:
            raise ValueError(f"{name} has ports, but {protocol} has none; remove them.")
        return None
    first, _, last = (text or "").partition("-")
    ports = range(int(first), int(last or first) + 1) if first.isdecimal() and (last or first).isdecimal() else range(0)
    if not ports or ports[0] not in PORTS or ports[-1] not in PORTS:
        raise ValueError(f"{name} has the ports {text!r}; expected a port such as 443, or a range such as 8000-8010.")
    return ports
