import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import INSTANCE, labels, messages, new_stack, undetermined

LIMIT = "no-ipv6-at-instance-creation"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"


@pytest.mark.parametrize("asked", [{"ipv6AddressCount": 1}, {"ipv6Addresses": ["2001:db8::1"]}])
def test_the_primary_eni_may_have_ipv6_at_creation(asked: dict[str, object]) -> None:
    builder = new_stack()
    builder.planned.resource(INSTANCE, "web", {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1", **asked})
    assert messages(LIMIT, builder) == undetermined(LIMIT, builder) == []


def test_each_secondary_eni_of_a_scaling_configuration_is_checked() -> None:
    builder = new_stack()
    enis = [
        {"instanceType": "Primary", "ipv6AddressCount": 1},
        {"instanceType": "Secondary"},
        {"instanceType": "Secondary", "ipv6AddressCount": 2},
        {"ipv6AddressCount": 1},
    ]
    builder.planned.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "networkInterfaces": enis})
    assert labels(LIMIT, builder) == [
        "networkInterfaces[2] of ScalingConfiguration fleet",
        "networkInterfaces[3] of ScalingConfiguration fleet",
    ]
    assert "(2 addresses requested)" in messages(LIMIT, builder)[0]


def test_an_eni_that_may_be_primary_is_undetermined() -> None:
    builder = new_stack()
    enis = [{"instanceType": UNKNOWN, "ipv6AddressCount": 1}]
    builder.planned.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "networkInterfaces": enis})
    assert messages(LIMIT, builder) == []
    assert "needs networkInterfaces of ScalingConfiguration fleet" in undetermined(LIMIT, builder)[0]


def test_an_unknown_list_of_enis_is_undetermined() -> None:
    builder = new_stack()
    builder.planned.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "networkInterfaces": UNKNOWN})
    assert "needs networkInterfaces of ScalingConfiguration fleet" in undetermined(LIMIT, builder)[0]


def test_later_assignments_do_not_count() -> None:
    builder = new_stack(exists=True)
    seen = {"ipv6AddressCount": 1, "ipv6Addresses": ["2001:db8::1"]}
    builder.planned.resource(INSTANCE, "web", {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1"}, outputs=seen)
    assert messages(LIMIT, builder) == []


def test_it_can_be_allowed() -> None:
    builder = new_stack()
    enis = [{"instanceType": "Secondary", "ipv6AddressCount": 1}]
    builder.planned.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "networkInterfaces": enis})
    assert len(messages(LIMIT, builder)) == 1
    assert messages(LIMIT, builder, allowed=True) == messages(LIMIT, builder, limits="today") == []
