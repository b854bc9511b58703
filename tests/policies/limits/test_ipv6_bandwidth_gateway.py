import pytest

from policy_testkit import UNKNOWN, Planned
from tests.policies.limits.lab import (
    ASSIGNMENT_SPELLINGS,
    ENI,
    HOLD_SPELLINGS,
    INSTANCE,
    assign,
    open_questions,
    said,
    world,
)
from tests.policies.worlds import PlanWorld

LIMIT = "ipv6-bandwidth-gateway"
BANDWIDTH = "alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth"


def bandwidth(w: PlanWorld, address: object, gateway: object) -> None:
    inputs = {"ipv6AddressId": address, "ipv6GatewayId": gateway, "bandwidth": 10}
    w.plan.resource(BANDWIDTH, "public", inputs)


def net(w: PlanWorld) -> tuple[Planned, Planned]:
    """A VPC and a vSwitch in it."""
    vpc = w.vpc()
    return vpc, w.vswitch(vpc)


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("source", ["assignment", "eni", "hold", "instance", "address"])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(("assigning", "holding"), [*zip(ASSIGNMENT_SPELLINGS, HOLD_SPELLINGS, strict=True)])
def test_the_vpc_of_an_address_is_found_through_what_has_it(
    exists: bool, source: str, own: bool, assigning: str, holding: str
) -> None:
    w = world(exists=exists)
    vpc, vswitch = net(w)
    eni = w.plan.resource(ENI, "eni", {"vswitchId": vswitch.id})
    assignment = assign(w.plan, "one", eni.id, spelling=assigning)
    sources = {
        "assignment": assignment,
        "eni": eni,
        "hold": w.plan.resource(
            holding, "hold", {"networkInterfaceId": assignment.output("networkInterfaceId", "eni-id")}
        ),
        "instance": w.plan.resource(INSTANCE, "web", {"vswitchId": vswitch.id, "instanceType": "ecs.g6.large"}),
        "address": w.plan.resource("alicloud:vpc/ipv6Address:Ipv6Address", "spare", {"vswitchId": vswitch.id}),
    }
    gateway = w.gateway(vpc if own else w.vpc())
    bandwidth(w, sources[source].output("someAddressId", "ipv6-1"), gateway.id)
    assert len(said(LIMIT, w)) == (0 if own else 1)
    assert open_questions(LIMIT, w) == []


def test_an_address_that_an_assignment_made_is_known_by_its_id() -> None:
    w = world(exists=True)
    _, vswitch = net(w)
    eni = w.plan.resource(ENI, "eni", {"vswitchId": vswitch.id})
    made = {"assigned": ["2001:db8::1"], "ipv6AddressIds": ["ipv6-1"]}
    inputs = {"networkInterfaceId": eni.id, "ipv6AddressCount": 1, "region": "cn-beijing"}
    w.plan.resource("pulumi-python:dynamic/ipv6:Ipv6Assignment", "one", inputs, outputs=made)
    bandwidth(w, "ipv6-1", w.gateway(w.vpc()).id)
    assert len(said(LIMIT, w)) == 1


def test_the_message_says_whose_gateway_was_given() -> None:
    w = world()
    _, vswitch = net(w)
    other = w.vpc()
    address = assign(w.plan, "one", w.plan.resource(ENI, "eni", {"vswitchId": vswitch.id}).id)
    bandwidth(w, address.output("ipv6AddressIds", "ipv6-1"), w.gateway(other).id)
    (message,) = said(LIMIT, w)
    assert f"VPC {vpc_name(w, 0)} has no IPv6 gateway" in message
    assert f"The gateway given is in VPC {other.name}." in message


def vpc_name(w: PlanWorld, place: int) -> str:
    return [one.name for one in w.plan.resources if one.type.endswith(":Network")][place]


def test_the_message_names_the_right_gateway_where_there_is_one() -> None:
    w = world()
    vpc, vswitch = net(w)
    right = w.gateway(vpc)
    address = assign(w.plan, "one", w.plan.resource(ENI, "eni", {"vswitchId": vswitch.id}).id)
    bandwidth(w, address.output("ipv6AddressIds", "ipv6-1"), w.gateway(w.vpc()).id)
    assert f"whose IPv6 gateway is {right.name}." in said(LIMIT, w)[0]


def test_no_gateway_at_all_is_refused_whatever_the_address() -> None:
    w = world()
    bandwidth(w, UNKNOWN, "")
    assert "None is given." in said(LIMIT, w)[0]


def test_a_gateway_outside_the_stack_can_be_told_about() -> None:
    w = world()
    w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    address = assign(w.plan, "one", "eni-1")
    bandwidth(w, address.output("ipv6AddressIds", "ipv6-1"), "ipv6gw-1")
    told = {"eni-1": {"vSwitchId": "vsw-1"}, "vsw-1": {"vpcId": "vpc-1"}, "ipv6gw-1": {"vpcId": "vpc-1"}}
    assert len(open_questions(LIMIT, w)) == 1
    assert open_questions(LIMIT, w, outside=told) == said(LIMIT, w, outside=told) == []
    assert len(said(LIMIT, w, outside={**told, "ipv6gw-1": {"vpcId": "vpc-2"}})) == 1
