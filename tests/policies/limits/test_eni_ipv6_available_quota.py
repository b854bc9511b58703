import pytest

from policy_testkit import UNKNOWN
from tests.policies.limits.lab import (
    ASSIGNMENT_SPELLINGS,
    ATTACHMENT,
    ATTACHMENT_SPELLINGS,
    ENI,
    ENI_SPELLINGS,
    assign,
    open_questions,
    said,
    world,
)
from tests.policies.worlds import MANY_IPV6

LIMIT = "eni-ipv6-available-quota"


@pytest.mark.parametrize("spelling", ENI_SPELLINGS)
@pytest.mark.parametrize("assignment", ASSIGNMENT_SPELLINGS)
@pytest.mark.parametrize("exists", [False, True])
def test_counts_and_assignments_add_up(spelling: str, assignment: str, exists: bool) -> None:
    w = world(exists=exists)
    eni = w.plan.resource(spelling, "lone", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    assign(w.plan, "more", eni.id, spelling=assignment)
    (message,) = said(LIMIT, w)
    assert "lone: An ENI in state Available takes at most 1 IPv6 address(es), not 2." in message


def test_addresses_that_are_listed_count_like_a_number() -> None:
    w = world()
    w.plan.resource(ENI, "lone", {"vswitchId": "vsw-1", "ipv6Addresses": ["2001:db8::1", UNKNOWN]})
    assert "not 2" in said(LIMIT, w)[0]


@pytest.mark.parametrize("spelling", ATTACHMENT_SPELLINGS)
def test_what_the_plan_attaches_is_not_available(spelling: str) -> None:
    w = world()
    vpc = w.vpc()
    vswitch, group = w.vswitch(vpc), w.group(vpc)
    eni = w.eni(vswitch, group, ipv6=12)
    instance = w.instance(vswitch, group, MANY_IPV6)
    inputs = {"networkInterfaceId": eni.id, "instanceId": instance.id}
    w.plan.resource(spelling, "attachment", inputs)
    assert said(LIMIT, w, limits="today") == []


def test_what_was_assigned_is_not_counted_again_after_a_refresh() -> None:
    w = world(exists=True)
    seen = {"ipv6AddressCount": 1, "ipv6Addresses": ["2001:db8::1"], "status": "Available"}
    eni = w.plan.resource(ENI, "lone", {"vswitchId": "vsw-1"}, outputs=seen)
    assign(w.plan, "one", eni.id)
    assert said(LIMIT, w) == []


def test_an_attachment_of_some_eni_leaves_every_other_one_open() -> None:
    w = world()
    eni = w.plan.resource(ENI, "lone", {"vswitchId": "vsw-1"})
    assign(w.plan, "two", eni.id, 2)
    w.plan.resource(ATTACHMENT, "some", {"networkInterfaceId": UNKNOWN, "instanceId": "i-1"})
    assert said(LIMIT, w) == []
    some = "EcsNetworkInterfaceAttachment some"
    assert open_questions(LIMIT, w) == [
        f"EcsNetworkInterface lone, the ENI of {some}: needs networkInterfaceId of {some}"
    ]


def test_an_eni_outside_the_stack_is_open_until_it_is_told_about() -> None:
    w = world()
    assign(w.plan, "two", "eni-1", 2)
    why = "ENI eni-1: needs instanceId of ENI eni-1, which is outside the stack"
    assert open_questions(LIMIT, w) == [why]
    assert "not 2" in said(LIMIT, w, outside={"eni-1": {"instanceId": ""}})[0]
    assert "not 5" in said(LIMIT, w, outside={"eni-1": {"instanceId": "", "ipv6AddressCount": 3}})[0]
    assert said(LIMIT, w, outside={"eni-1": {"instanceId": "i-1"}}) == []


def test_the_number_is_configurable() -> None:
    w = world()
    w.plan.resource(ENI, "lone", {"vswitchId": "vsw-1", "ipv6AddressCount": 3})
    assert said(LIMIT, w, availableEniIpv6=3) == []
    assert "at most 2" in said(LIMIT, w, availableEniIpv6=2)[0]
