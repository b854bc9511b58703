"""Plain alicloud resources: two ENIs, one of which is exempted from a policy."""

import pulumi
import pulumi_alicloud as alicloud

config = pulumi.Config()

vpc = alicloud.vpc.Network("shop", vpc_name="shop", cidr_block="192.168.0.0/16", enable_ipv6=True)
vswitch = alicloud.vpc.Switch(
    "shop",
    vswitch_name="shop",
    vpc_id=vpc.id,
    zone_id=config.require("zoneId"),
    cidr_block="192.168.1.0/24",
    ipv6_cidr_block_mask=1,
)
group = alicloud.ecs.SecurityGroup("shop", security_group_name="shop", vpc_id=vpc.id)
alicloud.ecs.SecurityGroupRule(
    "pinged",
    type="ingress",
    security_group_id=group.id,
    ip_protocol="icmpv6",
    port_range="-1/-1",
    ipv6_cidr_ip="::/0",
    nic_type="intranet",
    description="To be pinged",
)
web = alicloud.ecs.EcsNetworkInterface(
    "web",
    network_interface_name="web",
    vswitch_id=vswitch.id,
    security_group_ids=[group.id],
    ipv6_address_count=1 if config.require_bool("ipv6AtCreation") else None,
)
# The pack refuses IPv6 addresses at creation; policies.json exempts this ENI until it is replaced.
legacy = alicloud.ecs.EcsNetworkInterface(
    "legacy-mail",
    network_interface_name="legacy-mail",
    vswitch_id=vswitch.id,
    security_group_ids=[group.id],
    ipv6_address_count=1,
)
pulumi.export("networkInterfaceIds", [web.id, legacy.id])
