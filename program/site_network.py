"""The parts of a site that both examples build: a VPC with a vSwitch and a security group, and an instance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
from program.settings import Settings, Site


@dataclass(frozen=True)
class SiteTarget:
    """The zone, the image and the provider (None: the stack's) with which a site is built."""

    zone_id: str
    image_id: str
    provider: alicloud.Provider | None = None


@dataclass(frozen=True)
class SiteNetwork:
    """The VPC and the instance of a site."""

    name: str
    site: Site
    target: SiteTarget
    vpc: Ipv6Vpc
    instance: Ipv6Instance


def site_options(name: str, provider: alicloud.Provider | None = None, **more: Any) -> pulumi.ResourceOptions:  # noqa: ANN401 - options of Pulumi
    """Return the options of a resource of a site.

    In 0.1.0 the logical names began with `half-`: an alias keeps the resources of such a state.
    """
    alias = pulumi.Alias(name=name.replace("site-", "half-", 1))
    return pulumi.ResourceOptions(provider=provider, aliases=[alias], **more)


def build_network(settings: Settings, site: Site, target: SiteTarget, *, public_ipv6: bool) -> SiteNetwork:
    """Create a VPC, with an IPv6 gateway if `public_ipv6`, and an instance in it."""
    name = f"site-{site.number}"
    # The names of the gateway and of the setup command (below) follow the logical name: a 0.1.0 stack keeps its own.
    options = site_options(name, target.provider, ignore_changes=["ipv6GatewayName"])
    vpc = Ipv6Vpc(name, _vpc_args(settings, site, target.zone_id, public_ipv6), options)
    args = _instance_args(settings, site, vpc, target.image_id)
    return SiteNetwork(name, site, target, vpc, Ipv6Instance(name, args, site_options(name, target.provider)))


def public_bandwidth(settings: Settings, vpc: Ipv6Vpc) -> PublicBandwidthArgs | None:
    """Return the bandwidth to buy for each IPv6 address of the VPC; None without an IPv6 gateway."""
    if vpc.ipv6_gateway is None:
        return None
    return PublicBandwidthArgs(
        ipv6_gateway_id=vpc.ipv6_gateway.id,
        bandwidth_mbps=settings.ipv6_bandwidth_mbps,
        charge_type=settings.ipv6_bandwidth_charge_type,
    )


def set_up_guest(settings: Settings, network: SiteNetwork, addresses: pulumi.Output[Sequence[str]]) -> None:
    """Configure these IPv6 addresses inside the instance, if `guestSetup` is set."""
    if settings.guest_setup:
        args = Ipv6GuestSetupArgs(
            instance_id=network.instance.instance_id, ipv6_addresses=addresses, guest_family=settings.guest_family
        )
        Ipv6GuestSetup(network.name, args, site_options(network.name, network.target.provider, ignore_changes=["name"]))


def _vpc_args(settings: Settings, site: Site, zone_id: str, public_ipv6: bool) -> Ipv6VpcArgs:
    return Ipv6VpcArgs(
        vpc_name=site.vpc_name,
        cidr_block=site.vpc_cidr_block,
        vswitches=[
            VswitchArgs(
                name=site.vswitch_name,
                zone_id=zone_id,
                cidr_block=site.vswitch_cidr_block,
                ipv6_mask=site.ipv6_mask,
            )
        ],
        public_ipv6=public_ipv6,
        security_group_name=site.security_group_name,
        ingress_rules=list(settings.ingress_rules),
        egress_rules=list(settings.egress_rules),
        tags=dict(settings.tags) or None,
    )


def _instance_args(settings: Settings, site: Site, vpc: Ipv6Vpc, image_id: str) -> Ipv6InstanceArgs:
    return Ipv6InstanceArgs(
        instance_name=site.instance_name,
        instance_type=settings.instance_type,
        vswitch_id=vpc.vswitch_ids[0],
        security_group_ids=[vpc.security_group_id],
        image_id=image_id,
        # The newest image with a matching name changes over time: an existing instance keeps its image.
        keep_image=not settings.image_id,
        system_disk_category=settings.system_disk_category,
        public_ipv4_bandwidth_mbps=settings.public_ipv4_bandwidth_mbps,
        password=settings.login_password or None,
        key_pair_name=settings.key_pair_name or None,
        tags=dict(settings.tags) or None,
    )
