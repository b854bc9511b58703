"""Two components with the options that config gives: `name`, `formerly`, `tag`, `ignore`, `protect`, `describe`."""

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import Ipv6SecondaryEni, Ipv6SecondaryEniArgs, Ipv6Vpc, Ipv6VpcArgs, VswitchArgs

config = pulumi.Config()
NAME = config.get("name") or "net"
FORMERLY = config.get("formerly")


def describe(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    """Give the vSwitches a description, which the component has no input for."""
    if args.type_ != "alicloud:vpc/switch:Switch":
        return None
    return pulumi.ResourceTransformResult({**args.props, "description": config.require("describe")}, args.opts)


first = alicloud.vpc.Network("first", cidr_block="10.1.0.0/16")
options = pulumi.ResourceOptions(
    depends_on=[first],
    protect=config.get_bool("protect"),
    ignore_changes=config.get_object("ignore"),
    aliases=[pulumi.Alias(name=FORMERLY)] if FORMERLY else None,
    transforms=[describe] if config.get("describe") else None,
    custom_timeouts=pulumi.CustomTimeouts(create="20m"),
)
tags: dict[str, pulumi.Input[str]] = {"tag": config.require("tag")}
net = Ipv6Vpc(
    NAME,
    Ipv6VpcArgs(
        vpc_name="vpc",
        cidr_block="10.0.0.0/16",
        vswitches=[VswitchArgs(name="vsw", zone_id="cn-beijing-h", cidr_block="10.0.1.0/24", ipv6_mask=1)],
        security_group_name="group",
        tags=tags,
    ),
    options,
)
eni = alicloud.ecs.EcsNetworkInterface(
    "own", vswitch_id=net.vswitch_ids[0], security_group_ids=[net.security_group_id], network_interface_name="own"
)
Ipv6SecondaryEni(
    f"{NAME}-nic",
    Ipv6SecondaryEniArgs(network_interface_id=eni.id),
    pulumi.ResourceOptions(
        ignore_changes=config.get_object("ignore"),
        aliases=[pulumi.Alias(name=f"{FORMERLY}-nic")] if FORMERLY else None,
    ),
)
