import pytest

from policy_testkit import UNKNOWN, PlannedResource
from tests.policies.rule_fixtures import (
    ASSIGNMENT_TYPES,
    ENI,
    HOLD_TYPES,
    INSTANCE,
    assign,
    messages,
    new_stack,
    undetermined,
)
from tests.policies.scenario_builders import PlanBuilder

LIMIT = "ipv6-bandwidth-gateway"
BANDWIDTH = "alicloud:vpc/ipv6InternetBandwidth:Ipv6InternetBandwidth"


def bandwidth(builder: PlanBuilder, address: object, gateway: object) -> None:
    inputs = {"ipv6AddressId": address, "ipv6GatewayId": gateway, "bandwidth": 10}
    builder.planned.resource(BANDWIDTH, "public", inputs)


def net(builder: PlanBuilder) -> tuple[PlannedResource, PlannedResource]:
    """A VPC and a vSwitch in it."""
    vpc = builder.vpc()
    return vpc, builder.vswitch(vpc)


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("source", ["assignment", "eni", "hold", "instance", "address"])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(("assigning", "holding"), [*zip(ASSIGNMENT_TYPES, HOLD_TYPES, strict=True)])
def test_the_vpc_of_an_address_is_found_through_what_has_it(
    exists: bool, source: str, own: bool, assigning: str, holding: str
) -> None:
    builder = new_stack(exists=exists)
    vpc, vswitch = net(builder)
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": vswitch.id})
    assignment = assign(builder.planned, "one", eni.id, token=assigning)
    sources = {
        "assignment": assignment,
        "eni": eni,
        "hold": builder.planned.resource(
            holding, "hold", {"networkInterfaceId": assignment.output("networkInterfaceId", "eni-id")}
        ),
        "instance": builder.planned.resource(
            INSTANCE, "web", {"vswitchId": vswitch.id, "instanceType": "ecs.g6.large"}
        ),
        "address": builder.planned.resource("alicloud:vpc/ipv6Address:Ipv6Address", "spare", {"vswitchId": vswitch.id}),
    }
    gateway = builder.gateway(vpc if own else builder.vpc())
    bandwidth(builder, sources[source].output("someAddressId", "ipv6-1"), gateway.id)
    assert len(messages(LIMIT, builder)) == (0 if own else 1)
    assert undetermined(LIMIT, builder) == []


def test_an_assigned_address_is_known_by_its_id() -> None:
    builder = new_stack(exists=True)
    _, vswitch = net(builder)
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": vswitch.id})
    made = {"assigned": ["2001:db8::1"], "ipv6AddressIds": ["ipv6-1"]}
    inputs = {"networkInterfaceId": eni.id, "ipv6AddressCount": 1, "region": "cn-beijing"}
    builder.planned.resource("pulumi-python:dynamic/ipv6:Ipv6Assignment", "one", inputs, outputs=made)
    bandwidth(builder, "ipv6-1", builder.gateway(builder.vpc()).id)
    assert len(messages(LIMIT, builder)) == 1


def test_the_message_names_the_vpc_of_the_given_gateway() -> None:
    builder = new_stack()
    _, vswitch = net(builder)
    other = builder.vpc()
    address = assign(builder.planned, "one", builder.planned.resource(ENI, "eni", {"vswitchId": vswitch.id}).id)
    bandwidth(builder, address.output("ipv6AddressIds", "ipv6-1"), builder.gateway(other).id)
    (message,) = messages(LIMIT, builder)
    assert f"VPC {vpc_name(builder, 0)} has no IPv6 gateway" in message
    assert f"The given gateway is in VPC {other.name}." in message


def vpc_name(builder: PlanBuilder, place: int) -> str:
    return [one.name for one in builder.planned.resources if one.type.endswith(":Network")][place]


def test_the_message_names_the_right_gateway_where_there_is_one() -> None:
    builder = new_stack()
    vpc, vswitch = net(builder)
    right = builder.gateway(vpc)
    address = assign(builder.planned, "one", builder.planned.resource(ENI, "eni", {"vswitchId": vswitch.id}).id)
    bandwidth(builder, address.output("ipv6AddressIds", "ipv6-1"), builder.gateway(builder.vpc()).id)
    assert f"whose IPv6 gateway is {right.name}." in messages(LIMIT, builder)[0]


def test_a_missing_gateway_is_refused_for_any_address() -> None:
    builder = new_stack()
    bandwidth(builder, UNKNOWN, "")
    assert "No gateway is given." in messages(LIMIT, builder)[0]


def test_facts_describe_a_gateway_outside_the_stack() -> None:
    builder = new_stack()
    builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    address = assign(builder.planned, "one", "eni-1")
    bandwidth(builder, address.output("ipv6AddressIds", "ipv6-1"), "ipv6gw-1")
    told = {"eni-1": {"vSwitchId": "vsw-1"}, "vsw-1": {"vpcId": "vpc-1"}, "ipv6gw-1": {"vpcId": "vpc-1"}}
    assert len(undetermined(LIMIT, builder)) == 1
    assert undetermined(LIMIT, builder, outside=told) == messages(LIMIT, builder, outside=told) == []
    assert len(messages(LIMIT, builder, outside={**told, "ipv6gw-1": {"vpcId": "vpc-2"}})) == 1
