"""Many secondary ENIs with IPv6 over several zones: in each a vSwitch, an instance and all the ENIs it has room for."""

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import (
    Ipv6Instance,
    Ipv6InstanceArgs,
    Ipv6RuleArgs,
    Ipv6SecondaryEni,
    Ipv6SecondaryEniArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    PublicBandwidthArgs,
    RuleProtocol,
    VswitchArgs,
)
from alicloud_ipv6.instance_types import find

config = pulumi.Config()
zones: list[str] = config.require_object("zones")
instance_type = config.require("instanceType")
public_mbps = config.require_int("publicMbps")


def secondary_enis() -> int:
    """Return how many secondary ENIs an instance has room for: EniQuantity counts the primary one too."""
    known = find(instance_type)
    if known is None or known.eni_quantity < 2 or known.ipv6_per_eni < 1:
        raise pulumi.RunError(f"instanceType: {instance_type} is not known as one with room for an ENI with IPv6.")
    return known.eni_quantity - 1


room = secondary_enis()
image_id = alicloud.ecs.get_images(owners="system", name_regex="^centos_7_3", most_recent=True).ids[0]
vpc = Ipv6Vpc(
    "many",
    Ipv6VpcArgs(
        cidr_block="10.0.0.0/8",
        # One vSwitch a zone; its number is its place in the VPC's IPv4 block and, as the mask, in the IPv6 /56.
        vswitches=[
            VswitchArgs(zone_id=zone, cidr_block=f"10.{number}.0.0/16", ipv6_mask=number)
            for number, zone in enumerate(zones, start=1)
        ],
        public_ipv6=public_mbps > 0,
        ingress_rules=[Ipv6RuleArgs(protocol=RuleProtocol.ICMPV6, description="To be pinged")],
    ),
)
public_bandwidth = (
    PublicBandwidthArgs(ipv6_gateway_id=vpc.ipv6_gateway.id, bandwidth_mbps=public_mbps) if vpc.ipv6_gateway else None
)
addresses: dict[str, pulumi.Output[list[str]]] = {}
# Each vSwitch itself, not its place in `vpc.vswitch_ids`: so that the policy pack knows at once which zone is meant.
for zone_number, vswitch in enumerate(vpc.vswitches, start=1):
    server = Ipv6Instance(
        f"server-{zone_number}",
        Ipv6InstanceArgs(
            vswitch_id=vswitch.id,
            security_group_ids=[vpc.security_group_id],
            instance_type=instance_type,
            image_id=image_id,
            keep_image=True,
            key_pair_name=config.require("keyPairName"),
        ),
    )
    for eni_number in range(1, room + 1):
        name = f"eni-{zone_number}-{eni_number}"
        eni = Ipv6SecondaryEni(
            name,
            Ipv6SecondaryEniArgs(
                instance_id=server.instance_id,
                vswitch_id=vswitch.id,
                security_group_ids=[vpc.security_group_id],
                public_bandwidth=public_bandwidth,
            ),
        )
        addresses[name] = eni.ipv6_addresses.apply(list)
pulumi.export("ipv6Addresses", addresses)
