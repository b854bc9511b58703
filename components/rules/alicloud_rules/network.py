"""The parts of a network that decide whether an IPv6 packet arrives: VPCs, vSwitches, security groups, ENIs.

Plain values, filled from an emulated cloud, from a plan, or by hand. In a plan some are not known yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .security_groups import SecurityGroup
from .three_valued import Ternary, Unknown

Part = str | bool | Unknown | None
"""A part that may exist: its value or id, or True when only its existence is known; empty, False or None without it."""


@dataclass(frozen=True, slots=True)
class Vpc:
    """A VPC, its IPv6 block and its IPv6 gateway."""

    id: str
    name: str
    ipv6_block: Part
    ipv6_gateway_id: Part


@dataclass(frozen=True, slots=True)
class Vswitch:
    """A vSwitch and its IPv6 block."""

    id: str
    vpc_id: str
    ipv6_block: Part
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ipv6Address:
    """One IPv6 address of an ENI."""

    address: str | Unknown
    bandwidth: Part
    """Public bandwidth, such as `5 Mbit/s`; without it the address is private."""
    egress_only: Ternary = False
    """Whether an egress-only rule cuts connections started from outside."""
    configured_in_guest: Ternary = True
    """Whether the instance's operating system has the address on its interface."""
    guest_detail: str = ""
    """What configures it, or should."""
    assigned: Ternary = True
    """Whether the ENI has it."""


@dataclass(frozen=True, slots=True)
class Eni:
    """An ENI, primary or secondary, and the instance it is attached to."""

    id: str
    name: str
    vpc_id: str | Unknown
    vswitch_id: str | Unknown
    group_ids: tuple[str, ...]
    addresses: tuple[Ipv6Address, ...]
    instance_id: str | Unknown | None
    """None while the ENI is attached to nothing."""
    instance_running: Ternary = True
    instance_name: str = ""
    other_groups: Unknown | None = None
    """Set when it may be in other groups as well."""


@dataclass(frozen=True, slots=True)
class Network:
    """Everything by id. Whatever id an ENI names must be there."""

    vpcs: Mapping[str, Vpc]
    vswitches: Mapping[str, Vswitch]
    groups: Mapping[str, SecurityGroup]
    enis: Mapping[str, Eni]
