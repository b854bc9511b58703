"""What exists, and components that adopt it: made by plain resources, or by ids alone with config `existing`.

Without config `adopt` nothing is adopted.
"""

import os
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import (
    Ipv6RuleArgs,
    Ipv6SecondaryEni,
    Ipv6SecondaryEniArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    PublicBandwidthArgs,
    RuleProtocol,
    VswitchArgs,
)

ZONE = "cn-beijing-h"
config = pulumi.Config()


def make() -> dict[str, Any]:
    """Make a network, two instances, an ENI that is attached to one, and one for the other."""
    vpc = alicloud.vpc.Network("own", cidr_block="10.0.0.0/16", enable_ipv6=True)
    vswitch = alicloud.vpc.Switch("own", vpc_id=vpc.id, zone_id=ZONE, cidr_block="10.0.1.0/24", ipv6_cidr_block_mask=1)
    group = alicloud.ecs.SecurityGroup("own", security_group_name="own", vpc_id=vpc.id)
    gateway = alicloud.vpc.Ipv6Gateway("own", vpc_id=vpc.id)
    image = alicloud.ecs.get_images_output(owners="system", name_regex="^centos_7_3", most_recent=True)
    instances = [
        alicloud.ecs.Instance(
            f"own-{number}",
            instance_type="ecs.g6.large",
            image_id=image.ids[0],
            vswitch_id=vswitch.id,
            security_groups=[group.id],
            system_disk_category="cloud_efficiency",
            password=os.environ["ECS_LOGIN_PASSWORD"],
        )
        for number in (1, 2)
    ]
    enis = [
        alicloud.ecs.EcsNetworkInterface(f"own-{number}", vswitch_id=vswitch.id, security_group_ids=[group.id])
        for number in (1, 2)
    ]
    attached = alicloud.ecs.EcsNetworkInterfaceAttachment(
        "own", network_interface_id=enis[0].id, instance_id=instances[0].id
    )
    return {
        "vpc": vpc.id,
        "vswitch": vswitch.id,
        "group": group.id,
        "gateway": gateway.id,
        "attached": attached.network_interface_id,
        "free": enis[1].id,
        "instance": instances[1].id,
    }


def adopt(existing: dict[str, Any]) -> None:
    """Add a vSwitch and a rule to the network, and IPv6 addresses to both ENIs."""
    net = Ipv6Vpc(
        "net",
        Ipv6VpcArgs(
            vpc_id=existing["vpc"],
            vswitches=[
                VswitchArgs(vswitch_id=existing["vswitch"]),
                VswitchArgs(zone_id=ZONE, cidr_block="10.0.2.0/24", ipv6_mask=2),
            ],
            security_group_id=existing["group"],
            ingress_rules=[Ipv6RuleArgs(protocol=RuleProtocol.ICMPV6)],
            ipv6_gateway_id=existing["gateway"],
        ),
    )
    bandwidth = PublicBandwidthArgs(ipv6_gateway_id=existing["gateway"], bandwidth_mbps=10)
    attached = Ipv6SecondaryEni(
        "attached", Ipv6SecondaryEniArgs(network_interface_id=existing["attached"], public_bandwidth=bandwidth)
    )
    free = Ipv6SecondaryEni(
        "free", Ipv6SecondaryEniArgs(network_interface_id=existing["free"], instance_id=existing["instance"])
    )
    pulumi.export("ipv6CidrBlock", net.ipv6_cidr_block)
    pulumi.export("vswitchIds", net.vswitch_ids)
    pulumi.export("enis", [one.network_interface_id for one in (attached, free)])
    pulumi.export("privateIpv4", [one.private_ipv4 for one in (attached, free)])
    pulumi.export("ipv6Addresses", [one.ipv6_addresses for one in (attached, free)])


known = config.get_object("existing") or make()
pulumi.export("existing", known)
if config.get_bool("adopt"):
    adopt(known)
