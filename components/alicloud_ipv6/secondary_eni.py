"""A secondary ENI on an instance, with IPv6 addresses and, if wanted, public bandwidth for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from .inputs import known, refuse
from .ipv6_address_hold import Ipv6AddressHold
from .ipv6_assignment import Ipv6Assignment
from .ipv6_plan import NOT_KNOWN, spell, wanted_problem
from .limits import ChargeType, bandwidth_problem
from .provider_region import provider_region


class Ipv6AssignmentTime(StrEnum):
    """When an ENI gets its IPv6 addresses."""

    AFTER_ATTACHMENT = "after_attachment"
    """By AssignIpv6Addresses, once the ENI is attached: the way the best-practice page documents."""
    AT_CREATION = "at_creation"
    """By CreateNetworkInterface, as the service allows today."""


@dataclass(frozen=True, kw_only=True)
class PublicBandwidthArgs:
    """Public bandwidth for each IPv6 address of an ENI."""

    ipv6_gateway_id: pulumi.Input[str]
    """The IPv6 gateway of the ENI's VPC."""
    bandwidth_mbps: pulumi.Input[int]
    """Mbit/s: 1 to 1000 charged by traffic, 1 to 2000 charged by bandwidth."""
    charge_type: ChargeType | None = None
    """Whether the bandwidth or the traffic is charged; default: the traffic."""


@dataclass(frozen=True, kw_only=True)
class Ipv6SecondaryEniArgs:
    """What an `Ipv6SecondaryEni` is made of."""

    instance_id: pulumi.Input[str]
    """The instance to attach to, in the same zone and VPC."""
    vswitch_id: pulumi.Input[str]
    """The vSwitch to take addresses from; it has an IPv6 block."""
    security_group_ids: pulumi.Input[list[pulumi.Input[str]]]
    """The security groups of the ENI, of the same VPC."""
    ipv6_address_count: int | None = None
    """How many IPv6 addresses the service chooses; default 1. Not together with `ipv6_addresses`."""
    ipv6_addresses: list[pulumi.Input[str]] | None = None
    """The IPv6 addresses to have, out of the vSwitch's block. Not together with `ipv6_address_count`."""
    assign: Ipv6AssignmentTime | None = None
    """When the addresses are assigned; default: after the attachment."""
    public_bandwidth: PublicBandwidthArgs | None = None
    """Public bandwidth for each address; default: the addresses are private."""
    region: pulumi.Input[str] | None = None
    """The region; default: that of the alicloud provider."""
    network_interface_name: pulumi.Input[str] | None = None
    """The ENI's name; default: the component's."""
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    """Tags of the ENI."""


class Ipv6SecondaryEni(pulumi.ComponentResource):
    """A secondary ENI attached to an instance, with IPv6 addresses that can have public bandwidth."""

    network_interface_id: pulumi.Output[str]
    """The id of the ENI."""
    private_ipv4: pulumi.Output[str]
    """The ENI's primary private IPv4 address."""
    ipv6_addresses: pulumi.Output[Sequence[str]]
    """The ENI's IPv6 addresses, compressed."""
    ipv6_address_ids: pulumi.Output[Sequence[str]]
    """The `ipv6-...` ids of the addresses, in the same order."""

    def __init__(self, name: str, args: Ipv6SecondaryEniArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create everything in the caller's provider; wrong inputs are refused first, all at once."""
        refuse(f"Ipv6SecondaryEni {name!r}", _problems(args))
        super().__init__("alicloud-ipv6:index:Ipv6SecondaryEni", name, {}, opts)
        at_creation = args.assign == Ipv6AssignmentTime.AT_CREATION
        self.network_interface = self._network_interface(name, args, at_creation)
        self.attachment = self._attachment(name, args)
        self.assignment = None if at_creation else self._assignment(name, args)
        if self.assignment:
            self.ipv6_addresses = self.assignment.assigned
            self.ipv6_address_ids = self.assignment.ipv6_address_ids
        else:
            self.ipv6_addresses = self.network_interface.ipv6_addresses
            self.ipv6_address_ids = self._ids_at_creation()
        self.bandwidths = self._bandwidths(name, args)

        self.network_interface_id = self.network_interface.id
        self.private_ipv4 = self.network_interface.primary_ip_address
        self.register_outputs(
            {
                "networkInterfaceId": self.network_interface_id,
                "privateIpv4": self.private_ipv4,
                "ipv6Addresses": self.ipv6_addresses,
                "ipv6AddressIds": self.ipv6_address_ids,
            }
        )

    def _network_interface(
        self, name: str, args: Ipv6SecondaryEniArgs, at_creation: bool
    ) -> alicloud.ecs.EcsNetworkInterface:
        return alicloud.ecs.EcsNetworkInterface(
            f"{name}-eni",
            network_interface_name=args.network_interface_name or name,
            vswitch_id=args.vswitch_id,
            security_group_ids=args.security_group_ids,
            ipv6_address_count=_count(args) if at_creation else None,
            ipv6_addresses=args.ipv6_addresses if at_creation else None,
            tags=args.tags,
            # An instance has room for few ENIs: the old one must be gone before the new one is attached.
            opts=pulumi.ResourceOptions(parent=self, delete_before_replace=True),
        )

    def _attachment(self, name: str, args: Ipv6SecondaryEniArgs) -> alicloud.ecs.EcsNetworkInterfaceAttachment:
        return alicloud.ecs.EcsNetworkInterfaceAttachment(
            f"{name}-attachment",
            instance_id=args.instance_id,
            network_interface_id=self.network_interface.id,
            # An ENI is attached to one instance at a time.
            opts=pulumi.ResourceOptions(parent=self, delete_before_replace=True),
        )

    def _assignment(self, name: str, args: Ipv6SecondaryEniArgs) -> Ipv6Assignment:
        return Ipv6Assignment(
            f"{name}-ipv6",
            network_interface_id=self.network_interface.id,
            region=args.region or provider_region(self),
            ipv6_address_count=_count(args),
            ipv6_addresses=args.ipv6_addresses,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.attachment]),
        )

    def _ids_at_creation(self) -> pulumi.Output[Sequence[str]]:
        found = alicloud.vpc.get_ipv6_addresses_output(
            associated_instance_id=self.network_interface.id, opts=pulumi.InvokeOutputOptions(parent=self)
        )

        ids = found.addresses.apply(lambda rows: {spell(row.ipv6_address): row.ipv6_address_id for row in rows})
        return pulumi.Output.all(ids=ids, addresses=self.ipv6_addresses).apply(_ids_in_order)

    def _bandwidths(self, name: str, args: Ipv6SecondaryEniArgs) -> list[alicloud.vpc.Ipv6InternetBandwidth]:
        bandwidth = args.public_bandwidth
        if bandwidth is None:
            return []
        return [
            alicloud.vpc.Ipv6InternetBandwidth(
                f"{name}-bandwidth-{key}",
                ipv6_address_id=self.ipv6_address_ids[index],
                ipv6_gateway_id=bandwidth.ipv6_gateway_id,
                bandwidth=bandwidth.bandwidth_mbps,
                internet_charge_type=_charge_type(bandwidth).value,
                opts=pulumi.ResourceOptions(
                    parent=self,
                    depends_on=self._hold(f"{name}-hold-{key}", index),
                    # An address has one bandwidth at a time.
                    delete_before_replace=True,
                ),
            )
            for index, key in enumerate(_keys(args))
        ]

    def _hold(self, name: str, index: int) -> list[pulumi.Resource]:
        if self.assignment is None:
            return []
        hold = Ipv6AddressHold(
            name,
            network_interface_id=self.assignment.network_interface_id,
            region=self.assignment.region,
            ipv6_address=self.assignment.assigned[index],
            opts=pulumi.ResourceOptions(parent=self),
        )
        return [hold]


def _ids_in_order(found: dict[str, Any]) -> list[str]:
    return [str(found["ids"][spell(address)]) for address in found["addresses"]]


def _count(args: Ipv6SecondaryEniArgs) -> int | None:
    return None if args.ipv6_addresses is not None else (args.ipv6_address_count or 1)


def _charge_type(bandwidth: PublicBandwidthArgs) -> ChargeType:
    return bandwidth.charge_type or ChargeType.BY_TRAFFIC


def _keys(args: Ipv6SecondaryEniArgs) -> list[str]:
    """Name each address: by itself where it is known, so that its bandwidth stays with it when the list changes."""
    if args.ipv6_addresses is None:
        return [str(index) for index in range(_count(args) or 0)]
    return [
        spell(address).replace(":", ".") if isinstance(address, str) else str(index)
        for index, address in enumerate(args.ipv6_addresses)
    ]


def _plain(addresses: Sequence[pulumi.Input[str]]) -> list[object]:
    return [address if isinstance(address, str) else NOT_KNOWN for address in addresses]


def _problems(args: Ipv6SecondaryEniArgs) -> dict[str, str | None]:
    problems: dict[str, str | None] = {}
    addresses = args.ipv6_addresses
    if addresses is not None or args.ipv6_address_count is not None:
        key = "ipv6_address_count" if addresses is None else "ipv6_addresses"
        problems[key] = wanted_problem(args.ipv6_address_count, None if addresses is None else _plain(addresses))
    if args.public_bandwidth and (mbps := known(args.public_bandwidth.bandwidth_mbps, int)) is not None:
        problem = bandwidth_problem(mbps, _charge_type(args.public_bandwidth))
        problems["public_bandwidth.bandwidth_mbps"] = problem
    return problems
