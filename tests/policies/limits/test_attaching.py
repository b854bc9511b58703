"""cross-account-same-zone and eni-same-vpc: the two share what they judge."""

from policy_testkit import UNKNOWN, Planned
from tests.policies.limits.lab import ATTACHMENT, ENI, INSTANCE, open_questions, said, world
from tests.policies.worlds import OTHER, OTHER_ZONE, OWNER, PlanWorld

ACROSS, VPC = "cross-account-same-zone", "eni-same-vpc"
VSWITCH = "alicloud:vpc/switch:Switch"
ROLE = '{"roleArn": "acs:ram::%s:role/ipv6"}'


def attach(w: PlanWorld, eni: object, instance: object, name: str = "on") -> Planned:
    return w.plan.resource(ATTACHMENT, name, {"networkInterfaceId": eni, "instanceId": instance})


def side(
    w: PlanWorld, name: str, vpc: object, zone: object, provider: Planned | None = None
) -> tuple[Planned, Planned]:
    """A vSwitch with an ENI and an instance in it."""
    vswitch = w.plan.resource(VSWITCH, f"{name}-vsw", {"vpcId": vpc, "zoneId": zone}, provider=provider)
    eni = w.plan.resource(ENI, f"{name}-eni", {"vswitchId": vswitch.id}, provider=provider)
    inputs = {"vswitchId": vswitch.id, "instanceType": "ecs.g6.large"}
    return eni, w.plan.resource(INSTANCE, f"{name}-ecs", inputs, provider=provider)


def test_the_message_names_both_vpcs() -> None:
    w = world()
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a")
    _, instance = side(w, "there", "vpc-2", "cn-beijing-a")
    attach(w, eni.id, instance.id)
    (message,) = said(VPC, w)
    assert "on: The ENI is in VPC vpc-1 and the instance in VPC vpc-2;" in message
    assert said(ACROSS, w) == []


def test_a_new_vpc_is_none_that_exists() -> None:
    w = world()
    eni, _ = side(w, "here", w.vpc().id, "cn-beijing-a")
    _, instance = side(w, "there", "vpc-2", "cn-beijing-a")
    attach(w, eni.id, instance.id)
    assert len(said(VPC, w)) == 1


def test_a_grant_lets_the_vpcs_differ_but_not_the_zones() -> None:
    w = world()
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a")
    _, instance = side(w, "there", "vpc-2", "cn-beijing-b")
    attach(w, eni.id, instance.id)
    w.grant(eni, OTHER)
    assert said(VPC, w) == []
    (message,) = said(ACROSS, w)
    assert "in zone cn-beijing-a and the instance in zone cn-beijing-b" in message


def test_another_permission_is_no_grant() -> None:
    w = world()
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a")
    _, instance = side(w, "there", "vpc-2", "cn-beijing-a")
    attach(w, eni.id, instance.id)
    inputs = {"networkInterfaceId": eni.id, "accountId": "1", "permission": "EIPAttach"}
    w.plan.resource("alicloud:ecs/ecsNetworkInterfacePermission:EcsNetworkInterfacePermission", "eip", inputs)
    assert len(said(VPC, w)) == 1


def test_roles_of_two_accounts_cross_accounts() -> None:
    w = world()
    providers = [
        w.plan.provider("alicloud", name, {"region": "cn-beijing", "assumeRole": ROLE % account})
        for name, account in (("one", "1" * 16), ("two", "2" * 16))
    ]
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a", providers[0])
    _, instance = side(w, "there", "vpc-1", "cn-beijing-b", providers[1])
    attach(w, eni.id, instance.id)
    assert len(said(ACROSS, w)) == 1
    assert said(VPC, w) == []


def test_a_role_that_is_not_known_yet_leaves_the_account_open() -> None:
    w = world()
    known = w.plan.provider("alicloud", "one", {"region": "cn-beijing", "assumeRole": ROLE % ("1" * 16)})
    later = w.plan.provider("alicloud", "two", {"region": "cn-beijing", "assumeRole": UNKNOWN})
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a", known)
    _, instance = side(w, "there", "vpc-1", "cn-beijing-b", later)
    attach(w, eni.id, instance.id)
    assert said(ACROSS, w) == said(VPC, w) == []
    why = "EcsNetworkInterfaceAttachment on: needs account of provider two"
    assert open_questions(ACROSS, w) == open_questions(VPC, w) == [why]


def test_one_role_of_one_account_through_two_providers_crosses_nothing() -> None:
    w = world()
    providers = [
        w.plan.provider("alicloud", name, {"region": "cn-beijing", "assumeRole": ROLE % ("1" * 16)})
        for name in ("one", "two")
    ]
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a", providers[0])
    _, instance = side(w, "there", "vpc-1", "cn-beijing-b", providers[1])
    attach(w, eni.id, instance.id)
    assert said(ACROSS, w) == []
    assert len(said(VPC, w)) == 1


def test_an_instance_outside_the_stack_can_be_told_about() -> None:
    w = world()
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a")
    attach(w, eni.id, "i-1")
    assert open_questions(VPC, w) == [
        "EcsNetworkInterfaceAttachment on: needs vSwitchId of instance i-1, which is outside the stack"
    ]
    near = {"vsw-1": {"vpcId": "vpc-1", "zoneId": "cn-beijing-a"}, "i-1": {"vSwitchId": "vsw-1"}}
    assert open_questions(VPC, w, outside=near) == said(VPC, w, outside=near) == []
    far = {**near, "vsw-1": {"vpcId": "vpc-2", "zoneId": "cn-beijing-a"}}
    assert len(said(VPC, w, outside=far)) == 1


def test_one_vswitch_is_one_vpc_and_zone_whichever_those_are() -> None:
    w = world()
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    web = w.plan.resource(INSTANCE, "web", {"vswitchId": "vsw-1", "instanceType": "ecs.g6.large"})
    attach(w, eni.id, web.id)
    assert open_questions(VPC, w) == open_questions(ACROSS, w) == []


def test_an_eni_outside_the_stack_may_have_been_granted() -> None:
    w = world()
    _, instance = side(w, "there", "vpc-2", "cn-beijing-a")
    attach(w, "eni-1", instance.id)
    told = {"eni-1": {"vSwitchId": "vsw-1"}, "vsw-1": {"vpcId": "vpc-1", "zoneId": "cn-beijing-a"}}
    assert len(said(VPC, w, outside=told)) == 1
    told["eni-1"] = {**told["eni-1"], "granted": True}  # type: ignore[dict-item]
    assert said(VPC, w, outside=told) == said(ACROSS, w, outside=told) == []


def test_the_zone_of_an_attachment_to_an_unknown_instance_cannot_be_told() -> None:
    w = world()
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a")
    attach(w, eni.id, UNKNOWN)
    why = ["EcsNetworkInterfaceAttachment on: needs instanceId of EcsNetworkInterfaceAttachment on"]
    assert open_questions(ACROSS, w) == open_questions(VPC, w) == why


def test_the_id_of_an_attachment_leads_to_its_instance() -> None:
    w = world()
    eni, instance = side(w, "here", "vpc-1", "cn-beijing-a")
    other, _ = side(w, "there", "vpc-2", "cn-beijing-a")
    first = attach(w, eni.id, instance.id)
    attach(w, other.id, first.output("instanceId", "here-ecs-id"), "second")
    assert [message.split(":")[0] for message in said(VPC, w)] == ["EcsNetworkInterfaceAttachment second"]


def test_an_eni_that_comes_with_the_instance_is_in_its_vpc() -> None:
    w = world()
    here, there = (
        w.plan.resource(VSWITCH, name, {"vpcId": vpc, "zoneId": "cn-beijing-a"})
        for name, vpc in (("here", "vpc-1"), ("there", "vpc-2"))
    )
    inputs = {"instanceType": "ecs.g6.large", "vswitchId": here.id, "networkInterfaces": {"vswitchId": there.id}}
    w.plan.resource(INSTANCE, "web", inputs)
    assert [message.split(":")[0] for message in said(VPC, w)] == ["networkInterfaces[0] of Instance web"]


def test_a_primary_eni_that_is_a_resource_is_where_its_instance_is() -> None:
    w = world()
    eni, _ = side(w, "here", "vpc-1", "cn-beijing-a")
    other, _ = side(w, "there", "vpc-2", "cn-beijing-a")
    web = w.plan.resource(INSTANCE, "web", {"instanceType": "ecs.g6.large", "networkInterfaceId": eni.id})
    attach(w, other.id, web.id)
    assert [message.split(":")[0] for message in said(VPC, w)] == ["EcsNetworkInterfaceAttachment on"]
    assert open_questions(VPC, w) == open_questions(ACROSS, w) == []


def test_across_accounts_of_the_worlds() -> None:
    w = world()
    owner, other = w.by(OWNER), w.by(OTHER)
    vpc, far = owner.vpc(), other.vpc()
    eni = owner.eni(owner.vswitch(vpc), owner.group(vpc))
    owner.grant(eni, OTHER)
    other.attach(eni, other.instance(other.vswitch(far, zone=OTHER_ZONE), other.group(far)))
    assert len(said(ACROSS, w)) == 1
