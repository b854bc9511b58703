"""cross-account-same-zone and eni-same-vpc: the two share what they judge."""

from policy_testkit import UNKNOWN, PlannedResource
from tests.policies.rule_fixtures import ATTACHMENT, ENI, INSTANCE, labels, messages, new_stack, undetermined
from tests.policies.scenario_builders import OTHER, OTHER_ZONE, OWNER, PlanBuilder

ACROSS, VPC = "cross-account-same-zone", "eni-same-vpc"
VSWITCH = "alicloud:vpc/switch:Switch"
ROLE = '{"roleArn": "acs:ram::%s:role/ipv6"}'


def attach(builder: PlanBuilder, eni: object, instance: object, name: str = "on") -> PlannedResource:
    return builder.planned.resource(ATTACHMENT, name, {"networkInterfaceId": eni, "instanceId": instance})


def side(
    builder: PlanBuilder, name: str, vpc: object, zone: object, provider: PlannedResource | None = None
) -> tuple[PlannedResource, PlannedResource]:
    """A vSwitch with an ENI and an instance in it."""
    vswitch = builder.planned.resource(VSWITCH, f"{name}-vsw", {"vpcId": vpc, "zoneId": zone}, provider=provider)
    eni = builder.planned.resource(ENI, f"{name}-eni", {"vswitchId": vswitch.id}, provider=provider)
    inputs = {"vswitchId": vswitch.id, "instanceType": "ecs.g6.large"}
    return eni, builder.planned.resource(INSTANCE, f"{name}-ecs", inputs, provider=provider)


def test_the_message_names_both_vpcs() -> None:
    builder = new_stack()
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a")
    _, instance = side(builder, "there", "vpc-2", "cn-beijing-a")
    attach(builder, eni.id, instance.id)
    (message,) = messages(VPC, builder)
    assert "on: The ENI is in VPC vpc-1 and the instance in VPC vpc-2;" in message
    assert messages(ACROSS, builder) == []


def test_a_new_vpc_is_none_that_exists() -> None:
    builder = new_stack()
    eni, _ = side(builder, "here", builder.vpc().id, "cn-beijing-a")
    _, instance = side(builder, "there", "vpc-2", "cn-beijing-a")
    attach(builder, eni.id, instance.id)
    assert len(messages(VPC, builder)) == 1


def test_a_grant_lets_the_vpcs_differ_but_not_the_zones() -> None:
    builder = new_stack()
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a")
    _, instance = side(builder, "there", "vpc-2", "cn-beijing-b")
    attach(builder, eni.id, instance.id)
    builder.grant(eni, OTHER)
    assert messages(VPC, builder) == []
    (message,) = messages(ACROSS, builder)
    assert "in zone cn-beijing-a and the instance in zone cn-beijing-b" in message


def test_another_permission_is_no_grant() -> None:
    builder = new_stack()
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a")
    _, instance = side(builder, "there", "vpc-2", "cn-beijing-a")
    attach(builder, eni.id, instance.id)
    inputs = {"networkInterfaceId": eni.id, "accountId": "1", "permission": "EIPAttach"}
    builder.planned.resource("alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission", "eip", inputs)
    assert len(messages(VPC, builder)) == 1


def test_roles_of_two_accounts_cross_accounts() -> None:
    builder = new_stack()
    providers = [
        builder.planned.provider("alicloud", name, {"region": "cn-beijing", "assumeRole": ROLE % account})
        for name, account in (("one", "1" * 16), ("two", "2" * 16))
    ]
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a", providers[0])
    _, instance = side(builder, "there", "vpc-1", "cn-beijing-b", providers[1])
    attach(builder, eni.id, instance.id)
    assert len(messages(ACROSS, builder)) == 1
    assert messages(VPC, builder) == []


def test_a_role_that_is_not_known_yet_leaves_the_account_open() -> None:
    builder = new_stack()
    known = builder.planned.provider("alicloud", "one", {"region": "cn-beijing", "assumeRole": ROLE % ("1" * 16)})
    later = builder.planned.provider("alicloud", "two", {"region": "cn-beijing", "assumeRole": UNKNOWN})
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a", known)
    _, instance = side(builder, "there", "vpc-1", "cn-beijing-b", later)
    attach(builder, eni.id, instance.id)
    assert messages(ACROSS, builder) == messages(VPC, builder) == []
    why = "EcsNetworkInterfaceAttachment on: needs account of provider two"
    assert undetermined(ACROSS, builder) == undetermined(VPC, builder) == [why]


def test_one_role_of_one_account_through_two_providers_crosses_nothing() -> None:
    builder = new_stack()
    providers = [
        builder.planned.provider("alicloud", name, {"region": "cn-beijing", "assumeRole": ROLE % ("1" * 16)})
        for name in ("one", "two")
    ]
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a", providers[0])
    _, instance = side(builder, "there", "vpc-1", "cn-beijing-b", providers[1])
    attach(builder, eni.id, instance.id)
    assert messages(ACROSS, builder) == []
    assert len(messages(VPC, builder)) == 1


def test_an_instance_outside_the_stack_can_be_told_about() -> None:
    builder = new_stack()
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a")
    attach(builder, eni.id, "i-1")
    assert undetermined(VPC, builder) == [
        "EcsNetworkInterfaceAttachment on: needs vSwitchId of instance i-1, which is outside the stack"
    ]
    near = {"vsw-1": {"vpcId": "vpc-1", "zoneId": "cn-beijing-a"}, "i-1": {"vSwitchId": "vsw-1"}}
    assert undetermined(VPC, builder, outside=near) == messages(VPC, builder, outside=near) == []
    far = {**near, "vsw-1": {"vpcId": "vpc-2", "zoneId": "cn-beijing-a"}}
    assert len(messages(VPC, builder, outside=far)) == 1


def test_one_vswitch_is_one_vpc_and_zone_whichever_those_are() -> None:
    builder = new_stack()
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    web = builder.planned.resource(INSTANCE, "web", {"vswitchId": "vsw-1", "instanceType": "ecs.g6.large"})
    attach(builder, eni.id, web.id)
    assert undetermined(VPC, builder) == undetermined(ACROSS, builder) == []


def test_an_eni_outside_the_stack_may_have_been_granted() -> None:
    builder = new_stack()
    _, instance = side(builder, "there", "vpc-2", "cn-beijing-a")
    attach(builder, "eni-1", instance.id)
    told = {"eni-1": {"vSwitchId": "vsw-1"}, "vsw-1": {"vpcId": "vpc-1", "zoneId": "cn-beijing-a"}}
    assert len(messages(VPC, builder, outside=told)) == 1
    told["eni-1"] = {**told["eni-1"], "granted": True}  # type: ignore[dict-item]
    assert messages(VPC, builder, outside=told) == messages(ACROSS, builder, outside=told) == []


def test_the_zone_of_an_attachment_to_an_unknown_instance_cannot_be_told() -> None:
    builder = new_stack()
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a")
    attach(builder, eni.id, UNKNOWN)
    why = ["EcsNetworkInterfaceAttachment on: needs instanceId of EcsNetworkInterfaceAttachment on"]
    assert undetermined(ACROSS, builder) == undetermined(VPC, builder) == why


def test_the_id_of_an_attachment_leads_to_its_instance() -> None:
    builder = new_stack()
    eni, instance = side(builder, "here", "vpc-1", "cn-beijing-a")
    other, _ = side(builder, "there", "vpc-2", "cn-beijing-a")
    first = attach(builder, eni.id, instance.id)
    attach(builder, other.id, first.output("instanceId", "here-ecs-id"), "second")
    assert labels(VPC, builder) == ["EcsNetworkInterfaceAttachment second"]


def test_an_eni_that_comes_with_the_instance_is_in_its_vpc() -> None:
    builder = new_stack()
    here, there = (
        builder.planned.resource(VSWITCH, name, {"vpcId": vpc, "zoneId": "cn-beijing-a"})
        for name, vpc in (("here", "vpc-1"), ("there", "vpc-2"))
    )
    inputs = {"instanceType": "ecs.g6.large", "vswitchId": here.id, "networkInterfaces": {"vswitchId": there.id}}
    builder.planned.resource(INSTANCE, "web", inputs)
    assert labels(VPC, builder) == ["networkInterfaces[0] of Instance web"]


def test_a_primary_eni_that_is_a_resource_is_where_its_instance_is() -> None:
    builder = new_stack()
    eni, _ = side(builder, "here", "vpc-1", "cn-beijing-a")
    other, _ = side(builder, "there", "vpc-2", "cn-beijing-a")
    web = builder.planned.resource(INSTANCE, "web", {"instanceType": "ecs.g6.large", "networkInterfaceId": eni.id})
    attach(builder, other.id, web.id)
    assert labels(VPC, builder) == ["EcsNetworkInterfaceAttachment on"]
    assert undetermined(VPC, builder) == undetermined(ACROSS, builder) == []


def test_across_accounts_of_the_worlds() -> None:
    builder = new_stack()
    owner, other = builder.by(OWNER), builder.by(OTHER)
    vpc, far = owner.vpc(), other.vpc()
    eni = owner.eni(owner.vswitch(vpc), owner.group(vpc))
    owner.grant(eni, OTHER)
    other.attach(eni, other.instance(other.vswitch(far, zone=OTHER_ZONE), other.group(far)))
    assert len(messages(ACROSS, builder)) == 1
