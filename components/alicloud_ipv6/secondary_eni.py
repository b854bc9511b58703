"""A secondary ENI on an instance, with IPv6 addresses and, if wanted, public bandwidth for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from .identity import component_identity
from .inputs import refuse
from .ipv6_address_hold import Ipv6AddressHold
from .ipv6_assignment import Ipv6Assignment
from .ipv6_plan import spell
from .provider_settings import provider_region
from .public_bandwidth import PublicBandwidthArgs, buy_bandwidth, public_bandwidth_problem
from .wanted_inputs import count_wanted, wanted_problems


class Ipv6AssignmentTime(StrEnum):
    """When an ENI gets its IPv6 addresses."""

    AFTER_ATTACHMENT = "after_attachment"
    """By AssignIpv6Addresses, once the ENI is attached: the way the best-practice page documents."""
    AT_CREATION = "at_creation"
    """By CreateNetworkInterface, as the service allows today."""


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
            # What uses the addresses inside the instance has to wait for the attachment, as it does for an assignment.
            both = pulumi.Output.all(self.network_interface.ipv6_addresses, self.attachment.id)
            self.ipv6_addresses = both.apply(lambda found: found[0])
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
            ipv6_address_count=count_wanted(args.ipv6_address_count, args.ipv6_addresses) if at_creation else None,
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
            ipv6_address_count=count_wanted(args.ipv6_address_count, args.ipv6_addresses),
            ipv6_addresses=args.ipv6_addresses,
            identity=component_identity(self),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.attachment]),
        )

    def _ids_at_creation(self) -> pulumi.Output[Sequence[str]]:
        found = alicloud.vpc.get_ipv6_addresses_output(
            associated_instance_id=self.network_interface.id, opts=pulumi.InvokeOutputOptions(parent=self)
        )

        ids = found.addresses.apply(lambda rows: {spell(row.ipv6_address): row.ipv6_address_id for row in rows})
        return pulumi.Output.all(ids=ids, addresses=self.network_interface.ipv6_addresses).apply(_ids_in_order)

    def _bandwidths(self, name: str, args: Ipv6SecondaryEniArgs) -> list[alicloud.vpc.Ipv6InternetBandwidth]:
        bandwidth = args.public_bandwidth
        if bandwidth is None:
            return []
        return [
            buy_bandwidth(
                self,
                f"{name}-bandwidth-{key}",
                bandwidth,
                self.ipv6_address_ids[index],
                self._hold(f"{name}-hold-{key}", index),
            )
            for index, key in enumerate(_keys(args))
        ]

    def _hold(self, name: str, index: int) -> Ipv6AddressHold | None:
        if self.assignment is None:
            return None
        return Ipv6AddressHold(
            name,
            network_interface_id=self.assignment.network_interface_id,
            region=self.assignment.region,
            ipv6_address=self.assignment.assigned[index],
            identity=component_identity(self),
            opts=pulumi.ResourceOptions(parent=self),
        )


def _ids_in_order(found: dict[str, Any]) -> list[str]:
    return [str(found["ids"][spell(address)]) for address in found["addresses"]]


def _keys(args: Ipv6SecondaryEniArgs) -> list[str]:
    """Name each address: by itself where it is known, so that its bandwidth stays with it when the list changes."""
    if args.ipv6_addresses is None:
        return [str(index) for index in range(count_wanted(args.ipv6_address_count, args.ipv6_addresses) or 0)]
    return [
        spell(address).replace(":", ".") if isinstance(address, str) else str(index)
        for index, address in enumerate(args.ipv6_addresses)
    ]


def _problems(args: Ipv6SecondaryEniArgs) -> dict[str, str | None]:
    problems = wanted_problems(args.ipv6_address_count, args.ipv6_addresses)
    if args.public_bandwidth:
        problems["public_bandwidth.bandwidth_mbps"] = public_bandwidth_problem(args.public_bandwidth)
    return problems
