"""Programs for the tests of the check and, in tests/engine, of the real engine."""

from pathlib import Path

import yaml

PROJECT = {"name": "shop", "runtime": {"name": "python"}, "config": {"alicloud:region": {"value": "cn-beijing"}}}

NETWORK = """\
import pulumi
import pulumi_alicloud as alicloud

vpc = alicloud.vpc.Network("vpc", vpc_name="shop", cidr_block="10.0.0.0/8", enable_ipv6=True)
vswitch = alicloud.vpc.Switch(
    "vsw", vpc_id=vpc.id, zone_id="cn-beijing-h", cidr_block="10.1.1.0/24", ipv6_cidr_block_mask=1
)
group = alicloud.ecs.SecurityGroup("group", vpc_id=vpc.id, tags={"team": "net"})
"""

PROGRAMS = {
    "good": NETWORK
    + """\
alicloud.ecs.EcsNetworkInterface("eni", vswitch_id=vswitch.id, security_group_ids=[group.id])
pulumi.export("vpc", vpc.id)
""",
    "no_group": NETWORK
    + """\
alicloud.ecs.EcsNetworkInterface("eni", vswitch_id=vswitch.id)
""",
    "many": NETWORK
    + """\
for number in range(3):
    alicloud.ecs.EcsNetworkInterface(f"eni-{number}", vswitch_id=vswitch.id, security_group_ids=[group.id])
alicloud.vpc.Switch("wide", vpc_id=vpc.id, zone_id="cn-beijing-h", cidr_block="10.2.0.0/16")
""",
    "component": """\
import pulumi
import pulumi_alicloud as alicloud


class Site(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("shop:index:Site", name, {}, opts)
        below = pulumi.ResourceOptions(parent=self)
        self.vpc = alicloud.vpc.Network(f"{name}-vpc", cidr_block="10.0.0.0/8", opts=below)
        self.vswitch = alicloud.vpc.Switch(
            f"{name}-vsw", vpc_id=self.vpc.id, zone_id="cn-beijing-h", cidr_block="10.0.0.0/9", opts=below
        )
        self.register_outputs({"vpcId": self.vpc.id, "name": name})


north = alicloud.Provider("north", region="cn-hangzhou")
for name in ("one", "two"):
    Site(name, pulumi.ResourceOptions(providers=[north]))
""",
    "lookup": """\
import pulumi
import pulumi_alicloud as alicloud

zone = alicloud.get_zones(available_resource_creation="VSwitch").zones[0].id
vpc = alicloud.vpc.Network("vpc", cidr_block="10.0.0.0/8", description=f"in {zone}")
alicloud.vpc.Switch("vsw", vpc_id=vpc.id, zone_id=zone, cidr_block="10.1.0.0/16")
""",
}


def write_program(folder: Path, source: str, stack: dict[str, object] | None = None, runtime: str = "") -> Path:
    """Write a program with its project and its dev stack; `runtime` is a virtual environment for the engine."""
    folder.mkdir(parents=True, exist_ok=True)
    project = dict(PROJECT)
    if runtime:
        project["runtime"] = {"name": "python", "options": {"virtualenv": runtime}}
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump(project))
    (folder / "Pulumi.dev.yaml").write_text(yaml.safe_dump({"config": stack or {}}))
    (folder / "__main__.py").write_text(source)
    return folder
