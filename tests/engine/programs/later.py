"""A network and an instance with a secondary ENI; config `ipv6` says whether they have IPv6."""

import os

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

ipv6 = pulumi.Config().require_bool("ipv6")
net = Ipv6Vpc(
    "net",
    Ipv6VpcArgs(
        cidr_block="10.0.0.0/16",
        vswitches=[VswitchArgs(zone_id="cn-beijing-h", cidr_block="10.0.1.0/24", ipv6_mask=1)],
        ingress_rules=[
            Ipv6RuleArgs(),
            Ipv6RuleArgs(protocol=RuleProtocol.TCP, port_range="22/22", cidr="192.0.2.0/24"),
        ],
        public_ipv6=True,
        ipv6=ipv6,
    ),
)
image = alicloud.ecs.get_images_output(owners="system", name_regex="^centos_7_3", most_recent=True)
host = Ipv6Instance(
    "host",
    Ipv6InstanceArgs(
        vswitch_id=net.vswitch_ids[0],
        security_group_ids=[net.security_group_id],
        instance_type="ecs.g6.large",
        image_id=image.ids[0],
        password=os.environ["ECS_LOGIN_PASSWORD"],
    ),
)
gateway = net.ipv6_gateway
bandwidth = PublicBandwidthArgs(ipv6_gateway_id=gateway.id, bandwidth_mbps=10) if gateway else None
nic = Ipv6SecondaryEni(
    "nic",
    Ipv6SecondaryEniArgs(
        instance_id=host.instance_id,
        vswitch_id=net.vswitch_ids[0],
        security_group_ids=[net.security_group_id],
        ipv6_address_count=1 if ipv6 else 0,
        public_bandwidth=bandwidth,
    ),
)
pulumi.export("ipv6CidrBlock", net.ipv6_cidr_block)
pulumi.export("ipv6Addresses", nic.ipv6_addresses)
