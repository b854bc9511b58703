import pytest

from policy_testkit import UNKNOWN
from tests.policies.limits.lab import ENI, assign, open_questions, said, world

LIMIT = "ipv6-vswitch-required"
VPC, VSWITCH = "alicloud:vpc/network:Network", "alicloud:vpc/switch:Switch"
ON = {"enableIpv6": True}


def found(vpc: dict[str, object], vswitch: dict[str, object], number: object = 1) -> list[str]:
    w = world()
    net = w.plan.resource(VPC, "vpc", vpc)
    place = w.plan.resource(VSWITCH, "vsw", {"vpcId": net.id, **vswitch})
    w.plan.resource(ENI, "eni", {"vswitchId": place.id, "ipv6AddressCount": number})
    return said(LIMIT, w) + open_questions(LIMIT, w)


@pytest.mark.parametrize(
    "vswitch", [{"ipv6CidrBlockMask": 0}, {"ipv6CidrBlockMask": 255}, {"enableIpv6": True, "ipv6CidrBlockMask": 0}]
)
@pytest.mark.parametrize("vpc", [ON, {"ipv6CidrBlock": "2001:db8::/56"}])
def test_both_blocks_make_it_right(vpc: dict[str, object], vswitch: dict[str, object]) -> None:
    assert found(vpc, vswitch) == []


@pytest.mark.parametrize(
    ("vpc", "vswitch", "problem"),
    [
        ({}, {"ipv6CidrBlockMask": 1}, "The VPC has no IPv6 block"),
        (ON, {}, "The vSwitch has no IPv6 block"),
        (ON, {"enableIpv6": True}, "The vSwitch has no IPv6 block"),
        (ON, {"enableIpv6": UNKNOWN}, "The vSwitch has no IPv6 block"),
    ],
)
def test_a_missing_one_is_named(vpc: dict[str, object], vswitch: dict[str, object], problem: str) -> None:
    (message,) = found(vpc, vswitch)
    assert f"EcsNetworkInterface eni: {problem}" in message
    assert "(vSwitch vsw, VPC vpc)" in message


def test_a_missing_one_decides_whatever_the_other_is() -> None:
    assert "The vSwitch has no IPv6 block" in found({"enableIpv6": UNKNOWN}, {})[0]


def test_an_eni_without_ipv6_needs_none() -> None:
    assert found({}, {}, 0) == []


@pytest.mark.parametrize(
    ("vpc", "vswitch", "number", "needs"),
    [
        ({"enableIpv6": UNKNOWN}, {"ipv6CidrBlockMask": 1}, 1, "enableIpv6 of Network vpc"),
        (ON, {"ipv6CidrBlockMask": UNKNOWN}, 1, "ipv6CidrBlockMask of Switch vsw"),
        (ON, {"enableIpv6": UNKNOWN, "ipv6CidrBlockMask": 1}, 1, "enableIpv6 of Switch vsw"),
        (ON, {"enableIpv6": False, "ipv6CidrBlockMask": 1}, 1, "enableIpv6 of Switch vsw"),
        (ON, {}, UNKNOWN, "ipv6AddressCount of EcsNetworkInterface eni"),
    ],
)
def test_what_is_not_known_is_named(
    vpc: dict[str, object], vswitch: dict[str, object], number: object, needs: str
) -> None:
    assert found(vpc, vswitch, number) == [f"EcsNetworkInterface eni: needs {needs}"]


def test_a_block_of_its_own_resource_counts() -> None:
    w = world()
    net = w.plan.resource(VPC, "vpc", {})
    w.plan.resource("alicloud:vpc/ipv6CidrBlock:Ipv6CidrBlock", "block", {"vpcId": net.id})
    place = w.plan.resource(VSWITCH, "vsw", {"vpcId": net.id, "ipv6CidrBlockMask": 1})
    w.plan.resource(ENI, "eni", {"vswitchId": place.id, "ipv6AddressCount": 1})
    assert said(LIMIT, w) == []


def test_a_vswitch_outside_the_stack_can_be_told_about() -> None:
    w = world()
    w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    assert len(open_questions(LIMIT, w)) == 1
    told = {"vsw-1": {"ipv6": True, "vpcId": "vpc-1"}, "vpc-1": {"ipv6": True}}
    assert open_questions(LIMIT, w, outside=told) == said(LIMIT, w, outside=told) == []
    assert len(said(LIMIT, w, outside={"vsw-1": {"ipv6": False}})) == 1


def test_an_assignment_needs_it_too() -> None:
    w = world()
    place = w.plan.resource(VSWITCH, "vsw", {"vpcId": w.plan.resource(VPC, "vpc", ON).id})
    eni = w.plan.resource(ENI, "eni", {"vswitchId": place.id})
    assign(w.plan, "one", eni.id)
    assert len(said(LIMIT, w)) == 1
