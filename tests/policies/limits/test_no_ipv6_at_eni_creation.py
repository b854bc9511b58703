import pytest

from policy_testkit import UNKNOWN
from tests.policies.limits.lab import ENI, ENI_SPELLINGS, assign, judged, open_questions, said, world

LIMIT = "no-ipv6-at-eni-creation"


@pytest.mark.parametrize("spelling", ENI_SPELLINGS)
@pytest.mark.parametrize("asked", [{"ipv6AddressCount": 1}, {"ipv6Addresses": ["2001:db8::1"]}])
@pytest.mark.parametrize("exists", [False, True])
def test_ipv6_in_the_programs_inputs_is_refused(spelling: str, asked: dict[str, object], exists: bool) -> None:
    w = world(exists=exists)
    w.plan.resource(spelling, "eni", {"vswitchId": "vsw-1", **asked})
    (message,) = said(LIMIT, w)
    assert "eni: An ENI cannot be created with IPv6 addresses (1 requested)" in message
    assert "Ipv6Assignment" in message, "dropping the number alone would leave the ENI without IPv6"


def test_ipv6_that_was_assigned_later_is_none_of_creation() -> None:
    w = world(exists=True)
    seen = {"ipv6AddressCount": 1, "ipv6Addresses": ["2001:db8::1"]}
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"}, outputs=seen)
    assign(w.plan, "one", eni.id)
    assert said(LIMIT, w) == []


def test_a_number_that_is_not_known_cannot_be_told() -> None:
    w = world()
    w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": UNKNOWN})
    assert open_questions(LIMIT, w) == ["EcsNetworkInterface eni: needs ipv6AddressCount of EcsNetworkInterface eni"]


def test_a_list_of_unknown_addresses_is_still_a_list() -> None:
    w = world()
    w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6Addresses": [UNKNOWN, UNKNOWN]})
    assert "(2 requested)" in said(LIMIT, w)[0]


def test_it_can_be_allowed() -> None:
    w = world()
    w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    assert said(LIMIT, w, allowed=True) == said(LIMIT, w, limits="today") == []
    assert len(said(LIMIT, w, limits="today", allowed=False)) == 1


def test_a_stack_without_enis_has_nothing_to_judge() -> None:
    report = judged(world())
    assert [note.reason for note in report.notes if note.policy == LIMIT] == [
        "Nothing in the stack is what this is about."
    ]
