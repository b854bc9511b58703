import pytest

from policy_testkit import UNKNOWN, Planned
from tests.policies.limits.lab import ENI, INSTANCE, assign, open_questions, said, world
from tests.policies.worlds import PlanWorld

LIMIT = "security-group-ip-quota"
GROUP = "alicloud:ecs/securityGroup:SecurityGroup"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"


def group(w: PlanWorld, name: str = "group", kind: str = "normal") -> Planned:
    return w.plan.resource(GROUP, name, {"vpcId": "vpc-1", "securityGroupType": kind})


def crowd(w: PlanWorld, *groups: object, number: int = 1, name: str = "crowd") -> Planned:
    """An ENI with so many private addresses."""
    inputs = {"vswitchId": "vsw-1", "securityGroupIds": groups, "secondaryPrivateIpAddressCount": number - 1}
    return w.plan.resource(ENI, name, inputs)


def numbers(w: PlanWorld, **config: object) -> dict[str, str]:
    """By group, what is found in it, where that is too much."""
    messages = said(LIMIT, w, **config)
    return {one.split(":")[0].split(" ")[-1]: one.partition("not ")[2].partition(".")[0] for one in messages}


TEMPLATES = ("alicloud:ecs/launchTemplate:LaunchTemplate", "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate")


@pytest.mark.parametrize("exists", [False, True])
def test_every_kind_of_address_counts_in_every_group(exists: bool) -> None:
    w = world(exists=exists)
    one, other = group(w, "one"), group(w, "other")
    listed = {"privateIpAddresses": ["10.0.0.1"], "ipv6AddressCount": 2}
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1", "securityGroupIds": [one.id, other.id], **listed})
    assign(w.plan, "more", eni.id, 3)
    web = {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1", "securityGroups": [one.id]}
    more = {"secondaryPrivateIpAddressCount": 4, "ipv6Addresses": ["2001:db8::1"]}
    w.plan.resource(INSTANCE, "web", {**web, **more})
    assert numbers(w, basicGroupIps=1) == {"one": "13", "other": "7"}


def test_deprecated_inputs_count_too() -> None:
    w = world()
    old = {"privateIpsCount": 3, "securityGroups": [group(w).id]}
    w.plan.resource("alicloud:vpc/networkInterface:NetworkInterface", "eni", {"vswitchId": "vsw-1", **old})
    assert numbers(w, basicGroupIps=3) == {"group": "4"}


@pytest.mark.parametrize(("number", "found"), [(2000, {}), (2001, {"group": "2001"})])
def test_the_boundary(number: int, found: dict[str, str]) -> None:
    w = world()
    crowd(w, group(w).id, number=number)
    assert numbers(w) == found


def test_members_outside_the_stack_are_told_by_name_urn_or_id() -> None:
    w = world(exists=True)
    one = group(w)
    crowd(w, one.id)
    for name in ("group", one.urn, "group-id"):
        assert numbers(w, outside={name: {"members": 1999}}) == {}
        assert numbers(w, outside={name: {"members": 2000}}) == {"group": "2001"}


def test_a_group_outside_the_stack_is_counted_by_its_id() -> None:
    w = world()
    crowd(w, "sg-1", number=1500)
    crowd(w, "sg-1", number=501, name="rest")
    why = "security group sg-1: needs securityGroupType of security group sg-1, which is outside the stack"
    assert open_questions(LIMIT, w) == [why]
    assert numbers(w, outside={"sg-1": {"securityGroupType": "normal"}}) == {"sg-1": "2001"}
    assert numbers(w, outside={"sg-1": {"securityGroupType": "enterprise"}}) == {}


def test_an_advanced_group_counts_enis() -> None:
    w = world()
    advanced = group(w, kind="enterprise")
    for name in ("a", "b", "c"):
        crowd(w, advanced.id, number=50, name=name)
    assert numbers(w, advancedGroupEnis=3) == {}
    assert "advanced security group holds at most 2 ENIs, not 3." in said(LIMIT, w, advancedGroupEnis=2)[0]


def test_unknown_enis_of_an_instance_may_be_any_number_in_an_advanced_group() -> None:
    w = world()
    advanced = group(w, kind="enterprise")
    inputs = {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1", "networkInterfaces": UNKNOWN}
    w.plan.resource(INSTANCE, "web", inputs, dependencies={"networkInterfaces": [advanced]})
    assert numbers(w, advancedGroupEnis=0) == {}
    assert open_questions(LIMIT, w) == ["SecurityGroup group: needs networkInterfaces of Instance web"]


def test_a_second_group_that_is_new_is_not_forgotten() -> None:
    w = world()
    crowd(w, "sg-1", group(w).id, number=5)
    assert numbers(w, basicGroupIps=4) == {"group": "5"}


def test_what_is_surely_too_much_is_refused_whatever_is_unknown() -> None:
    w = world()
    one = group(w)
    crowd(w, one.id, number=2001)
    assign(w.plan, "more", UNKNOWN, UNKNOWN)
    assert numbers(w) == {"group": "2001"}


def test_what_may_become_too_much_cannot_be_told() -> None:
    w = world()
    eni = crowd(w, group(w).id, number=2000)
    assign(w.plan, "more", eni.id, UNKNOWN)
    assert numbers(w) == {}
    assert open_questions(LIMIT, w) == ["SecurityGroup group: needs ipv6AddressCount of Ipv6Assignment more"]


def test_an_eni_whose_groups_are_unknown_may_be_in_any() -> None:
    w = world()
    crowd(w, group(w).id, number=2000)
    w.plan.resource(ENI, "somewhere", {"vswitchId": "vsw-1", "securityGroupIds": UNKNOWN})
    assert open_questions(LIMIT, w) == ["SecurityGroup group: needs securityGroupIds of EcsNetworkInterface somewhere"]


def test_an_instance_set_counts_as_often_as_it_has_instances() -> None:
    w = world()
    one = group(w)
    inputs = {"amount": 3, "instanceType": "ecs.g6.large", "imageId": "image", "securityGroupIds": [one.id]}
    enis = [{"securityGroupId": one.id, "vswitchId": "vsw-1"}]
    w.plan.resource("alicloud:ecs/ecsInstanceSet:EcsInstanceSet", "set", {**inputs, "networkInterfaces": enis})
    assert numbers(w, basicGroupIps=5) == {"group": "6"}


def test_a_scaling_group_may_grow_to_its_largest_size() -> None:
    w = world()
    one = group(w)
    scaling = w.plan.resource("alicloud:ess/scalingGroup:ScalingGroup", "fleet", {"minSize": 0, "maxSize": 10})
    inputs = {"scalingGroupId": scaling.id, "instanceType": "ecs.g6.large", "securityGroupId": one.id}
    w.plan.resource(SCALING, "web", inputs)
    assert open_questions(LIMIT, w, basicGroupIps=10) == []
    assert open_questions(LIMIT, w, basicGroupIps=9) == [
        "SecurityGroup group: needs number of instances in ScalingGroup fleet"
    ]


def test_a_scaling_group_outside_the_stack_can_be_told_about() -> None:
    w = world()
    inputs = {"scalingGroupId": "asg-1", "instanceType": "ecs.g6.large", "securityGroupId": group(w).id}
    w.plan.resource(SCALING, "web", inputs)
    why = "needs maxSize of scaling group asg-1, which is outside the stack"
    assert open_questions(LIMIT, w) == [f"SecurityGroup group: {why}"]
    assert open_questions(LIMIT, w, outside={"asg-1": {"maxSize": 2000}}) == []
    assert len(open_questions(LIMIT, w, outside={"asg-1": {"maxSize": 2001}})) == 1


def test_the_groups_of_a_launch_template_stand_in() -> None:
    w = world()
    inputs = {"securityGroupIds": [group(w).id], "vswitchId": "vsw-1"}
    template = w.plan.resource("alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "t", inputs)
    more = {"secondaryPrivateIpAddressCount": 2}
    w.plan.resource(INSTANCE, "web", {"launchTemplateId": template.id, "instanceType": "ecs.g6.large", **more})
    assert numbers(w, basicGroupIps=2) == {"group": "3"}


@pytest.mark.parametrize("spelling", TEMPLATES)
def test_a_scaling_group_makes_instances_of_a_launch_template(spelling: str) -> None:
    w = world()
    one = group(w)
    eni = {"securityGroupId": one.id, "vswitchId": "vsw-1"}
    inputs = {"securityGroupId": one.id, "instanceType": "ecs.g6.large", "networkInterfaces": eni}
    template = w.plan.resource(spelling, "t", inputs)
    sizes = {"minSize": 0, "maxSize": 3, "vswitchIds": ["vsw-1"]}
    w.plan.resource("alicloud:ess/scalingGroup:ScalingGroup", "fleet", {**sizes, "launchTemplateId": template.id})
    why = ["SecurityGroup group: needs number of instances in ScalingGroup fleet"]
    assert open_questions(LIMIT, w, basicGroupIps=6) == []
    assert open_questions(LIMIT, w, basicGroupIps=5) == why


def test_a_scaling_group_in_force_has_its_least_number_at_least() -> None:
    w = world()
    sizes = {"minSize": 2, "desiredCapacity": 3, "maxSize": 5}
    scaling = w.plan.resource("alicloud:ess/scalingGroup:ScalingGroup", "fleet", sizes)
    inputs = {"scalingGroupId": scaling.id, "instanceType": "ecs.g6.large", "securityGroupId": group(w).id}
    config = w.plan.resource(SCALING, "web", {**inputs, "active": True, "enable": True})
    assert numbers(w, basicGroupIps=2) == {"group": "3"}
    assert numbers(w, basicGroupIps=3) == {}
    assert len(open_questions(LIMIT, w, basicGroupIps=4)) == 1
    assert open_questions(LIMIT, w, basicGroupIps=5) == []
    config.inputs["enable"] = False
    assert numbers(w, basicGroupIps=2) == {}


@pytest.mark.parametrize("exists", [False, True])
def test_a_primary_eni_that_is_a_resource_counts_once_in_its_own_groups(exists: bool) -> None:
    w = world(exists=exists)
    own, other = group(w, "own"), group(w, "other")
    eni = crowd(w, own.id, number=3)
    inputs = {"instanceType": "ecs.g6.large", "securityGroups": [other.id], "networkInterfaceId": eni.id}
    w.plan.resource(INSTANCE, "web", {**inputs, "ipv6AddressCount": 1})
    assert numbers(w, basicGroupIps=0) == {"own": "3"}


def test_a_primary_eni_that_may_be_a_resource_may_count() -> None:
    w = world()
    inputs = {"instanceType": "ecs.g6.large", "securityGroups": [group(w).id], "networkInterfaceId": UNKNOWN}
    w.plan.resource(INSTANCE, "web", {**inputs, "vswitchId": "vsw-1"})
    assert open_questions(LIMIT, w, basicGroupIps=1) == []
    assert open_questions(LIMIT, w, basicGroupIps=0) == [
        "SecurityGroup group: needs networkInterfaceId of Instance web"
    ]


def test_a_primary_eni_outside_the_stack_counts_as_the_instances() -> None:
    w = world()
    inputs = {"instanceType": "ecs.g6.large", "securityGroups": [group(w).id], "networkInterfaceId": "eni-9"}
    w.plan.resource(INSTANCE, "web", {**inputs, "vswitchId": "vsw-1"})
    assign(w.plan, "two", "eni-9", 2)
    assert numbers(w, basicGroupIps=2) == {"group": "3"}


def test_a_launch_template_alone_makes_nothing() -> None:
    w = world()
    inputs = {"securityGroupId": group(w).id, "vswitchId": "vsw-1"}
    w.plan.resource("alicloud:ecs/launchTemplate:LaunchTemplate", "t", inputs)
    assert numbers(w, basicGroupIps=0) == {}
