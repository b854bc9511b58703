"""The inputs of `Ipv6Assignment` in other languages; in Python they are keyword arguments."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from .._identity.identity import Identity


@dataclass(frozen=True, kw_only=True)
class Ipv6AssignmentArgs(Identity):
    """The desired addresses of an ENI, and the identity that assigns them."""

    network_interface_id: pulumi.Input[str]
    """The ENI, `eni-...`; a change replaces the resource."""
    region: pulumi.Input[str]
    """The ENI's region, such as `cn-beijing`; a change replaces the resource."""
    ipv6_address_count: pulumi.Input[int] | None = None
    """The number of addresses that the service chooses, 1 or more. Not together with `ipv6_addresses`."""
    ipv6_addresses: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """The desired addresses, from the block of the ENI's vSwitch. Not together with `ipv6_address_count`."""
