from dataclasses import replace
from typing import Any

import pulumi
import pulumi_alicloud as alicloud
import pytest

from alicloud_ipv6 import Ipv6RuleArgs, Ipv6Vpc, Ipv6VpcArgs, Policy, RuleProtocol, VswitchArgs
from tests.components.recorder import Recorder, record, refused

VSWITCH = VswitchArgs(zone_id="cn-beijing-h", cidr_block="10.0.1.0/24", ipv6_mask=7)
OTHER_VSWITCH = VswitchArgs(zone_id="cn-beijing-g", cidr_block="10.0.2.0/24", ipv6_mask=255, name="other")
LOOKUP = "alicloud:vpc/getNetworks:getNetworks"
OUTPUTS = {"alicloud:vpc/network:Network": {"ipv6CidrBlocks": [{"ipv6CidrBlock": "2001:db8::/56"}]}}


def build(opts: pulumi.ResourceOptions | None = None, /, **args: object) -> Ipv6Vpc:
    given: dict[str, Any] = {"cidr_block": "10.0.0.0/16", "vswitches": [VSWITCH], **args}
    return Ipv6Vpc("net", Ipv6VpcArgs(**given), opts)


def recorded(**args: object) -> Recorder:
    return record(lambda: build(**args), outputs=OUTPUTS)


def test_makes_a_vpc_with_an_ipv6_block() -> None:
    vpc = recorded(vpc_name="test-vpc-1", tags={"a": "b"}).one("vpc/network:Network")
    assert vpc.inputs == {
        "vpcName": "test-vpc-1",
        "cidrBlock": "10.0.0.0/16",
        "enableIpv6": True,
        "tags": {"a": "b"},
    }


def test_makes_each_vswitch_in_the_vpc_with_its_mask() -> None:
    made = recorded(vswitches=[VSWITCH, OTHER_VSWITCH])
    first, second = made.one("Switch", "net-vsw-7"), made.one("Switch", "net-vsw-255")
    assert first.inputs == {
        "vpcId": "net-vpc-id",
        "zoneId": "cn-beijing-h",
        "cidrBlock": "10.0.1.0/24",
        "enableIpv6": True,
        "ipv6CidrBlockMask": 7,
        "vswitchName": "net-vsw-7",
    }
    assert second.inputs["vswitchName"] == "other"
    assert first.property_dependencies == {"vpcId": {"net-vpc"}}


def test_lets_all_ipv6_in_and_says_nothing_about_out_by_default() -> None:
    made = recorded()
    rule = made.one("SecurityGroupRule")
    assert rule.inputs == {
        "type": "ingress",
        "ipProtocol": "all",
        "portRange": "-1/-1",
        "ipv6CidrIp": "::/0",
        "policy": "accept",
        "priority": 1,
        "nicType": "intranet",
        "securityGroupId": "net-sg-id",
    }
    assert rule.property_dependencies == {"securityGroupId": {"net-sg"}}


def test_no_ingress_rules_are_none() -> None:
    assert recorded(ingress_rules=[]).all("SecurityGroupRule") == []


def test_rules_go_in_as_given() -> None:
    made = recorded(
        ingress_rules=[
            Ipv6RuleArgs(protocol=RuleProtocol.TCP, port_range="22/22", cidr="192.0.2.0/24", description="ssh")
        ],
        egress_rules=[Ipv6RuleArgs(protocol=RuleProtocol.ICMPV6, policy=Policy.DROP, priority=5)],
    )
    ssh = made.one("SecurityGroupRule", "net-ingress-tcp-22_22-192.0.2.0_24")
    assert (ssh.inputs["cidrIp"], ssh.inputs["portRange"], ssh.inputs["description"]) == (
        "192.0.2.0/24",
        "22/22",
        "ssh",
    )
    assert "ipv6CidrIp" not in ssh.inputs
    drop = made.one("SecurityGroupRule", "net-egress-icmpv6-ipv6-drop-5")
    assert (drop.inputs["type"], drop.inputs["policy"], drop.inputs["priority"]) == ("egress", "drop", 5)


def test_a_rule_keeps_its_name_when_another_goes_before_it() -> None:
    kept = Ipv6RuleArgs(protocol=RuleProtocol.ICMPV6)
    alone = recorded(ingress_rules=[kept]).names()
    assert alone < recorded(ingress_rules=[Ipv6RuleArgs(protocol=RuleProtocol.GRE), kept]).names()


@pytest.mark.parametrize(("public", "gateways"), [(None, 0), (False, 0), (True, 1)])
def test_has_a_gateway_for_public_ipv6_only(public: bool | None, gateways: int) -> None:
    assert len(recorded(public_ipv6=public).all("Ipv6Gateway")) == gateways


def test_children_belong_to_the_component() -> None:
    made = recorded(public_ipv6=True)
    children = [one for one in made.registered if one.name != "net"]
    assert len(children) == 5
    assert {child.parent for child in children} == {"net"}


def test_the_callers_provider_reaches_every_child() -> None:
    def program() -> None:
        provider = alicloud.Provider("other-account", region="cn-shanghai")
        build(pulumi.ResourceOptions(provider=provider), public_ipv6=True)

    made = record(program, outputs=OUTPUTS)
    children = [one for one in made.registered if one.parent == "net"]
    assert len(children) == 5
    assert all("::other-account::" in child.provider for child in children)


def test_without_ipv6_for_now_everything_of_ipv6_is_left_out() -> None:
    rules = [Ipv6RuleArgs(), Ipv6RuleArgs(protocol=RuleProtocol.TCP, port_range="22/22", cidr="192.0.2.0/24")]
    off = recorded(ipv6=False, public_ipv6=True, ingress_rules=rules, egress_rules=[Ipv6RuleArgs()])
    on = recorded(ipv6=True, public_ipv6=True, ingress_rules=rules, egress_rules=[Ipv6RuleArgs()])
    assert off.one("vpc/network:Network").inputs["enableIpv6"] is False
    vswitch = off.one("Switch").inputs
    assert (vswitch["enableIpv6"], vswitch.get("ipv6CidrBlockMask")) == (False, None)
    assert off.names() < on.names()
    assert on.names() - off.names() == {"net-ipv6gw", "net-ingress-all-ipv6", "net-egress-all-ipv6"}


def test_an_existing_vpc_is_used_and_its_ipv6_block_looked_up() -> None:
    def program() -> None:
        net = build(vpc_id="vpc-1", cidr_block=None, public_ipv6=True)
        assert net.vpc is None
        pulumi.export("found", [net.vpc_id, net.ipv6_cidr_block])

    made = record(program, invokes={LOOKUP: {"vpcs": [{"ipv6CidrBlock": "2001:db8::/56"}]}})
    assert made.all("vpc/network:Network") == []
    assert {made.one(kind).inputs["vpcId"] for kind in ("Switch", "SecurityGroup", "Ipv6Gateway")} == {"vpc-1"}
    assert made.invoked == [(LOOKUP, {"ids": ["vpc-1"]})]
    assert made.stack_outputs == {"found": ["vpc-1", "2001:db8::/56"]}


def test_an_existing_vpc_is_asked_after_with_the_callers_provider() -> None:
    def program() -> None:
        provider = alicloud.Provider("other-account", region="cn-shanghai")
        build(pulumi.ResourceOptions(provider=provider), vpc_id="vpc-1", cidr_block=None)

    made = record(program, invokes={LOOKUP: {"vpcs": []}})
    assert ["::other-account::" in one for one in made.invoke_providers] == [True]


def test_existing_vswitches_stand_beside_created_ones() -> None:
    def program() -> None:
        net = build(vswitches=[VswitchArgs(vswitch_id="vsw-1"), VSWITCH])
        assert net.vswitches[0] is None
        pulumi.export("ids", net.vswitch_ids)

    made = record(program, outputs=OUTPUTS)
    assert {one.name for one in made.all("Switch")} == {"net-vsw-7"}
    assert made.stack_outputs == {"ids": ["vsw-1", "net-vsw-7-id"]}


def test_to_an_existing_security_group_only_the_given_rules_are_added() -> None:
    assert recorded(security_group_id="sg-1").all("SecurityGroupRule") == []
    made = recorded(security_group_id="sg-1", ingress_rules=[Ipv6RuleArgs(protocol=RuleProtocol.ICMPV6)])
    assert made.all("ecs/securityGroup:SecurityGroup") == []
    assert made.one("SecurityGroupRule").inputs["securityGroupId"] == "sg-1"


def test_all_of_it_may_exist() -> None:
    def program() -> None:
        net = build(
            vpc_id="vpc-1",
            cidr_block=None,
            vswitches=[VswitchArgs(vswitch_id="vsw-1")],
            security_group_id="sg-1",
            ipv6_gateway_id="ipv6gw-1",
        )
        assert (net.vpc, net.vswitches, net.security_group, net.ipv6_gateway) == (None, [None], None, None)
        pulumi.export("ids", [net.vpc_id, net.vswitch_ids, net.security_group_id, net.ipv6_gateway_id])

    made = record(program, invokes={LOOKUP: {"vpcs": []}})
    assert made.names() == {"net"}
    assert made.stack_outputs == {"ids": ["vpc-1", ["vsw-1"], "sg-1", "ipv6gw-1"]}


def test_what_exists_may_be_of_the_same_program() -> None:
    def program() -> None:
        vpc = alicloud.vpc.Network("earlier", cidr_block="10.0.0.0/16")
        build(vpc_id=vpc.id, cidr_block=None)

    made = record(program, preview=True)
    assert made.one("Switch").property_dependencies == {"vpcId": {"earlier"}}
    assert made.invoked == []


ZONES = ["cn-beijing-h", "cn-beijing-i", "cn-beijing-k"]


def test_zones_get_a_vswitch_each_with_its_own_blocks() -> None:
    made = recorded(vswitches=None, zones=ZONES)
    found = {one.name: one.inputs for one in made.all("Switch")}
    assert {name: (one["zoneId"], one["cidrBlock"], one["ipv6CidrBlockMask"]) for name, one in found.items()} == {
        "net-vsw-0": ("cn-beijing-h", "10.0.0.0/24", 0),
        "net-vsw-1": ("cn-beijing-i", "10.0.1.0/24", 1),
        "net-vsw-2": ("cn-beijing-k", "10.0.2.0/24", 2),
    }


def test_a_zone_that_is_added_at_the_end_changes_no_other_vswitch() -> None:
    two, three = (recorded(vswitches=None, zones=ZONES[:number]) for number in (2, 3))
    assert [three.one("Switch", one.name).inputs for one in two.all("Switch")] == [
        one.inputs for one in two.all("Switch")
    ]


def test_zones_may_be_unknown_as_long_as_their_number_is_known() -> None:
    def program() -> None:
        earlier = alicloud.vpc.Switch("earlier", vpc_id="v", cidr_block="10.9.0.0/24", zone_id="cn-beijing-h")
        build(vswitches=None, zones=[earlier.zone_id, "cn-beijing-i"])

    made = record(program, preview=True)
    assert made.one("Switch", "net-vsw-0").property_dependencies["zoneId"] == {"earlier"}


def test_what_takes_a_resource_group_gets_it() -> None:
    made = recorded(resource_group_id="rg-1", public_ipv6=True)
    grouped = {one.name for one in made.registered if one.inputs.get("resourceGroupId") == "rg-1"}
    assert grouped == {"net-vpc", "net-sg", "net-ipv6gw"}


def test_outputs() -> None:
    def program() -> None:
        net = build(public_ipv6=True, vswitches=[VSWITCH, OTHER_VSWITCH])
        for name in ("vpc_id", "ipv6_cidr_block", "vswitch_ids", "security_group_id", "ipv6_gateway_id"):
            pulumi.export(name, getattr(net, name))

    assert record(program, outputs=OUTPUTS).stack_outputs == {
        "vpc_id": "net-vpc-id",
        "ipv6_cidr_block": "2001:db8::/56",
        "vswitch_ids": ["net-vsw-7-id", "net-vsw-255-id"],
        "security_group_id": "net-sg-id",
        "ipv6_gateway_id": "net-ipv6gw-id",
    }


def test_everything_is_registered_in_a_preview_too() -> None:
    assert record(lambda: build(public_ipv6=True), preview=True).names() == recorded(public_ipv6=True).names()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"cidr_block": "10.0.0.1/16"}, "cidr_block"),
        ({"cidr_block": "10.0.0.0/7"}, "cidr_block"),
        ({"vswitches": []}, "vswitches"),
        ({"vswitches": [VswitchArgs(zone_id="z", cidr_block="10.0.1.0/24", ipv6_mask=256)]}, "vswitches"),
        ({"vswitches": [VswitchArgs(zone_id="z", cidr_block="10.0.1.0/24", ipv6_mask=-1)]}, "vswitches"),
        ({"vswitches": [VSWITCH, VswitchArgs(zone_id="z", cidr_block="10.0.2.0/24", ipv6_mask=7)]}, "vswitches"),
        ({"vswitches": [VSWITCH, VswitchArgs(zone_id="z", cidr_block="10.0.1.0/25", ipv6_mask=8)]}, "vswitches"),
        ({"vswitches": [VswitchArgs(zone_id="z", cidr_block="10.1.1.0/24", ipv6_mask=1)]}, "vswitches"),
        ({"cidr_block": None}, "cidr_block"),
        ({"vpc_id": "vpc-1"}, "cidr_block"),
        ({"vpc_id": "vpc-1", "cidr_block": None, "vpc_name": "x"}, "vpc_name"),
        ({"security_group_id": "sg-1", "security_group_name": "x"}, "security_group_name"),
        ({"ipv6_gateway_id": "ipv6gw-1", "public_ipv6": True}, "public_ipv6"),
        ({"vswitches": [VSWITCH, VswitchArgs(zone_id="z", ipv6_mask=8)]}, "vswitches[1].cidr_block"),
        ({"vswitches": [VswitchArgs(vswitch_id="vsw-1", ipv6_mask=7)]}, "vswitches[0].ipv6_mask"),
        ({"vswitches": [VswitchArgs(vswitch_id="vsw-1", name="x")]}, "vswitches[0].name"),
        ({"vpc_id": "v", "cidr_block": None, "vswitches": [replace(VSWITCH, cidr_block="10.0.0.0/8")]}, "vswitches"),
        ({"vpc_id": "v", "cidr_block": None, "vswitches": [VSWITCH, replace(VSWITCH, ipv6_mask=8)]}, "vswitches"),
        ({"ipv6": False, "ingress_rules": [Ipv6RuleArgs(cidr="::/129")]}, "ingress_rules"),
        ({"ingress_rules": [Ipv6RuleArgs(port_range="1/2")]}, "ingress_rules"),
        ({"ingress_rules": [Ipv6RuleArgs(), Ipv6RuleArgs(description="again")]}, "ingress_rules"),
        ({"egress_rules": [Ipv6RuleArgs(cidr="::/129")]}, "egress_rules"),
        ({"vswitches": None}, "vswitches"),
        ({"zones": ZONES}, "zones"),
        ({"vswitches": None, "zones": []}, "zones"),
        ({"vswitches": None, "zones": ZONES, "cidr_block": "10.0.0.0/28"}, "zones"),
        ({"vswitches": None, "zones": ZONES, "cidr_block": None, "vpc_id": "vpc-1"}, "zones"),
        ({"resource_group_id": "default"}, "resource_group_id"),
        ({"tags": {"acs:mine": "x"}}, "tags"),
    ],
)
def test_wrong_input_is_refused_before_anything_is_registered(wrong: dict[str, object], named: str) -> None:
    reasons = refused(lambda: build(**wrong))
    assert list(reasons) == [named]


def test_all_wrong_inputs_are_told_at_once() -> None:
    reasons = refused(lambda: build(cidr_block="x", vswitches=[], egress_rules=[Ipv6RuleArgs(priority=0)]))
    assert reasons.keys() == {"cidr_block", "vswitches", "egress_rules"}


def test_inputs_that_are_not_known_yet_are_left_to_the_service() -> None:
    def program() -> None:
        earlier = alicloud.vpc.Network("earlier", cidr_block="10.0.0.0/16")
        build(cidr_block=earlier.cidr_block, vswitches=[VSWITCH])

    made = record(program, preview=True)
    assert made.one("vpc/network:Network", "net-vpc").property_dependencies["cidrBlock"] == {"earlier"}
