"""A secondary ENI on an instance, with IPv6 addresses and, optionally, public bandwidth for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from alicloud_rules.addressing import canonical_ip
from alicloud_rules.names import check_ecs_name

from ._assignment.desired_inputs import DesiredInputs, check_desired_inputs
from ._child_options import children_of
from ._construction_checks import (
    Problems,
    common_problems,
    default_name,
    existing_problems,
    id_of,
    name_problem,
    refuse,
    secondary_ipv4_problems,
)
from ._identity.identity import Identity, component_identity
from ._identity.provider_settings import provider_region
from ._security_group import EniSecurityGroupArgs, create_group, create_rules, given_rules, own_group_problems
from .ipv6_address_hold import Ipv6AddressHold
from .ipv6_assignment import Ipv6Assignment
from .ipv6_public_bandwidth import PublicBandwidthArgs, buy_bandwidth, check_public_bandwidth
from .lookup import look_up, retried

_Addresses = pulumi.Output[Sequence[str]]


class Ipv6AssignmentTime(StrEnum):
    """When an ENI gets its IPv6 addresses."""

    AFTER_ATTACHMENT = "after_attachment"
    """By AssignIpv6Addresses, once the ENI is attached: the way the best-practice page documents."""
    AT_CREATION = "at_creation"
    """By CreateNetworkInterface, as the service allows today."""


@dataclass(frozen=True, kw_only=True)
class Ipv6SecondaryEniArgs:
    """The inputs of `Ipv6SecondaryEni`."""

    instance_id: pulumi.Input[str] | None = None
    """The instance to attach to, in the same zone and VPC; left out only for an ENI that is already attached."""
    vswitch_id: pulumi.Input[str] | None = None
    """The vSwitch of the ENI, which has an IPv6 block. Required without `network_interface_id`."""
    security_group_ids: pulumi.Input[list[pulumi.Input[str]]] | None = None
    """The security groups of the ENI, of the same VPC.

    Without `network_interface_id`, this or `security_group` is required.
    """
    security_group: EniSecurityGroupArgs | None = None
    """A security group to create for this ENI alone, beside those of `security_group_ids`."""
    private_ip_addresses: list[pulumi.Input[str]] | None = None
    """Secondary private IPv4 addresses from the vSwitch's block, 1 to 49; default: none.

    The instance type limits them: EniPrivateIpAddressQuantity counts the primary address, too. Not together with
    `secondary_private_ip_address_count`.
    """
    secondary_private_ip_address_count: pulumi.Input[int] | None = None
    """The number of secondary private IPv4 addresses that the service chooses, 1 to 49; default: none.

    Not together with `private_ip_addresses`.
    """
    ipv6_address_count: int | None = None
    """The number of IPv6 addresses that the service chooses; default 1, and 0 for none yet.

    A new number is an update in place. Not together with `ipv6_addresses`.
    """
    ipv6_addresses: list[pulumi.Input[str]] | None = None
    """The desired IPv6 addresses, from the vSwitch's block. Not together with `ipv6_address_count`."""
    assign: Ipv6AssignmentTime | None = None
    """When the addresses are assigned; default: after the attachment."""
    public_bandwidth: PublicBandwidthArgs | None = None
    """Public bandwidth for each address; default: the addresses are private."""
    region: pulumi.Input[str] | None = None
    """The region; default: that of the alicloud provider."""
    network_interface_name: pulumi.Input[str] | None = None
    """The ENI's name; default: the component's, with `-eni` if it is a single character."""
    tags: pulumi.Input[dict[str, pulumi.Input[str]]] | None = None
    """Tags of the ENI and of its own security group; at most 20."""
    resource_group_id: pulumi.Input[str] | None = None
    """The resource group, `rg-...`, of the ENI and of its own security group; default: the account's.

    The provider replaces an ENI whose group changes.
    """
    network_interface_id: pulumi.Input[str] | None = None
    """An existing ENI, used as it is in place of a created one.

    Not together with inputs of an ENI to create, such as `vswitch_id` and `security_group_ids`, nor with assignment at
    creation. If the program attaches it itself, take the id from that attachment, so that the addresses wait for it.
    """


class Ipv6SecondaryEni(pulumi.ComponentResource):
    """A secondary ENI attached to an instance, with IPv6 addresses that can have public bandwidth.

    The ENI is created or, by its id, an existing one.
    """

    network_interface_id: pulumi.Output[str]
    """The id of the ENI."""
    private_ipv4: pulumi.Output[str]
    """The ENI's primary private IPv4 address."""
    ipv6_addresses: pulumi.Output[Sequence[str]]
    """The ENI's IPv6 addresses, compressed."""
    ipv6_address_ids: pulumi.Output[Sequence[str]]
    """The `ipv6-...` ids of the addresses, in the same order."""
    security_group_id: pulumi.Output[str | None]
    """The id of the ENI's own security group, if there is one."""

    def __init__(self, name: str, args: Ipv6SecondaryEniArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create everything with the caller's provider; invalid inputs are refused first, all at once."""
        refuse(f"Ipv6SecondaryEni {name!r}", _problems(name, args))
        super().__init__("alicloud-ipv6:index:Ipv6SecondaryEni", name, {}, opts)
        self._child = children_of(self, opts)
        desired = DesiredInputs.of(args.ipv6_address_count, args.ipv6_addresses)
        at_creation = args.assign == Ipv6AssignmentTime.AT_CREATION
        self.security_group = self._security_group(name, args, args.security_group) if args.security_group else None
        self.security_group_id = pulumi.Output.from_input(self.security_group.id if self.security_group else None)
        self.network_interface = (
            self._network_interface(name, args, desired if at_creation and desired.any else None)
            if args.network_interface_id is None
            else None
        )
        self.network_interface_id = id_of(self.network_interface, args.network_interface_id)
        self.attachment = None if args.instance_id is None else self._attachment(name, args)
        # Resolved once: with an explicit provider, each resolution is a round trip to the engine.
        identity = component_identity(self) if desired.any and not at_creation else None
        self.assignment = self._assignment(name, args, desired, identity) if identity else None
        self.ipv6_addresses, self.ipv6_address_ids = self._addresses() if desired.any else (_none(), _none())
        self.bandwidths = self._bandwidths(name, args.public_bandwidth, desired, identity)
        self.private_ipv4 = self._private_ipv4()
        self.register_outputs(
            {
                "networkInterfaceId": self.network_interface_id,
                "privateIpv4": self.private_ipv4,
                "ipv6Addresses": self.ipv6_addresses,
                "ipv6AddressIds": self.ipv6_address_ids,
                "securityGroupId": self.security_group_id,
            }
        )

    def _security_group(
        self, name: str, args: Ipv6SecondaryEniArgs, own: EniSecurityGroupArgs
    ) -> alicloud.ecs.SecurityGroup:
        group = create_group(name, own.vpc_id, own.security_group_name, args.tags, args.resource_group_id, self._child)
        create_rules(name, group.id, given_rules(own.ingress_rules, own.egress_rules), self._child)
        return group

    def _group_ids(self, args: Ipv6SecondaryEniArgs) -> pulumi.Input[list[pulumi.Input[str]]] | None:
        given = args.security_group_ids
        if self.security_group is None:
            return given
        if given is None or isinstance(given, list):
            # Item by item, so that a preview knows those that are known.
            return [*(given or []), self.security_group.id]
        return pulumi.Output.all(given, self.security_group.id).apply(lambda found: [*found[0], found[1]])

    def _network_interface(
        self, name: str, args: Ipv6SecondaryEniArgs, desired: DesiredInputs | None
    ) -> alicloud.ecs.EcsNetworkInterface:
        """Create the ENI; `desired` are the addresses to create it with."""
        return alicloud.ecs.EcsNetworkInterface(
            f"{name}-eni",
            network_interface_name=args.network_interface_name or default_name(name, "eni"),
            vswitch_id=args.vswitch_id,
            security_group_ids=self._group_ids(args),
            private_ip_addresses=args.private_ip_addresses,
            secondary_private_ip_address_count=args.secondary_private_ip_address_count,
            ipv6_address_count=desired.count if desired else None,
            ipv6_addresses=desired.addresses if desired else None,
            resource_group_id=args.resource_group_id,
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

    def _assignment(
        self, name: str, args: Ipv6SecondaryEniArgs, desired: DesiredInputs, identity: Identity
    ) -> Ipv6Assignment:
        return Ipv6Assignment(
            f"{name}-ipv6",
            network_interface_id=self.network_interface_id,
            region=args.region or provider_region(self),
            ipv6_address_count=desired.count,
            ipv6_addresses=desired.addresses,
            identity=identity,
            opts=self._child(depends_on=[self.attachment] if self.attachment else []),
        )

    def _addresses(self) -> tuple[_Addresses, _Addresses]:
        """Return the addresses and their ids; those of a created ENI once it is attached."""
        if self.assignment:
            return self.assignment.assigned, self.assignment.ipv6_address_ids
        assert self.network_interface is not None, "only a created ENI brings its addresses, see _problems"
        assert self.attachment is not None, "a created ENI is attached, see _problems"
        # What uses the addresses inside the instance has to wait for the attachment, as it does for an assignment.
        both = pulumi.Output.all(self.network_interface.ipv6_addresses, self.attachment.id)
        return both.apply(lambda found: found[0]), self._ids_at_creation(self.network_interface)

    def _ids_at_creation(self, eni: alicloud.ecs.EcsNetworkInterface) -> _Addresses:
        options = pulumi.InvokeOutputOptions(parent=self)

        def query(eni_id: str) -> pulumi.Output[Any]:
            return alicloud.vpc.get_ipv6_addresses_output(associated_instance_id=eni_id, opts=options).addresses

        found = eni.id.apply(lambda eni_id: retried(lambda: query(eni_id)))
        ids = found.apply(lambda rows: {canonical_ip(row.ipv6_address): row.ipv6_address_id for row in rows})
        return pulumi.Output.all(ids=ids, addresses=eni.ipv6_addresses).apply(_ids_in_order)

    def _bandwidths(
        self, name: str, bandwidth: PublicBandwidthArgs | None, desired: DesiredInputs, identity: Identity | None
    ) -> list[alicloud.vpc.Ipv6InternetBandwidth]:
        if bandwidth is None:
            return []
        return [
            buy_bandwidth(
                self._child,
                f"{name}-bandwidth-{key}",
                bandwidth,
                self.ipv6_address_ids[index],
                self._hold(f"{name}-hold-{key}", index, identity),
            )
            for index, key in enumerate(desired.keys())
        ]

    def _hold(self, name: str, index: int, identity: Identity | None) -> Ipv6AddressHold | None:
        if self.assignment is None:
            return None
        return Ipv6AddressHold(
            name,
            network_interface_id=self.assignment.network_interface_id,
            region=self.assignment.region,
            ipv6_address=self.assignment.assigned[index],
            identity=identity,
            opts=self._child(),
        )

    def _private_ipv4(self) -> pulumi.Output[str]:
        if self.network_interface:
            return self.network_interface.primary_ip_address
        enis = look_up(
            self,
            self.network_interface_id,
            lambda ids, opts: alicloud.ecs.get_ecs_network_interfaces_output(ids=ids, opts=opts).interfaces,
        )
        return enis.apply(lambda found: found[0].primary_ip_address if found else "")


def _none() -> _Addresses:
    return pulumi.Output.from_input([])


def _ids_in_order(found: dict[str, Any]) -> list[str]:
    return [str(found["ids"][canonical_ip(address)]) for address in found["addresses"]]


_OF_A_CREATED_ENI = (
    "security_group_ids",
    "security_group",
    "private_ip_addresses",
    "secondary_private_ip_address_count",
    "network_interface_name",
    "tags",
    "resource_group_id",
)
"""The inputs that an existing ENI excludes, beside `vswitch_id`."""


def _problems(name: str, args: Ipv6SecondaryEniArgs) -> Problems:
    """Check every input, as far as it is known."""
    problems = check_desired_inputs(args.ipv6_address_count, args.ipv6_addresses, none_yet=True)
    problems |= common_problems(args) | own_group_problems(name, args.security_group)
    problems |= secondary_ipv4_problems(args.private_ip_addresses, args.secondary_private_ip_address_count)
    if args.public_bandwidth:
        problems["public_bandwidth.bandwidth_mbps"] = check_public_bandwidth(args.public_bandwidth)
    problems |= existing_problems(
        args,
        "network_interface_id",
        required=["vswitch_id"] if args.security_group else ["vswitch_id", "security_group_ids"],
        optional=_OF_A_CREATED_ENI,
    )
    if args.network_interface_id is None:
        problems["network_interface_name"] = name_problem(
            check_ecs_name, args.network_interface_name, default_name(name, "eni")
        )
    if args.network_interface_id is not None and args.assign == Ipv6AssignmentTime.AT_CREATION:
        problems["assign"] = f"With an existing ENI it must be {Ipv6AssignmentTime.AFTER_ATTACHMENT}, the default."
    if args.network_interface_id is None and args.instance_id is None:
        problems["instance_id"] = "Give it; only an existing ENI, network_interface_id, may be attached already."
    return problems
