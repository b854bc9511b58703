import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import (
    ASSIGNMENT_TYPES,
    ATTACHMENT,
    ATTACHMENT_TYPES,
    ENI,
    ENI_TYPES,
    assign,
    messages,
    new_stack,
    undetermined,
)
from tests.policies.scenario_builders import MANY_IPV6

LIMIT = "eni-ipv6-available-quota"


@pytest.mark.parametrize("token", ENI_TYPES)
@pytest.mark.parametrize("assignment", ASSIGNMENT_TYPES)
@pytest.mark.parametrize("exists", [False, True])
def test_counts_and_assignments_add_up(token: str, assignment: str, exists: bool) -> None:
    builder = new_stack(exists=exists)
    eni = builder.planned.resource(token, "lone", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    assign(builder.planned, "more", eni.id, token=assignment)
    (message,) = messages(LIMIT, builder)
    assert "lone: An ENI in state Available takes at most 1 IPv6 address(es), not 2." in message


def test_listed_addresses_count() -> None:
    builder = new_stack()
    builder.planned.resource(ENI, "lone", {"vswitchId": "vsw-1", "ipv6Addresses": ["2001:db8::1", UNKNOWN]})
    assert "not 2" in messages(LIMIT, builder)[0]


@pytest.mark.parametrize("token", ATTACHMENT_TYPES)
def test_an_attached_eni_is_not_available(token: str) -> None:
    builder = new_stack()
    vpc = builder.vpc()
    vswitch, group = builder.vswitch(vpc), builder.group(vpc)
    eni = builder.eni(vswitch, group, ipv6=12)
    instance = builder.instance(vswitch, group, MANY_IPV6)
    inputs = {"networkInterfaceId": eni.id, "instanceId": instance.id}
    builder.planned.resource(token, "attachment", inputs)
    assert messages(LIMIT, builder, limits="today") == []


def test_assigned_addresses_count_once_after_a_refresh() -> None:
    builder = new_stack(exists=True)
    seen = {"ipv6AddressCount": 1, "ipv6Addresses": ["2001:db8::1"], "status": "Available"}
    eni = builder.planned.resource(ENI, "lone", {"vswitchId": "vsw-1"}, outputs=seen)
    assign(builder.planned, "one", eni.id)
    assert messages(LIMIT, builder) == []


def test_an_attachment_of_an_unknown_eni_leaves_the_others_undetermined() -> None:
    builder = new_stack()
    eni = builder.planned.resource(ENI, "lone", {"vswitchId": "vsw-1"})
    assign(builder.planned, "two", eni.id, 2)
    builder.planned.resource(ATTACHMENT, "some", {"networkInterfaceId": UNKNOWN, "instanceId": "i-1"})
    assert messages(LIMIT, builder) == []
    some = "EcsNetworkInterfaceAttachment some"
    assert undetermined(LIMIT, builder) == [
        f"EcsNetworkInterface lone, the ENI of {some}: needs networkInterfaceId of {some}"
    ]


def test_an_eni_outside_the_stack_is_undetermined_without_facts() -> None:
    builder = new_stack()
    assign(builder.planned, "two", "eni-1", 2)
    why = "ENI eni-1: needs instanceId of ENI eni-1, which is outside the stack"
    assert undetermined(LIMIT, builder) == [why]
    assert "not 2" in messages(LIMIT, builder, outside={"eni-1": {"instanceId": ""}})[0]
    assert "not 5" in messages(LIMIT, builder, outside={"eni-1": {"instanceId": "", "ipv6AddressCount": 3}})[0]
    assert messages(LIMIT, builder, outside={"eni-1": {"instanceId": "i-1"}}) == []


def test_the_number_is_configurable() -> None:
    builder = new_stack()
    builder.planned.resource(ENI, "lone", {"vswitchId": "vsw-1", "ipv6AddressCount": 3})
    assert messages(LIMIT, builder, availableEniIpv6=3) == []
    assert "at most 2" in messages(LIMIT, builder, availableEniIpv6=2)[0]
