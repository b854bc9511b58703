"""What both examples build of a half: a VPC with its vSwitch and security group, and an instance in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import (
    Ipv6GuestSetup,
    Ipv6GuestSetupArgs,
    Ipv6Instance,
    Ipv6InstanceArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    PublicBandwidthArgs,
    VswitchArgs,
)
from program.settings import Half, Settings


@dataclass(frozen=True)
class Place:
    """Where a half is built: in which zone, from which image, by which provider (None: the stack's)."""

    zone_id: str
    image_id: str
    provider: alicloud.Provider | None = None

    @property
    def options(self) -> pulumi.ResourceOptions:
        """Options for what belongs to the half's account."""
        return pulumi.ResourceOptions(provider=self.provider)


@dataclass(frozen=True)
class Base:
    """A half's VPC and instance."""

    name: str
    half: Half
    place: Place
    vpc: Ipv6Vpc
    instance: Ipv6Instance


def build_base(settings: Settings, half: Half, place: Place, *, public_ipv6: bool) -> Base:
    """Build a VPC, with an IPv6 gateway if wanted, and an instance."""
    name = f"half-{half.number}"
    vpc = Ipv6Vpc(name, _vpc_args(settings, half, place.zone_id, public_ipv6), place.options)
    instance = Ipv6Instance(name, _instance_args(settings, half, vpc, place.image_id), place.options)
    return Base(name, half, place, vpc, instance)


def public_bandwidth(settings: Settings, vpc: Ipv6Vpc) -> PublicBandwidthArgs | None:
    """Return the bandwidth to buy for each IPv6 address of the VPC; None without an IPv6 gateway."""
    if vpc.ipv6_gateway is None:
        return None
    return PublicBandwidthArgs(
        ipv6_gateway_id=vpc.ipv6_gateway.id,
        bandwidth_mbps=settings.ipv6_bandwidth_mbps,
        charge_type=settings.ipv6_bandwidth_charge_type,
    )


def set_up_guest(settings: Settings, base: Base, addresses: pulumi.Output[Sequence[str]]) -> None:
    """Configure these IPv6 addresses inside the instance, if wanted, with the rights of the instance's account."""
    if settings.guest_setup:
        args = Ipv6GuestSetupArgs(
            instance_id=base.instance.instance_id, ipv6_addresses=addresses, guest_family=settings.guest_family
        )
        Ipv6GuestSetup(base.name, args, base.place.options)


def _vpc_args(settings: Settings, half: Half, zone_id: str, public_ipv6: bool) -> Ipv6VpcArgs:
    return Ipv6VpcArgs(
        vpc_name=half.vpc_name,
        cidr_block=half.vpc_cidr_block,
        vswitches=[
            VswitchArgs(
                name=half.vswitch_name,
                zone_id=zone_id,
                cidr_block=half.vswitch_cidr_block,
                ipv6_mask=half.ipv6_mask,
            )
        ],
        public_ipv6=public_ipv6,
        security_group_name=half.security_group_name,
        ingress_rules=list(settings.ingress_rules),
        egress_rules=list(settings.egress_rules),
        tags=dict(settings.tags) or None,
    )


def _instance_args(settings: Settings, half: Half, vpc: Ipv6Vpc, image_id: str) -> Ipv6InstanceArgs:
    return Ipv6InstanceArgs(
        instance_name=half.instance_name,
        instance_type=settings.instance_type,
        vswitch_id=vpc.vswitch_ids[0],
        security_group_ids=[vpc.security_group_id],
        image_id=image_id,
        # Looked up by name, the newest image is another one some day: what runs keeps what it was made with.
        keep_image=not settings.image_id,
        system_disk_category=settings.system_disk_category,
        public_ipv4_bandwidth_mbps=settings.public_ipv4_bandwidth_mbps,
        password=settings.login_password or None,
        key_pair_name=settings.key_pair_name or None,
        tags=dict(settings.tags) or None,
    )
