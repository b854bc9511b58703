"""A secondary ENI on an instance, with IPv6 addresses and, if wanted, public bandwidth for each of them."""

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.addressing import canonical_ip

from .child_options import children_of
from .identity import Identity, component_identity
from .inputs import id_of, refuse
from .ipv6_address_hold import Ipv6AddressHold
from .ipv6_assignment import Ipv6Assignment
from .lookup import look_up
from .provider_settings import provider_region
from .public_bandwidth import buy_bandwidth
from .secondary_eni_args import Ipv6AssignmentTime, Ipv6SecondaryEniArgs, eni_problems
from .wanted_inputs import count_wanted


class Ipv6SecondaryEni(pulumi.ComponentResource):
    """A secondary ENI attached to an instance, with IPv6 addresses that can have public bandwidth.

    The ENI is created or, by its id, one that exists already.
    """

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
        refuse(f"Ipv6SecondaryEni {name!r}", eni_problems(args))
        super().__init__("alicloud-ipv6:index:Ipv6SecondaryEni", name, {}, opts)
        self._child = children_of(self, opts)
        at_creation = args.assign == Ipv6AssignmentTime.AT_CREATION
        wanted = count_wanted(args.ipv6_address_count, args.ipv6_addresses) != 0
        self.network_interface = (
            self._network_interface(name, args, at_creation and wanted) if args.network_interface_id is None else None
        )
        self.network_interface_id = id_of(self.network_interface, args.network_interface_id)
        self.attachment = None if args.instance_id is None else self._attachment(name, args)
        # Asked for once: behind an explicit provider it is a question to the engine.
        self._identity = component_identity(self) if wanted and not at_creation else None
        self.assignment = self._assignment(name, args, self._identity) if self._identity else None
        self.ipv6_addresses, self.ipv6_address_ids = self._addresses() if wanted else (_none(), _none())
        self.bandwidths = self._bandwidths(name, args)
        self.private_ipv4 = self._private_ipv4()
        self.register_outputs(
            {
                "networkInterfaceId": self.network_interface_id,
                "privateIpv4": self.private_ipv4,
                "ipv6Addresses": self.ipv6_addresses,
                "ipv6AddressIds": self.ipv6_address_ids,
            }
        )

    def _network_interface(
        self, name: str, args: Ipv6SecondaryEniArgs, with_ipv6: bool
    ) -> alicloud.ecs.EcsNetworkInterface:
        return alicloud.ecs.EcsNetworkInterface(
            f"{name}-eni",
            network_interface_name=args.network_interface_name or name,
            vswitch_id=args.vswitch_id,
            security_group_ids=args.security_group_ids,
            ipv6_address_count=count_wanted(args.ipv6_address_count, args.ipv6_addresses) if with_ipv6 else None,
            ipv6_addresses=args.ipv6_addresses if with_ipv6 else None,
            tags=args.tags,
            # An instance has room for few ENIs: the old one must be gone before the new one is attached.
            opts=self._child(delete_before_replace=True),
        )

    def _attachment(self, name: str, args: Ipv6SecondaryEniArgs) -> alicloud.ecs.EcsNetworkInterfaceAttachment:
        return alicloud.ecs.EcsNetworkInterfaceAttachment(
            f"{name}-attachment",
            instance_id=args.instance_id,
            network_interface_id=self.network_interface_id,
            # An ENI is attached to one instance at a time.
            opts=self._child(delete_before_replace=True),
        )

    def _assignment(self, name: str, args: Ipv6SecondaryEniArgs, identity: Identity) -> Ipv6Assignment:
        return Ipv6Assignment(
            f"{name}-ipv6",
            network_interface_id=self.network_interface_id,
            region=args.region or provider_region(self),
            ipv6_address_count=count_wanted(args.ipv6_address_count, args.ipv6_addresses),
            ipv6_addresses=args.ipv6_addresses,
            identity=identity,
            opts=self._child(depends_on=[self.attachment] if self.attachment else []),
        )

    def _addresses(self) -> tuple[pulumi.Output[Sequence[str]], pulumi.Output[Sequence[str]]]:
        """Return the addresses and their ids; those of a created ENI once it is attached."""
        if self.assignment:
            return self.assignment.assigned, self.assignment.ipv6_address_ids
        assert self.network_interface is not None, "only a created ENI brings its addresses, see eni_problems"
        assert self.attachment is not None, "a created ENI is attached, see eni_problems"
        # What uses the addresses inside the instance has to wait for the attachment, as it does for an assignment.
        both = pulumi.Output.all(self.network_interface.ipv6_addresses, self.attachment.id)
        return both.apply(lambda found: found[0]), self._ids_at_creation(self.network_interface)

    def _ids_at_creation(self, eni: alicloud.ecs.EcsNetworkInterface) -> pulumi.Output[Sequence[str]]:
        found = alicloud.vpc.get_ipv6_addresses_output(
            associated_instance_id=eni.id, opts=pulumi.InvokeOutputOptions(parent=self)
        )

        ids = found.addresses.apply(lambda rows: {canonical_ip(row.ipv6_address): row.ipv6_address_id for row in rows})
        return pulumi.Output.all(ids=ids, addresses=eni.ipv6_addresses).apply(_ids_in_order)

    def _private_ipv4(self) -> pulumi.Output[str]:
        if self.network_interface:
            return self.network_interface.primary_ip_address
        enis = look_up(
            self,
            self.network_interface_id,
            lambda ids, opts: alicloud.ecs.get_ecs_network_interfaces_output(ids=ids, opts=opts).interfaces,
        )
        return enis.apply(lambda found: found[0].primary_ip_address if found else "")

    def _bandwidths(self, name: str, args: Ipv6SecondaryEniArgs) -> list[alicloud.vpc.Ipv6InternetBandwidth]:
        bandwidth = args.public_bandwidth
        if bandwidth is None:
            return []
        return [
            buy_bandwidth(
                self._child,
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
            identity=self._identity,
            opts=self._child(),
        )


def _none() -> pulumi.Output[Sequence[str]]:
    return pulumi.Output.from_input([])


def _ids_in_order(found: dict[str, Any]) -> list[str]:
    return [str(found["ids"][canonical_ip(address)]) for address in found["addresses"]]


def _keys(args: Ipv6SecondaryEniArgs) -> list[str]:
    """Name each address: by itself where it is known, so that its bandwidth stays with it when the list changes."""
    if args.ipv6_addresses is None:
        return [str(index) for index in range(count_wanted(args.ipv6_address_count, None) or 0)]
    return [
        canonical_ip(address).replace(":", ".") if isinstance(address, str) else str(index)
        for index, address in enumerate(args.ipv6_addresses)
    ]
