from tests.policies.rule_fixtures import (
    ENI,
    INSTANCE,
    VSWITCH,
    attach,
    eni_and_instance,
    labels,
    messages,
    new_stack,
    undetermined,
)

ACROSS, VPC = "cross-account-same-zone", "eni-same-vpc"


def test_the_message_names_both_vpcs() -> None:
    builder = new_stack()
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a")
    _, instance = eni_and_instance(builder, "there", "vpc-2", "cn-beijing-a")
    attach(builder, eni.id, instance.id)
    (message,) = messages(VPC, builder)
    assert "on: The ENI is in VPC vpc-1 and the instance in VPC vpc-2;" in message
    assert messages(ACROSS, builder) == []


def test_a_new_vpc_differs_from_an_existing_one() -> None:
    builder = new_stack()
    eni, _ = eni_and_instance(builder, "here", builder.vpc().id, "cn-beijing-a")
    _, instance = eni_and_instance(builder, "there", "vpc-2", "cn-beijing-a")
    attach(builder, eni.id, instance.id)
    assert len(messages(VPC, builder)) == 1


def test_other_permissions_do_not_count() -> None:
    builder = new_stack()
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a")
    _, instance = eni_and_instance(builder, "there", "vpc-2", "cn-beijing-a")
    attach(builder, eni.id, instance.id)
    inputs = {"networkInterfaceId": eni.id, "accountId": "1", "permission": "EIPAttach"}
    builder.planned.resource("alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission", "eip", inputs)
    assert len(messages(VPC, builder)) == 1


def test_facts_describe_an_instance_outside_the_stack() -> None:
    builder = new_stack()
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a")
    attach(builder, eni.id, "i-1")
    assert undetermined(VPC, builder) == [
        "EcsNetworkInterfaceAttachment on: needs vSwitchId of instance i-1, which is outside the stack"
    ]
    near = {"vsw-1": {"vpcId": "vpc-1", "zoneId": "cn-beijing-a"}, "i-1": {"vSwitchId": "vsw-1"}}
    assert undetermined(VPC, builder, outside=near) == messages(VPC, builder, outside=near) == []
    far = {**near, "vsw-1": {"vpcId": "vpc-2", "zoneId": "cn-beijing-a"}}
    assert len(messages(VPC, builder, outside=far)) == 1


def test_one_vswitch_is_in_one_vpc_and_zone() -> None:
    builder = new_stack()
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    web = builder.planned.resource(INSTANCE, "web", {"vswitchId": "vsw-1", "instanceType": "ecs.g6.large"})
    attach(builder, eni.id, web.id)
    assert undetermined(VPC, builder) == undetermined(ACROSS, builder) == []


def test_an_eni_outside_the_stack_may_have_been_granted() -> None:
    builder = new_stack()
    _, instance = eni_and_instance(builder, "there", "vpc-2", "cn-beijing-a")
    attach(builder, "eni-1", instance.id)
    told = {"eni-1": {"vSwitchId": "vsw-1"}, "vsw-1": {"vpcId": "vpc-1", "zoneId": "cn-beijing-a"}}
    assert len(messages(VPC, builder, outside=told)) == 1
    told["eni-1"] = {**told["eni-1"], "granted": True}  # type: ignore[dict-item]
    assert messages(VPC, builder, outside=told) == messages(ACROSS, builder, outside=told) == []


def test_the_id_of_an_attachment_leads_to_its_instance() -> None:
    builder = new_stack()
    eni, instance = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a")
    other, _ = eni_and_instance(builder, "there", "vpc-2", "cn-beijing-a")
    first = attach(builder, eni.id, instance.id)
    attach(builder, other.id, first.output("instanceId", "here-ecs-id"), "second")
    assert labels(VPC, builder) == ["EcsNetworkInterfaceAttachment second"]


def test_an_eni_that_is_created_with_the_instance_must_be_in_its_vpc() -> None:
    builder = new_stack()
    here, there = (
        builder.planned.resource(VSWITCH, name, {"vpcId": vpc, "zoneId": "cn-beijing-a"})
        for name, vpc in (("here", "vpc-1"), ("there", "vpc-2"))
    )
    inputs = {"instanceType": "ecs.g6.large", "vswitchId": here.id, "networkInterfaces": {"vswitchId": there.id}}
    builder.planned.resource(INSTANCE, "web", inputs)
    assert labels(VPC, builder) == ["networkInterfaces[0] of Instance web"]


def test_a_separate_primary_eni_is_where_its_instance_is() -> None:
    builder = new_stack()
    eni, _ = eni_and_instance(builder, "here", "vpc-1", "cn-beijing-a")
    other, _ = eni_and_instance(builder, "there", "vpc-2", "cn-beijing-a")
    web = builder.planned.resource(INSTANCE, "web", {"instanceType": "ecs.g6.large", "networkInterfaceId": eni.id})
    attach(builder, other.id, web.id)
    assert labels(VPC, builder) == ["EcsNetworkInterfaceAttachment on"]
    assert undetermined(VPC, builder) == undetermined(ACROSS, builder) == []
