"""Create BENCH_UNITS x [ENI, instance, attachment] in one vSwitch, without components."""

import os

import pulumi
import pulumi_alicloud as alicloud

_PER_GROUP = 500

provider = pulumi.ResourceOptions(provider=alicloud.Provider("plain", region="cn-beijing"))
vpc = alicloud.vpc.Network("vpc", cidr_block="10.0.0.0/8", enable_ipv6=True, opts=provider)
vswitch = alicloud.vpc.Switch(
    "vsw", vpc_id=vpc.id, zone_id="cn-beijing-h", cidr_block="10.0.0.0/16", ipv6_cidr_block_mask=0, opts=provider
)
units = int(os.environ["BENCH_UNITS"])
groups = [
    alicloud.ecs.SecurityGroup(f"group{number}", vpc_id=vpc.id, opts=provider)
    for number in range(1 + units // _PER_GROUP)
]
for number in range(units):
    group = groups[number // _PER_GROUP]
    eni = alicloud.ecs.EcsNetworkInterface(
        f"eni{number}", vswitch_id=vswitch.id, security_group_ids=[group.id], opts=provider
    )
    instance = alicloud.ecs.Instance(
        f"instance{number}",
        instance_type="ecs.g6.large",
        image_id="centos",
        vswitch_id=vswitch.id,
        security_groups=[group.id],
        opts=provider,
    )
    alicloud.ecs.EcsNetworkInterfaceAttachment(
        f"attachment{number}", network_interface_id=eni.id, instance_id=instance.id, opts=provider
    )
