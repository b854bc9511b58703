import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import ATTACHMENT, ENI, INSTANCE, labels, messages, new_stack, undetermined
from tests.policies.scenario_builders import ONE_IPV6, UNKNOWN_TYPE, PlanBuilder

LIMIT = "eni-attach-quota"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"


def web(builder: PlanBuilder, instance_type: object = ONE_IPV6, **more: object) -> object:
    return builder.planned.resource(INSTANCE, "web", {"instanceType": instance_type, "vswitchId": "vsw-1", **more}).id


def attach(builder: PlanBuilder, instance: object, *enis: object) -> None:
    for place, eni in enumerate(enis):
        builder.planned.resource(ATTACHMENT, f"on-{place}", {"networkInterfaceId": eni, "instanceId": instance})


def test_the_primary_eni_counts() -> None:
    builder = new_stack()
    attach(builder, web(builder), "eni-1", "eni-2")
    (message,) = messages(LIMIT, builder)
    assert "Instance web: An instance of type ecs.g6.large has at most 2 ENIs with the primary one, not 3." in message


def test_enis_that_come_with_the_instance_count() -> None:
    builder = new_stack()
    attach(builder, web(builder, networkInterfaces={"vswitchId": "vsw-1"}), "eni-1")
    assert "not 3" in messages(LIMIT, builder)[0]


def test_an_eni_that_the_instance_names_counts_once() -> None:
    builder = new_stack()
    web(builder, networkInterfaces={"networkInterfaceId": "eni-1"})
    assert messages(LIMIT, builder) == []
    attach(builder, builder.planned.resources[-1].id, "eni-2")
    assert "not 3" in messages(LIMIT, builder)[0]


def test_enis_of_which_nothing_is_known_may_be_any_number() -> None:
    builder = new_stack()
    web(builder, networkInterfaces=UNKNOWN)
    assert undetermined(LIMIT, builder) == ["Instance web: needs networkInterfaces of Instance web"]


def test_an_eni_that_was_attached_later_is_not_counted_again_after_a_refresh() -> None:
    builder = new_stack(exists=True)
    seen = {"networkInterfaces": {"networkInterfaceId": "eni-1", "vswitchId": "vsw-1"}}
    instance = builder.planned.resource(INSTANCE, "web", {"instanceType": ONE_IPV6, "vswitchId": "vsw-1"}, outputs=seen)
    attach(builder, instance.id, "eni-1")
    assert messages(LIMIT, builder) == []


def test_an_attachment_to_some_instance_leaves_a_full_one_open() -> None:
    builder = new_stack()
    attach(builder, web(builder), "eni-1")
    builder.planned.resource(ATTACHMENT, "some", {"networkInterfaceId": "eni-2", "instanceId": UNKNOWN})
    some = "EcsNetworkInterfaceAttachment some"
    assert undetermined(LIMIT, builder) == [f"Instance web, the instance of {some}: needs instanceId of {some}"]
    assert messages(LIMIT, builder) == []


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(("amount", "sure"), [(1, True), (2, False)])
def test_which_instance_of_a_set_an_eni_is_on_is_known_where_it_has_one(exists: bool, amount: int, sure: bool) -> None:
    builder = new_stack(exists=exists)
    inputs = {"instanceType": ONE_IPV6, "amount": amount, "vswitchId": "vsw-1"}
    made = {"instanceIds": ["i-1", "i-2"][:amount]} if exists else {}
    some = builder.planned.resource("alicloud:ecs/ecsInstanceSet:EcsInstanceSet", "some", inputs, outputs=made)
    attach(builder, some.output("instanceIds", "i-1") if not exists else "i-1", "eni-1", "eni-2")
    why = ["EcsInstanceSet some: needs which of the instances of EcsInstanceSet some"]
    assert (len(messages(LIMIT, builder)), undetermined(LIMIT, builder)) == ((1, []) if sure else (0, why))


def test_an_unknown_type_is_undetermined() -> None:
    builder = new_stack()
    attach(builder, web(builder, UNKNOWN_TYPE), "eni-1")
    assert undetermined(LIMIT, builder) == [f"Instance web: needs numbers of {UNKNOWN_TYPE}, which the catalogue lacks"]
    types = {UNKNOWN_TYPE: {"eniQuantity": 1, "eniIpv6AddressQuantity": 0}}
    assert "at most 1 ENIs" in messages(LIMIT, builder, instanceTypes=types)[0]


def test_an_instance_with_its_primary_eni_alone_needs_no_check() -> None:
    builder = new_stack()
    web(builder, UNKNOWN)
    assert undetermined(LIMIT, builder) == []


def test_facts_count_the_enis_of_instances_outside_the_stack() -> None:
    builder = new_stack()
    attach(builder, "i-1", "eni-1")
    told = {"instanceType": ONE_IPV6}
    assert messages(LIMIT, builder, outside={"i-1": told}) == []
    assert "not 3" in messages(LIMIT, builder, outside={"i-1": {**told, "secondaryEnis": 1}})[0]


def test_a_separate_primary_eni_counts_once() -> None:
    builder = new_stack()
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    attach(builder, web(builder, networkInterfaceId=eni.id), "eni-1")
    assert messages(LIMIT, builder) == undetermined(LIMIT, builder) == []


def test_the_enis_of_a_launch_template_come_with_the_instance() -> None:
    builder = new_stack()
    inputs = {"networkInterfaces": {"securityGroupId": "sg-1"}, "launchTemplateName": "t"}
    builder.planned.resource("alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "t", inputs)
    attach(builder, web(builder, launchTemplateName="t"), "eni-1")
    assert labels(LIMIT, builder) == ["Instance web"]


def test_templates_are_checked_by_what_they_create() -> None:
    builder = new_stack()
    enis = [{"instanceType": "Primary"}, {"instanceType": "Secondary"}, {"instanceType": "Secondary"}]
    inputs = {"scalingGroupId": "asg-1", "instanceType": ONE_IPV6, "networkInterfaces": enis}
    builder.planned.resource(SCALING, "fleet", inputs)
    assert labels(LIMIT, builder) == ["ScalingConfiguration fleet"]


def trunk_with_members(builder: PlanBuilder, number: int, **more: object) -> None:
    """An ecs.g6.2xlarge (4 ENIs) with a trunk ENI and so many members."""
    instance = web(builder, "ecs.g6.2xlarge")
    trunk = builder.planned.resource(ENI, "trunk", {"vswitchId": "vsw-1", "instanceType": "Trunk"})
    inputs = {"networkInterfaceId": trunk.id, "instanceId": instance}
    trunk_on = builder.planned.resource(ATTACHMENT, "trunk-on", inputs)
    names_trunk = {"trunkNetworkInstanceId": trunk_on.output("networkInterfaceId", "trunk-id"), **more}
    for place in range(number):
        member = builder.planned.resource(ENI, f"pod-{place}", {"vswitchId": "vsw-1"})
        inputs = {"networkInterfaceId": member.id, "instanceId": instance}
        builder.planned.resource(ATTACHMENT, f"pod-{place}", {**inputs, **names_trunk})


@pytest.mark.parametrize("exists", [False, True])
def test_the_members_of_a_trunk_are_not_enis_of_the_instance(exists: bool) -> None:
    builder = new_stack(exists=exists)
    trunk_with_members(builder, 8)
    assert messages(LIMIT, builder) == []
    why = ["Instance web: needs eniTotalQuantity of ecs.g6.2xlarge, which the catalogue lacks"]
    assert undetermined(LIMIT, builder) == why


def test_the_trunk_itself_counts() -> None:
    builder = new_stack()
    trunk_with_members(builder, 1)
    attach(builder, next(one.id for one in builder.planned.resources if one.name == "web"), "eni-1", "eni-2", "eni-3")
    assert "has at most 4 ENIs with the primary one, not 5" in messages(LIMIT, builder)[0]


def test_the_number_of_members_is_checked_where_the_config_has_it() -> None:
    builder = new_stack()
    trunk_with_members(builder, 8)
    numbers = {"eniQuantity": 4, "eniIpv6AddressQuantity": 1}
    (most, fewer) = ({"ecs.g6.2xlarge": {**numbers, "eniTotalQuantity": total}} for total in (10, 9))
    assert messages(LIMIT, builder, instanceTypes=most) == undetermined(LIMIT, builder, instanceTypes=most) == []
    assert "at most 9 ENIs with the members of trunk ENIs, not 10" in messages(LIMIT, builder, instanceTypes=fewer)[0]


def test_an_eni_that_may_be_a_member_may_count() -> None:
    builder = new_stack()
    trunk_with_members(builder, 3, trunkNetworkInstanceId=UNKNOWN)
    assert messages(LIMIT, builder) == []
    (line,) = undetermined(LIMIT, builder)
    assert "trunkNetworkInstanceId of EcsNetworkInterfaceAttachment pod-0" in line


@pytest.mark.parametrize("trunk", ["", None])
def test_an_empty_trunk_is_none(trunk: object) -> None:
    builder = new_stack()
    trunk_with_members(builder, 3, trunkNetworkInstanceId=trunk)
    assert "not 5" in messages(LIMIT, builder)[0]
