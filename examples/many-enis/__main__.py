"""Secondary ENIs with IPv6 in several zones; each instance gets the most ENIs that its type supports."""

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
from alicloud_rules.instance_types import find

config = pulumi.Config()
zones: list[str] = config.require_object("zones")
instances_per_zone = config.require_int("instancesPerZone")
instance_type = config.require("instanceType")
public_mbps = config.require_int("publicMbps")


def secondary_enis() -> int:
    """Return the number of secondary ENIs of an instance: EniQuantity without the primary one."""
    known = find(instance_type)
    if known is None or known.eni_quantity < 2 or known.ipv6_per_eni < 1:
        raise pulumi.RunError(f"instanceType: {instance_type} does not support a secondary ENI with IPv6.")
    return known.eni_quantity - 1


enis_per_instance = secondary_enis()
image_id = alicloud.ecs.get_images(owners="system", name_regex="^centos_7_3", most_recent=True).ids[0]
vpc = Ipv6Vpc(
    "many",
    Ipv6VpcArgs(
        cidr_block="10.0.0.0/8",
        # One vSwitch for each zone; its number selects its IPv4 block and, as the mask, its IPv6 /64.
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


def build_server(name: str, vswitch_id: pulumi.Output[str]) -> dict[str, pulumi.Output[list[str]]]:
    """Create an instance and its secondary ENIs; return the IPv6 addresses of each ENI by its name."""
    server = Ipv6Instance(
        name,
        Ipv6InstanceArgs(
            vswitch_id=vswitch_id,
            security_group_ids=[vpc.security_group_id],
            instance_type=instance_type,
            image_id=image_id,
            keep_image=True,
            key_pair_name=config.require("keyPairName"),
            # The provider fails to read an Instance with several secondary ENIs.
            as_instance_set=enis_per_instance > 1,
        ),
    )
    addresses = {}
    for number in range(1, enis_per_instance + 1):
        eni = Ipv6SecondaryEni(
            f"{name}-eni-{number}",
            Ipv6SecondaryEniArgs(
                instance_id=server.instance_id,
                vswitch_id=vswitch_id,
                security_group_ids=[vpc.security_group_id],
                public_bandwidth=public_bandwidth,
            ),
        )
        addresses[f"{name}-eni-{number}"] = eni.ipv6_addresses.apply(list)
    return addresses


built: dict[str, pulumi.Output[list[str]]] = {}
# `vpc.vswitches`, not `vpc.vswitch_ids`: so the policy pack knows the zone of each instance in the first preview.
for zone_number, vswitch in enumerate(filter(None, vpc.vswitches), start=1):
    for number in range(1, instances_per_zone + 1):
        built |= build_server(f"server-{zone_number}-{number}", vswitch.id)
pulumi.export("ipv6Addresses", built)
