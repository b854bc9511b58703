import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import ENI, ENI_TYPES, assign, messages, new_stack, report_on, undetermined

LIMIT = "no-ipv6-at-eni-creation"


@pytest.mark.parametrize("token", ENI_TYPES)
@pytest.mark.parametrize("asked", [{"ipv6AddressCount": 1}, {"ipv6Addresses": ["2001:db8::1"]}])
@pytest.mark.parametrize("exists", [False, True])
def test_ipv6_in_the_programs_inputs_is_refused(token: str, asked: dict[str, object], exists: bool) -> None:
    builder = new_stack(exists=exists)
    builder.planned.resource(token, "eni", {"vswitchId": "vsw-1", **asked})
    (message,) = messages(LIMIT, builder)
    assert "eni: An ENI cannot be created with IPv6 addresses (1 requested)" in message
    assert "Ipv6Assignment" in message, "dropping the number alone would leave the ENI without IPv6"


def test_later_assignments_do_not_count() -> None:
    builder = new_stack(exists=True)
    seen = {"ipv6AddressCount": 1, "ipv6Addresses": ["2001:db8::1"]}
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"}, outputs=seen)
    assign(builder.planned, "one", eni.id)
    assert messages(LIMIT, builder) == []


def test_an_unknown_number_is_undetermined() -> None:
    builder = new_stack()
    builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": UNKNOWN})
    assert undetermined(LIMIT, builder) == [
        "EcsNetworkInterface eni: needs ipv6AddressCount of EcsNetworkInterface eni"
    ]


def test_unknown_addresses_in_a_list_count() -> None:
    builder = new_stack()
    builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6Addresses": [UNKNOWN, UNKNOWN]})
    assert "(2 requested)" in messages(LIMIT, builder)[0]


def test_it_can_be_allowed() -> None:
    builder = new_stack()
    builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1", "ipv6AddressCount": 1})
    assert messages(LIMIT, builder, allowed=True) == messages(LIMIT, builder, limits="today") == []
    assert len(messages(LIMIT, builder, limits="today", allowed=False)) == 1


def test_without_enis_the_policy_is_not_applicable() -> None:
    report = report_on(new_stack())
    assert [note.reason for note in report.notes if note.policy == LIMIT] == [
        "The stack has no resource that this limit concerns."
    ]
