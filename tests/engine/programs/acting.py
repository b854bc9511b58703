"""A network and an instance with a secondary ENI, by an explicit provider whose settings config `provider` has."""

import os

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import (
    Ipv6Instance,
    Ipv6InstanceArgs,
    Ipv6SecondaryEni,
    Ipv6SecondaryEniArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    VswitchArgs,
)

settings = pulumi.Config().require_object("provider")
provider = alicloud.Provider("user", region="cn-beijing", **settings)
options = pulumi.ResourceOptions(provider=provider)
net = Ipv6Vpc(
    "net",
    Ipv6VpcArgs(
        cidr_block="10.0.0.0/16",
        vswitches=[VswitchArgs(zone_id="cn-beijing-h", cidr_block="10.0.1.0/24", ipv6_mask=1)],
    ),
    options,
)
host = Ipv6Instance(
    "host",
    Ipv6InstanceArgs(
        vswitch_id=net.vswitch_ids[0],
        security_group_ids=[net.security_group_id],
        instance_type="ecs.g6.large",
        image_id="centos_7_3_x64_20G_alibase_20211130.vhd",
        password=os.environ["ECS_LOGIN_PASSWORD"],
    ),
    options,
)
nic = Ipv6SecondaryEni(
    "nic",
    Ipv6SecondaryEniArgs(
        instance_id=host.instance_id, vswitch_id=net.vswitch_ids[0], security_group_ids=[net.security_group_id]
    ),
    options,
)
pulumi.export("ipv6Addresses", nic.ipv6_addresses)
