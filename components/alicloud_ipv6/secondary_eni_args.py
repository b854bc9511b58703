"""The inputs of an `Ipv6SecondaryEni`, and how they are checked."""

from dataclasses import dataclass
from enum import StrEnum

import pulumi

from .inputs import Problems, existing_problems
from .public_bandwidth import PublicBandwidthArgs, check_public_bandwidth
from .wanted_inputs import wanted_problems


class Ipv6AssignmentTime(StrEnum):
    """When an ENI gets its IPv6 addresses."""

    AFTER_ATTACHMENT = "after_attachment"
    """By AssignIpv6Addresses, once the ENI is attached: the way the best-practice page documents."""
    AT_CREATION = "at_creation"
    """By CreateNetworkInterface, as the service allows today."""


@dataclass(frozen=True, kw_only=True)
class Ipv6SecondaryEniArgs:
    """What an `Ipv6SecondaryEni` is made of."""

    instance_id: pulumi.Input[str] | None = None
    """The instance to attach to, in the same zone and VPC; left out only for an ENI that is attached already."""
    vswitch_id: pulumi.Input[str] | None = None
    """The vSwitch to take addresses from; it has an IPv6 block. Required without `network_interface_id`."""
    security_group_ids: pulumi.Input[list[pulumi.Input[str]]] | None = None
    """The security groups of the ENI, of the same VPC. Required without `network_interface_id`."""
    ipv6_address_count: int | None = None
    """How many IPv6 addresses the service chooses; default 1, and 0 for none yet.

    Another number is an update in place. Not together with `ipv6_addresses`.
    """
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
    network_interface_id: pulumi.Input[str] | None = None
    """An ENI that exists, used as it is in place of a created one.

    Not together with `vswitch_id`, `security_group_ids`, `network_interface_name` and `tags`, nor with assignment at
    creation. Where the program attaches it by itself, take the id from that attachment: the addresses then wait for it.
    """


def eni_problems(args: Ipv6SecondaryEniArgs) -> Problems:
    """Check every input, as far as it is known."""
    problems = wanted_problems(args.ipv6_address_count, args.ipv6_addresses, none_yet=True)
    if args.public_bandwidth:
        problems["public_bandwidth.bandwidth_mbps"] = check_public_bandwidth(args.public_bandwidth)
    problems |= existing_problems(
        args,
        "network_interface_id",
        required=["vswitch_id", "security_group_ids"],
        optional=["network_interface_name", "tags"],
    )
    if args.network_interface_id is not None and args.assign == Ipv6AssignmentTime.AT_CREATION:
        problems["assign"] = f"An ENI that exists can have only {Ipv6AssignmentTime.AFTER_ATTACHMENT}, the default."
    if args.network_interface_id is None and args.instance_id is None:
        problems["instance_id"] = "Give it: only an ENI that exists, network_interface_id, may be attached already."
    return problems
