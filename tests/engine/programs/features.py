"""The arguments for resource groups, tags, protection, IPv4, security groups and egress-only addresses; two ENIs."""

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import (
    EniSecurityGroupArgs,
    Ipv6Instance,
    Ipv6InstanceArgs,
    Ipv6RuleArgs,
    Ipv6SecondaryEni,
    Ipv6SecondaryEniArgs,
    Ipv6Vpc,
    Ipv6VpcArgs,
    PublicBandwidthArgs,
    RuleProtocol,
)

config = pulumi.Config()
groups = {
    name: alicloud.resourcemanager.ResourceGroup(name, resource_group_name=name, display_name=name).id
    for name in ("before", "after")
}
group = groups[config.require("group")]
tags: dict[str, pulumi.Input[str]] = {"owner": config.require("owner")}
a_set = config.get_bool("set")
net = Ipv6Vpc(
    "net",
    Ipv6VpcArgs(
        cidr_block="10.0.0.0/16",
        zones=config.require_object("zones"),
        public_ipv6=True,
        tags=tags,
        resource_group_id=group,
    ),
)
web = Ipv6Instance(
    "web",
    Ipv6InstanceArgs(
        vswitch_id=net.vswitch_ids[0],
        security_group_ids=[net.security_group_id],
        instance_type="ecs.g6.xlarge",
        image_id="centos_7_3_x64_20G_alibase_20211130.vhd",
        key_pair_name="test-key-pair",
        public_ipv4_bandwidth_mbps=5,
        tags=tags,
        volume_tags=None if a_set else tags,
        resource_group_id=groups["before"] if a_set else group,
        deletion_protection=config.get_bool("protected"),
        as_instance_set=a_set,
    ),
)
for number in range(2 if a_set else 1):
    Ipv6SecondaryEni(
        f"eni-{number}",
        Ipv6SecondaryEniArgs(
            instance_id=web.instance_id,
            vswitch_id=net.vswitch_ids[0],
            security_group=EniSecurityGroupArgs(
                vpc_id=net.vpc_id, ingress_rules=[Ipv6RuleArgs(protocol=RuleProtocol.ICMPV6)]
            ),
            secondary_private_ip_address_count=config.require_int("ipv4"),
            public_bandwidth=PublicBandwidthArgs(
                ipv6_gateway_id=net.ipv6_gateway_id,
                bandwidth_mbps=10,
                egress_only=config.get_bool("egressOnly"),
            ),
            tags=tags,
            resource_group_id=group,
        ),
    )
pulumi.export("instance", {"id": web.instance_id, "private": web.private_ipv4, "public": web.public_ipv4})
