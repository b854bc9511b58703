"""Builds one half of the example out of the components."""

from dataclasses import dataclass

from alicloud_ipv6 import (
    Ipv6GuestSetup,
    Ipv6GuestSetupArgs,
    Ipv6Instance,
    Ipv6InstanceArgs,
    Ipv6SecondaryEni,
    Ipv6SecondaryEniArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    PublicBandwidthArgs,
    VswitchArgs,
)
from settings import Half, Settings


@dataclass(frozen=True)
class BuiltHalf:
    """A half and what was built for it."""

    half: Half
    instance: Ipv6Instance
    eni: Ipv6SecondaryEni


def build_half(settings: Settings, half: Half, zone_id: str, image_id: str) -> BuiltHalf:
    """Build a VPC, an instance, its secondary ENI and, if wanted, what the instance itself needs to use IPv6."""
    name = f"half-{half.number}"
    vpc = Ipv6Vpc(name, _vpc_args(settings, half, zone_id))
    instance = Ipv6Instance(name, _instance_args(settings, half, vpc, image_id))
    eni = Ipv6SecondaryEni(name, _eni_args(settings, half, vpc, instance))
    if settings.guest_setup:
        Ipv6GuestSetup(
            name,
            Ipv6GuestSetupArgs(
                instance_id=instance.instance_id,
                ipv6_addresses=eni.ipv6_addresses,
                guest_family=settings.guest_family,
            ),
        )
    return BuiltHalf(half, instance, eni)


def _vpc_args(settings: Settings, half: Half, zone_id: str) -> Ipv6VpcArgs:
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
        public_ipv6=settings.public_ipv6,
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


def _eni_args(settings: Settings, half: Half, vpc: Ipv6Vpc, instance: Ipv6Instance) -> Ipv6SecondaryEniArgs:
    bandwidth = None
    if vpc.ipv6_gateway is not None:
        bandwidth = PublicBandwidthArgs(
            ipv6_gateway_id=vpc.ipv6_gateway.id,
            bandwidth_mbps=settings.ipv6_bandwidth_mbps,
            charge_type=settings.ipv6_bandwidth_charge_type,
        )
    return Ipv6SecondaryEniArgs(
        network_interface_name=half.network_interface_name,
        instance_id=instance.instance_id,
        vswitch_id=vpc.vswitch_ids[0],
        security_group_ids=[vpc.security_group_id],
        ipv6_address_count=half.ipv6_address_count or None,
        ipv6_addresses=list(half.ipv6_addresses) or None,
        assign=settings.assign,
        public_bandwidth=bandwidth,
        tags=dict(settings.tags) or None,
    )
