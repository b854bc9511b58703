import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import ATTACHMENT, ENI, INSTANCE, assign, labels, messages, new_stack, undetermined
from tests.policies.scenario_builders import NO_IPV6, ONE_IPV6

LIMIT = "eni-ipv6-instance-type"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"


def test_the_message_names_the_type() -> None:
    builder = new_stack()
    inputs = {"instanceType": NO_IPV6, "vswitchId": "vsw-1", "ipv6AddressCount": 1}
    builder.planned.resource(INSTANCE, "web", inputs)
    (message,) = messages(LIMIT, builder)
    assert f"Instance type {NO_IPV6} does not support IPv6" in message


def test_an_eni_with_two_candidate_instances_is_determined_where_both_agree() -> None:
    builder = new_stack()
    first, second = (
        builder.planned.resource(INSTANCE, name, {"instanceType": NO_IPV6, "vswitchId": "vsw-1"}) for name in ("a", "b")
    )
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    inputs = {"networkInterfaceId": eni.id, "instanceId": UNKNOWN}
    builder.planned.resource(ATTACHMENT, "on", inputs, dependencies={"instanceId": [first, second]})
    assign(builder.planned, "one", eni.id)
    assert len(messages(LIMIT, builder)) == 1
    second.inputs["instanceType"] = ONE_IPV6
    assert messages(LIMIT, builder) == []
    assert undetermined(LIMIT, builder) == [
        "EcsNetworkInterface eni: needs instanceId of EcsNetworkInterfaceAttachment on"
    ]


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("by_instance", [False, True])
def test_a_separate_primary_eni_is_attached(exists: bool, by_instance: bool) -> None:
    builder = new_stack(exists=exists)
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    inputs = {"instanceType": NO_IPV6, "networkInterfaceId": eni.id}
    web = builder.planned.resource(INSTANCE, "web", inputs)
    assign(builder.planned, "one", web.output("networkInterfaceId", "eni-id") if by_instance else eni.id)
    assert labels(LIMIT, builder) == ["EcsNetworkInterface eni"]


def test_every_type_of_a_scaling_configuration_must_support_ipv6() -> None:
    builder = new_stack()
    enis = [{"instanceType": "Secondary", "ipv6AddressCount": 1, "securityGroupIds": ["sg-1"]}]
    inputs = {"scalingGroupId": "asg-1", "instanceTypes": [ONE_IPV6, NO_IPV6], "networkInterfaces": enis}
    builder.planned.resource(SCALING, "fleet", inputs)
    assert labels(LIMIT, builder) == ["networkInterfaces[0] of ScalingConfiguration fleet"]


def test_an_eni_on_an_instance_set_has_the_type_of_the_set() -> None:
    builder = new_stack()
    inputs = {"instanceType": NO_IPV6, "amount": 3, "vswitchId": "vsw-1"}
    some = builder.planned.resource("alicloud:ecs/ecsInstanceSet:EcsInstanceSet", "some", inputs)
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    builder.planned.resource(
        ATTACHMENT, "on", {"networkInterfaceId": eni.id, "instanceId": some.output("instanceIds", "i-1")}
    )
    assign(builder.planned, "one", eni.id)
    assert labels(LIMIT, builder) == ["EcsNetworkInterface eni"]


def test_facts_describe_an_instance_outside_the_stack() -> None:
    builder = new_stack()
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    builder.planned.resource(ATTACHMENT, "on", {"networkInterfaceId": eni.id, "instanceId": "i-1"})
    assign(builder.planned, "one", eni.id)
    assert undetermined(LIMIT, builder) == [
        "EcsNetworkInterface eni: needs instanceType of instance i-1, which is outside the stack"
    ]
    assert len(messages(LIMIT, builder, outside={"i-1": {"instanceType": NO_IPV6}})) == 1
    assert messages(LIMIT, builder, outside={"i-1": {"instanceType": ONE_IPV6}}) == []
