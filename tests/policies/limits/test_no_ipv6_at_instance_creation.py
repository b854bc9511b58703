import pytest

from policy_testkit import UNKNOWN
from tests.policies.limits.lab import INSTANCE, open_questions, said, world

LIMIT = "no-ipv6-at-instance-creation"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"


@pytest.mark.parametrize("asked", [{"ipv6AddressCount": 1}, {"ipv6Addresses": ["2001:db8::1"]}])
def test_the_primary_eni_may_have_ipv6_from_the_start(asked: dict[str, object]) -> None:
    w = world()
    w.plan.resource(INSTANCE, "web", {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1", **asked})
    assert said(LIMIT, w) == open_questions(LIMIT, w) == []


def test_each_secondary_eni_of_a_scaling_configuration_is_judged() -> None:
    w = world()
    enis = [
        {"instanceType": "Primary", "ipv6AddressCount": 1},
        {"instanceType": "Secondary"},
        {"instanceType": "Secondary", "ipv6AddressCount": 2},
        {"ipv6AddressCount": 1},
    ]
    w.plan.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "networkInterfaces": enis})
    messages = said(LIMIT, w)
    assert [message.split(":")[0] for message in messages] == [
        "networkInterfaces[2] of ScalingConfiguration fleet",
        "networkInterfaces[3] of ScalingConfiguration fleet",
    ]
    assert "(2 addresses requested)" in messages[0]


def test_an_eni_that_may_be_the_primary_one_cannot_be_told() -> None:
    w = world()
    enis = [{"instanceType": UNKNOWN, "ipv6AddressCount": 1}]
    w.plan.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "networkInterfaces": enis})
    assert said(LIMIT, w) == []
    assert "needs networkInterfaces of ScalingConfiguration fleet" in open_questions(LIMIT, w)[0]


def test_enis_of_which_nothing_is_known_cannot_be_told() -> None:
    w = world()
    w.plan.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "networkInterfaces": UNKNOWN})
    assert "needs networkInterfaces of ScalingConfiguration fleet" in open_questions(LIMIT, w)[0]


def test_addresses_that_were_assigned_later_are_none_of_creation() -> None:
    w = world(exists=True)
    seen = {"ipv6AddressCount": 1, "ipv6Addresses": ["2001:db8::1"]}
    w.plan.resource(INSTANCE, "web", {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1"}, outputs=seen)
    assert said(LIMIT, w) == []


def test_it_can_be_allowed() -> None:
    w = world()
    enis = [{"instanceType": "Secondary", "ipv6AddressCount": 1}]
    w.plan.resource(SCALING, "fleet", {"scalingGroupId": "asg-1", "networkInterfaces": enis})
    assert len(said(LIMIT, w)) == 1
    assert said(LIMIT, w, allowed=True) == said(LIMIT, w, limits="today") == []
