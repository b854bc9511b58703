"""The parts of a network that decide whether an IPv6 packet arrives: VPCs, vSwitches, security groups, ENIs.

Plain values, filled from an emulated cloud, from a preview, or by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .security_groups import SecurityGroup


@dataclass(frozen=True, slots=True)
class Vpc:
    """A VPC, its IPv6 block and its IPv6 gateway."""

    id: str
    name: str
    ipv6_block: str | None
    ipv6_gateway_id: str | None


@dataclass(frozen=True, slots=True)
class Vswitch:
    """A vSwitch and its IPv6 block."""

    id: str
    vpc_id: str
    ipv6_block: str | None


@dataclass(frozen=True, slots=True)
class Ipv6Address:
    """One IPv6 address of an ENI."""

    address: str
    bandwidth_mbps: int | None
    """Public bandwidth in Mbit/s; None or 0 leaves the address private."""
    egress_only: bool = False
    """Whether an egress-only rule cuts connections started from outside."""
    configured_in_guest: bool = True
    """Whether the instance's operating system has the address on its interface."""


@dataclass(frozen=True, slots=True)
class Eni:
    """An ENI, primary or secondary, and the instance it is attached to."""

    id: str
    name: str
    vpc_id: str
    vswitch_id: str
    group_ids: tuple[str, ...]
    addresses: tuple[Ipv6Address, ...]
    instance_id: str | None
    """None while the ENI is attached to nothing."""
    instance_running: bool = True


@dataclass(frozen=True, slots=True)
class Network:
    """Everything by id. Whatever id an ENI names must be there."""

    vpcs: Mapping[str, Vpc]
    vswitches: Mapping[str, Vswitch]
    groups: Mapping[str, SecurityGroup]
    enis: Mapping[str, Eni]
