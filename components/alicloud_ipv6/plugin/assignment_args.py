"""The inputs of an `Ipv6Assignment` as other languages see them; in Python they are keyword arguments."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from .._identity.identity import Identity


@dataclass(frozen=True, kw_only=True)
class Ipv6AssignmentArgs(Identity):
    """Which addresses an ENI is to have, and as whom they are assigned."""

    network_interface_id: pulumi.Input[str]
    """The ENI, `eni-...`; another one makes another resource."""
    region: pulumi.Input[str]
    """The ENI's region, such as `cn-beijing`; another one makes another resource."""
    ipv6_address_count: pulumi.Input[int] | None = None
    """How many addresses the service chooses, 1 or more. Not together with `ipv6_addresses`."""
    ipv6_addresses: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """The addresses to have, out of the block of the ENI's vSwitch. Not together with `ipv6_address_count`."""
