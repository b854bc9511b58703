"""Programs with the kinds of resources that the pack learned later, for the tests of the real engine."""

_NETWORK = """\
import pulumi
import pulumi_alicloud as alicloud

zone, image = "cn-beijing-h", "centos_7_3_x64_20G_alibase_20211130.vhd"
vpc = alicloud.vpc.Network("vpc", cidr_block="10.0.0.0/8", enable_ipv6=True, ipv6_isp="BGP")
vswitch = alicloud.vpc.Switch("vsw", vpc_id=vpc.id, cidr_block="10.0.0.0/12", zone_id=zone)
group = alicloud.ecs.SecurityGroup("group", vpc_id=vpc.id)
"""

NEWER_PROGRAMS = {
    "auto_provisioning": (
        "security-group-ip-quota",
        _NETWORK
        + """\
template = alicloud.ecs.EcsLaunchTemplate(
    "template", launch_template_name="fleet", image_id=image, instance_type="ecs.g6.large",
    security_group_id=group.id, vswitch_id=vswitch.id,
)
place = {"instance_type": "ecs.g6.large", "vswitch_id": vswitch.id, "weighted_capacity": "1", "max_price": "2"}
alicloud.ecs.AutoProvisioningGroup(
    "fleet", launch_template_id=template.id, total_target_capacity="3000", pay_as_you_go_target_capacity="3000",
    spot_target_capacity="0", launch_template_configs=[place],
)
""",
    ),
    "trunk_members": (
        "eni-attach-quota",
        _NETWORK
        + """\
for name, number, kind in (("members", 8, "ecs.g6.2xlarge"), ("others", 8, "ecs.g6.2xlarge")):
    instance = alicloud.ecs.Instance(
        name, availability_zone=zone, instance_type=kind, image_id=image, security_groups=[group.id],
        vswitch_id=vswitch.id,
    )
    trunk = alicloud.ecs.EcsNetworkInterface(
        f"{name}-trunk", vswitch_id=vswitch.id, security_group_ids=[group.id], instance_type="Trunk"
    )
    on = alicloud.ecs.EcsNetworkInterfaceAttachment(
        f"{name}-trunk", network_interface_id=trunk.id, instance_id=instance.id
    )
    for index in range(number):
        eni = alicloud.ecs.EcsNetworkInterface(
            f"{name}-{index}", vswitch_id=vswitch.id, security_group_ids=[group.id]
        )
        alicloud.ecs.EcsNetworkInterfaceAttachment(
            f"{name}-{index}", network_interface_id=eni.id, instance_id=instance.id,
            trunk_network_instance_id=on.network_interface_id if name == "members" else None,
        )
""",
    ),
    "two_blocks": (
        "ipv6-mask-unique",
        _NETWORK
        + """\
block = "2408:4005:3c5::/56"
extra = pulumi.ResourceOptions(depends_on=[alicloud.vpc.Ipv6CidrBlock("x", vpc_id=vpc.id, ipv6_cidr_block=block)])
blocks = {"a": vpc.ipv6_cidr_block, "b": block, "c": block}
for number, (name, named) in enumerate(blocks.items(), start=1):
    alicloud.vpc.Switch(
        name, vpc_id=vpc.id, cidr_block=f"10.{number + 15}.0.0/16", zone_id=zone, vpc_ipv6_cidr_block=named,
        ipv6_cidr_block_mask=1, opts=extra,
    )
""",
    ),
    "everybody": (
        "ipv6-ingress-open",
        _NETWORK
        + """\
everybody = alicloud.ecs.EcsPrefixList(
    "everybody", address_family="IPv6", max_entries=2, prefix_list_name="everybody", entries=[{"cidr": "::/0"}]
)
rules = {"halves-1": "::/1", "halves-2": "8000::/1", "unicast": "2000::/3", "some": "2408:4005::/32"}
for name, block in rules.items():
    alicloud.ecs.SecurityGroupRule(
        name, type="ingress", ip_protocol="tcp", port_range="22/22", ipv6_cidr_ip=block, security_group_id=group.id
    )
alicloud.ecs.SecurityGroupRule(
    "listed", type="ingress", ip_protocol="all", port_range="-1/-1", prefix_list_id=everybody.id,
    security_group_id=group.id,
)
""",
    ),
}
"""The limit that a program breaks, and the program."""
