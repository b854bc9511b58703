import pytest

from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import ATTACHMENT, ENI, INSTANCE, assign, labels, messages, new_stack, undetermined
from tests.policies.scenario_builders import MANY_IPV6, NO_IPV6, ONE_IPV6, UNKNOWN_TYPE

LIMIT = "eni-ipv6-attached-quota"


def attached(instance_type: object, number: object) -> list[str]:
    builder = new_stack()
    instance = builder.planned.resource(INSTANCE, "web", {"instanceType": instance_type, "vswitchId": "vsw-1"})
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    builder.planned.resource(ATTACHMENT, "on", {"networkInterfaceId": eni.id, "instanceId": instance.id})
    assign(builder.planned, "some", eni.id, number)
    return messages(LIMIT, builder, limits="today") + undetermined(LIMIT, builder, limits="today")


@pytest.mark.parametrize(("instance_type", "number"), [(ONE_IPV6, 1), (MANY_IPV6, 15), (UNKNOWN, 1), (UNKNOWN_TYPE, 1)])
def test_what_the_type_allows_is_accepted(instance_type: object, number: int) -> None:
    assert attached(instance_type, number) == []


@pytest.mark.parametrize(("instance_type", "most"), [(ONE_IPV6, 1), (MANY_IPV6, 15)])
def test_one_more_is_refused(instance_type: str, most: int) -> None:
    assert f"takes at most {most} IPv6 address(es), not {most + 1}" in attached(instance_type, most + 1)[0]


def test_a_type_without_ipv6_is_left_to_the_other_limit() -> None:
    assert attached(NO_IPV6, 3) == []


@pytest.mark.parametrize(
    ("instance_type", "needs"),
    [
        (UNKNOWN, "needs instanceType of Instance web"),
        (UNKNOWN_TYPE, f"needs numbers of {UNKNOWN_TYPE}, which the catalogue lacks"),
    ],
)
def test_several_addresses_on_an_unknown_type_are_undetermined(instance_type: object, needs: str) -> None:
    assert attached(instance_type, 2) == [f"EcsNetworkInterface eni: {needs}"]


def test_the_documented_cap_applies_to_every_type() -> None:
    builder = new_stack()
    assign(builder.planned, "two", "eni-1", 2)
    told = {"eni-1": {"instanceId": "i-1"}}
    assert "at most 1" in messages(LIMIT, builder, outside=told)[0]
    assert messages(LIMIT, builder, attachedEniIpv6Cap=2, outside=told) == []


def test_primary_enis_are_attached_too() -> None:
    builder = new_stack()
    builder.planned.resource(INSTANCE, "web", {"instanceType": MANY_IPV6, "vswitchId": "vsw-1", "ipv6AddressCount": 2})
    (message,) = messages(LIMIT, builder)
    assert message.startswith("primary ENI of Instance web: ")


def test_an_assignment_to_a_primary_eni_counts() -> None:
    for exists in (False, True):
        builder = new_stack(exists=exists)
        inputs = {"instanceType": ONE_IPV6, "vswitchId": "vsw-1"}
        outputs = {"networkInterfaceId": "eni-9"} if exists else {}
        web = builder.planned.resource(INSTANCE, "web", inputs, outputs=outputs)
        assign(builder.planned, "two", web.output("networkInterfaceId", "eni-9"), 2)
        assert labels(LIMIT, builder, limits="today") == ["primary ENI of Instance web"]


def test_an_eni_in_the_inputs_of_an_instance_is_attached() -> None:
    builder = new_stack()
    eni = builder.planned.resource(ENI, "eni", {"vswitchId": "vsw-1"})
    inputs = {"instanceType": ONE_IPV6, "vswitchId": "vsw-1", "networkInterfaces": {"networkInterfaceId": eni.id}}
    builder.planned.resource(INSTANCE, "web", inputs)
    assign(builder.planned, "two", eni.id, 2)
    assert labels(LIMIT, builder, limits="today") == ["EcsNetworkInterface eni"]


def test_a_type_can_be_configured() -> None:
    builder = new_stack()
    inputs = {"instanceType": UNKNOWN_TYPE, "vswitchId": "vsw-1", "ipv6AddressCount": 3}
    builder.planned.resource(INSTANCE, "web", inputs)
    types = {UNKNOWN_TYPE: {"eniQuantity": 2, "eniIpv6AddressQuantity": 2}}
    assert "at most 2 IPv6 address(es), not 3" in messages(LIMIT, builder, limits="today", instanceTypes=types)[0]


def test_the_type_of_a_launch_template_is_used() -> None:
    builder = new_stack()
    template = builder.planned.resource(
        "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "t", {"instanceType": ONE_IPV6}
    )
    inputs = {"launchTemplateId": template.id, "vswitchId": "vsw-1", "ipv6AddressCount": 2}
    builder.planned.resource(INSTANCE, "web", inputs)
    assert "at most 1" in messages(LIMIT, builder, limits="today")[0]
