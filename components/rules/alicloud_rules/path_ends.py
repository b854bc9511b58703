"""The two ends of a path: an address of an ENI, or an address outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv6Address as Address
from ipaddress import IPv6Network

from .everybody import INTERNET
from .group_decisions import PeerGroups, Somewhere
from .network import Eni, Ipv6Address, Network, Vpc, Vswitch
from .security_groups import SecurityGroup
from .three_valued import Unknown


@dataclass(frozen=True, slots=True)
class End:
    """One end of the path: an address of an ENI, with the parts that the ENI names."""

    address: Ipv6Address
    eni: Eni
    vpc: Vpc | Unknown
    vswitch: Vswitch | Unknown
    groups: tuple[SecurityGroup, ...]

    @property
    def name(self) -> str:
        """The name of the ENI, or else its id."""
        return self.eni.name or self.eni.id

    @property
    def vpc_name(self) -> str:
        """The name of the VPC, or else its id."""
        return f"the VPC of {self.name}" if isinstance(self.vpc, Unknown) else self.vpc.name or self.vpc.id

    @property
    def text(self) -> str:
        """The address, or the name while that is unknown."""
        return self.name if isinstance(self.address.address, Unknown) else self.address.address

    @property
    def place(self) -> Address | Somewhere:
        """The address, or the block that will have it."""
        address = self.address.address
        if not isinstance(address, Unknown):
            return Address(address)
        block = self.vpc.ipv6_block if isinstance(self.vpc, Vpc) else None
        return Somewhere(IPv6Network(block) if isinstance(block, str) and block else INTERNET, address)

    @property
    def membership(self) -> PeerGroups:
        """The groups of the ENI."""
        return PeerGroups(frozenset(self.eni.group_ids), self.eni.other_groups)


@dataclass(frozen=True, slots=True)
class Outside:
    """One end of the path: an address that no ENI of the network has, on the internet or in a VPC of the network."""

    address: Address
    vpc_id: str | None = None

    @property
    def text(self) -> str:
        """The address."""
        return str(self.address)


def ends_of(network: Network, eni: Eni) -> Iterator[End]:
    """Yield an end for each IPv6 address of an ENI."""
    groups = tuple(network.groups[group_id] for group_id in eni.group_ids)
    vpc = eni.vpc_id if isinstance(eni.vpc_id, Unknown) else network.vpcs[eni.vpc_id]
    vswitch = eni.vswitch_id if isinstance(eni.vswitch_id, Unknown) else network.vswitches[eni.vswitch_id]
    for address in eni.addresses:
        yield End(address, eni, vpc, vswitch, groups)
