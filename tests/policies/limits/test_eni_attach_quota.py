import pytest

from policy_testkit import UNKNOWN
from tests.policies.limits.lab import ATTACHMENT, ENI, INSTANCE, open_questions, said, world
from tests.policies.worlds import ONE_IPV6, UNKNOWN_TYPE, PlanWorld

LIMIT = "eni-attach-quota"
SCALING = "alicloud:ess/scalingConfiguration:ScalingConfiguration"


def web(w: PlanWorld, instance_type: object = ONE_IPV6, **more: object) -> object:
    return w.plan.resource(INSTANCE, "web", {"instanceType": instance_type, "vswitchId": "vsw-1", **more}).id


def attach(w: PlanWorld, instance: object, *enis: object) -> None:
    for place, eni in enumerate(enis):
        w.plan.resource(ATTACHMENT, f"on-{place}", {"networkInterfaceId": eni, "instanceId": instance})


def test_the_primary_eni_counts() -> None:
    w = world()
    attach(w, web(w), "eni-1", "eni-2")
    (message,) = said(LIMIT, w)
    assert "Instance web: An instance of type ecs.g6.large has at most 2 ENIs with the primary one, not 3." in message


def test_enis_that_come_with_the_instance_count() -> None:
    w = world()
    attach(w, web(w, networkInterfaces={"vswitchId": "vsw-1"}), "eni-1")
    assert "not 3" in said(LIMIT, w)[0]


def test_an_eni_that_the_instance_names_counts_once() -> None:
    w = world()
    web(w, networkInterfaces={"networkInterfaceId": "eni-1"})
    assert said(LIMIT, w) == []
    attach(w, w.plan.resources[-1].id, "eni-2")
    assert "not 3" in said(LIMIT, w)[0]


def test_enis_of_which_nothing_is_known_may_be_any_number() -> None:
    w = world()
    web(w, networkInterfaces=UNKNOWN)
    assert open_questions(LIMIT, w) == ["Instance web: needs networkInterfaces of Instance web"]


def test_an_eni_that_was_attached_later_is_not_counted_again_after_a_refresh() -> None:
    w = world(exists=True)
    seen = {"networkInterfaces": {"networkInterfaceId": "eni-1", "vswitchId": "vsw-1"}}
    instance = w.plan.resource(INSTANCE, "web", {"instanceType": ONE_IPV6, "vswitchId": "vsw-1"}, outputs=seen)
    attach(w, instance.id, "eni-1")
    assert said(LIMIT, w) == []


def test_an_attachment_to_some_instance_leaves_a_full_one_open() -> None:
    w = world()
    attach(w, web(w), "eni-1")
    w.plan.resource(ATTACHMENT, "some", {"networkInterfaceId": "eni-2", "instanceId": UNKNOWN})
    some = "EcsNetworkInterfaceAttachment some"
    assert open_questions(LIMIT, w) == [f"Instance web, the instance of {some}: needs instanceId of {some}"]
    assert said(LIMIT, w) == []


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(("amount", "sure"), [(1, True), (2, False)])
def test_which_instance_of_a_set_an_eni_is_on_is_known_where_it_has_one(exists: bool, amount: int, sure: bool) -> None:
    w = world(exists=exists)
    inputs = {"instanceType": ONE_IPV6, "amount": amount, "vswitchId": "vsw-1"}
    made = {"instanceIds": ["i-1", "i-2"][:amount]} if exists else {}
    some = w.plan.resource("alicloud:ecs/ecsInstanceSet:EcsInstanceSet", "some", inputs, outputs=made)
    attach(w, some.output("instanceIds", "i-1") if not exists else "i-1", "eni-1", "eni-2")
    why = ["EcsInstanceSet some: needs which of the instances of EcsInstanceSet some"]
    assert (len(said(LIMIT, w)), open_questions(LIMIT, w)) == ((1, []) if sure else (0, why))


def test_a_type_of_which_nothing_is_known_cannot_be_told() -> None:
    w = world()
    attach(w, web(w, UNKNOWN_TYPE), "eni-1")
    assert open_questions(LIMIT, w) == [f"Instance web: needs numbers of {UNKNOWN_TYPE}, which the catalogue lacks"]
    types = {UNKNOWN_TYPE: {"eniQuantity": 1, "eniIpv6AddressQuantity": 0}}
    assert "at most 1 ENIs" in said(LIMIT, w, instanceTypes=types)[0]


def test_an_instance_with_its_primary_eni_alone_needs_no_look() -> None:
    w = world()
    web(w, UNKNOWN)
    assert open_questions(LIMIT, w) == []


def test_instances_outside_the_stack_have_the_enis_that_are_told() -> None:
    w = world()
    attach(w, "i-1", "eni-1")
    told = {"instanceType": ONE_IPV6}
    assert said(LIMIT, w, outside={"i-1": told}) == []
    assert "not 3" in said(LIMIT, w, outside={"i-1": {**told, "secondaryEnis": 1}})[0]


def test_a_primary_eni_that_is_a_resource_is_no_further_one() -> None:
    w = world()
    eni = w.plan.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    attach(w, web(w, networkInterfaceId=eni.id), "eni-1")
    assert said(LIMIT, w) == open_questions(LIMIT, w) == []


def test_the_enis_of_a_launch_template_come_with_the_instance() -> None:
    w = world()
    inputs = {"networkInterfaces": {"securityGroupId": "sg-1"}, "launchTemplateName": "t"}
    w.plan.resource("alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "t", inputs)
    attach(w, web(w, launchTemplateName="t"), "eni-1")
    assert [message.split(":")[0] for message in said(LIMIT, w)] == ["Instance web"]


def test_templates_are_judged_by_what_they_would_make() -> None:
    w = world()
    enis = [{"instanceType": "Primary"}, {"instanceType": "Secondary"}, {"instanceType": "Secondary"}]
    inputs = {"scalingGroupId": "asg-1", "instanceType": ONE_IPV6, "networkInterfaces": enis}
    w.plan.resource(SCALING, "fleet", inputs)
    assert [message.split(":")[0] for message in said(LIMIT, w)] == ["ScalingConfiguration fleet"]
