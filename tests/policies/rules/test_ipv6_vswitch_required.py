import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import ENI, assign, messages, new_stack, undetermined

LIMIT = "ipv6-vswitch-required"
VPC, VSWITCH = "alicloud:vpc/network:Network", "alicloud:vpc/switch:Switch"
ON = {"enableIpv6": True}


def found(vpc: dict[str, object], vswitch: dict[str, object], number: object = 1) -> list[str]:
    builder = new_stack()
    net = builder.planned.resource(VPC, "vpc", vpc)
    place = builder.planned.resource(VSWITCH, "vsw", {"vpcId": net.id, **vswitch})
    builder.planned.resource(ENI, "eni", {"vswitchId": place.id, "ipv6AddressCount": number})
    return messages(LIMIT, builder) + undetermined(LIMIT, builder)


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


def test_a_missing_block_decides_alone() -> None:
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
    builder = new_stack()
    net = builder.planned.resource(VPC, "vpc", {})
    builder.planned.resource("alicloud:vpc/ipv6CidrBlock:Ipv6CidrBlock", "block", {"vpcId": net.id})
    place = builder.planned.resource(VSWITCH, "vsw", {"vpcId": net.id, "ipv6CidrBlockMask": 1})
    builder.planned.resource(ENI, "eni", {"vswitchId": place.id, "ipv6AddressCount": 1})
    assert messages(LIMIT, builder) == []


def test_facts_describe_a_vswitch_outside_the_stack() -> None:
    builder = new_stack()
    builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    assert len(undetermined(LIMIT, builder)) == 1
    told = {"vsw-1": {"ipv6": True, "vpcId": "vpc-1"}, "vpc-1": {"ipv6": True}}
    assert undetermined(LIMIT, builder, outside=told) == messages(LIMIT, builder, outside=told) == []
    assert len(messages(LIMIT, builder, outside={"vsw-1": {"ipv6": False}})) == 1


def test_an_assignment_needs_it_too() -> None:
    builder = new_stack()
    place = builder.planned.resource(VSWITCH, "vsw", {"vpcId": builder.planned.resource(VPC, "vpc", ON).id})
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": place.id})
    assign(builder.planned, "one", eni.id)
    assert len(messages(LIMIT, builder)) == 1
