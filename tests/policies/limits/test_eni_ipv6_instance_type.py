import pytest

from policy_testkit import UNKNOWN
from tests.policies.limits.lab import ATTACHMENT, ENI, INSTANCE, assign, open_questions, said, world
from tests.policies.worlds import NO_IPV6, ONE_IPV6

LIMIT = "eni-ipv6-instance-type"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"


def test_the_message_names_the_type() -> None:
    w = world()
    inputs = {"instanceType": NO_IPV6, "vswitchId": "vsw-1", "ipv6AddressCount": 1}
    w.plan.resource(INSTANCE, "web", inputs)
    (message,) = said(LIMIT, w)
    assert f"Instance type {NO_IPV6} does not support IPv6" in message


def test_an_eni_whose_instance_is_one_of_two_is_judged_where_both_agree() -> None:
    w = world()
    first, second = (
        w.plan.resource(INSTANCE, name, {"instanceType": NO_IPV6, "vswitchId": "vsw-1"}) for name in ("a", "b")
    )
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    inputs = {"networkInterfaceId": eni.id, "instanceId": UNKNOWN}
    w.plan.resource(ATTACHMENT, "on", inputs, dependencies={"instanceId": [first, second]})
    assign(w.plan, "one", eni.id)
    assert len(said(LIMIT, w)) == 1
    second.inputs["instanceType"] = ONE_IPV6
    assert said(LIMIT, w) == []
    assert open_questions(LIMIT, w) == ["EcsNetworkInterface eni: needs instanceId of EcsNetworkInterfaceAttachment on"]


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("by_instance", [False, True])
def test_an_eni_that_is_an_instances_primary_one_is_on_it(exists: bool, by_instance: bool) -> None:
    w = world(exists=exists)
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    inputs = {"instanceType": NO_IPV6, "networkInterfaceId": eni.id}
    web = w.plan.resource(INSTANCE, "web", inputs)
    assign(w.plan, "one", web.output("networkInterfaceId", "eni-id") if by_instance else eni.id)
    assert [message.split(":")[0] for message in said(LIMIT, w)] == ["EcsNetworkInterface eni"]


def test_every_type_of_a_scaling_configuration_has_to_support_it() -> None:
    w = world()
    enis = [{"instanceType": "Secondary", "ipv6AddressCount": 1, "securityGroupIds": ["sg-1"]}]
    inputs = {"scalingGroupId": "asg-1", "instanceTypes": [ONE_IPV6, NO_IPV6], "networkInterfaces": enis}
    w.plan.resource(SCALING, "fleet", inputs)
    assert [message.split(":")[0] for message in said(LIMIT, w)] == [
        "networkInterfaces[0] of ScalingConfiguration fleet"
    ]


def test_an_eni_on_an_instance_of_a_set_is_judged_by_the_sets_type() -> None:
    w = world()
    inputs = {"instanceType": NO_IPV6, "amount": 3, "vswitchId": "vsw-1"}
    some = w.plan.resource("alicloud:ecs/ecsInstanceSet:EcsInstanceSet", "some", inputs)
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    w.plan.resource(ATTACHMENT, "on", {"networkInterfaceId": eni.id, "instanceId": some.output("instanceIds", "i-1")})
    assign(w.plan, "one", eni.id)
    assert [message.split(":")[0] for message in said(LIMIT, w)] == ["EcsNetworkInterface eni"]


def test_an_instance_outside_the_stack_can_be_told_about() -> None:
    w = world()
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    w.plan.resource(ATTACHMENT, "on", {"networkInterfaceId": eni.id, "instanceId": "i-1"})
    assign(w.plan, "one", eni.id)
    assert open_questions(LIMIT, w) == [
        "EcsNetworkInterface eni: needs instanceType of instance i-1, which is outside the stack"
    ]
    assert len(said(LIMIT, w, outside={"i-1": {"instanceType": NO_IPV6}})) == 1
    assert said(LIMIT, w, outside={"i-1": {"instanceType": ONE_IPV6}}) == []
