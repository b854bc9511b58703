"""A secondary ENI with public IPv6 on an existing instance; optional settings default to the instance's network."""

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import Ipv6SecondaryEni, Ipv6SecondaryEniArgs, PublicBandwidthArgs

config = pulumi.Config()
instance_id = config.require("instanceId")


def vswitch_and_group() -> tuple[str, str]:
    """Return the configured vSwitch and security group, by default those of the instance."""
    vswitch, group = config.get("vswitchId"), config.get("securityGroupId")
    if vswitch and group:
        return vswitch, group
    found = alicloud.ecs.get_instances(ids=[instance_id]).instances
    if not found:
        raise pulumi.RunError(f"instanceId: {instance_id} does not exist in {alicloud.config.region}.")
    return vswitch or found[0].vswitch_id, group or found[0].security_groups[0]


def ipv6_gateway(vswitch: str) -> str:
    """Return the configured IPv6 gateway, by default the one of the vSwitch's VPC."""
    if given := config.get("ipv6GatewayId"):
        return given
    vpc = alicloud.vpc.get_switches(ids=[vswitch]).vswitches[0].vpc_id
    found = alicloud.vpc.get_ipv6_gateways(vpc_id=vpc).ids
    if not found:
        raise pulumi.RunError(f"ipv6GatewayId: {vpc} has no IPv6 gateway, which public IPv6 needs.")
    return found[0]


vswitch_id, security_group_id = vswitch_and_group()
eni = Ipv6SecondaryEni(
    "eni",
    Ipv6SecondaryEniArgs(
        instance_id=instance_id,
        vswitch_id=vswitch_id,
        security_group_ids=[security_group_id],
        public_bandwidth=PublicBandwidthArgs(
            ipv6_gateway_id=ipv6_gateway(vswitch_id), bandwidth_mbps=config.require_int("bandwidthMbps")
        ),
    ),
)
pulumi.export("networkInterfaceId", eni.network_interface_id)
pulumi.export("ipv6Addresses", eni.ipv6_addresses)
