import pytest

from alicloud_rules.instance_types import READ_ON
from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import CANNOT_TELL, INSTANCE, attach, messages, new_stack, report_on, undetermined
from tests.policies.scenario_builders import ONE_IPV6, UNKNOWN_TYPE

LIMIT = "unknown-instance-type"
TEMPLATES = (
    "alicloud:ecs/launchTemplate:LaunchTemplate",
    "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate",
    "alicloud:ecs/ecsInstanceSet:EcsInstanceSet",
    "alicloud:ess/scalingConfiguration:ScalingConfiguration",
)
MORE = {"networkInterfaces": [{"vswitchId": "vsw-1"}]}
"""A secondary ENI, whose limits depend on the type."""


@pytest.mark.parametrize("token", (INSTANCE, *TEMPLATES))
def test_a_type_that_the_catalogue_lacks_is_named(token: str) -> None:
    builder = new_stack()
    builder.planned.resource(token, "web", {"instanceType": UNKNOWN_TYPE, **MORE})
    (message,) = messages(LIMIT, builder)
    assert f"The catalogue of {READ_ON} has no instance type {UNKNOWN_TYPE}" in message
    assert {one.level for one in report_on(builder).of(LIMIT)} == {"advisory"}


@pytest.mark.parametrize("token", (INSTANCE, *TEMPLATES))
def test_a_type_in_the_catalogue_is_accepted(token: str) -> None:
    builder = new_stack()
    builder.planned.resource(token, "web", {"instanceType": ONE_IPV6})
    assert messages(LIMIT, builder) == []


def test_a_configured_type_is_accepted() -> None:
    builder = new_stack()
    builder.planned.resource(INSTANCE, "web", {"instanceType": UNKNOWN_TYPE, **MORE})
    assert messages(LIMIT, builder, instanceTypes={UNKNOWN_TYPE: {"eniQuantity": 2, "eniIpv6AddressQuantity": 1}}) == []


def test_an_unknown_type_is_undetermined() -> None:
    builder = new_stack()
    builder.planned.resource(INSTANCE, "web", {"instanceType": UNKNOWN, **MORE})
    assert undetermined(LIMIT, builder) == ["Instance web: needs instanceType of Instance web"]


def test_each_of_several_types_is_checked() -> None:
    builder = new_stack()
    overrides = [{"instanceType": ONE_IPV6}, {"instanceType": UNKNOWN_TYPE}]
    builder.planned.resource(TEMPLATES[-1], "fleet", {"instanceTypeOverrides": overrides, **MORE})
    assert UNKNOWN_TYPE in messages(LIMIT, builder)[0]


def test_a_template_without_a_type_is_not_checked() -> None:
    builder = new_stack()
    builder.planned.resource(TEMPLATES[0], "empty", {})
    assert messages(LIMIT, builder) == undetermined(LIMIT, builder) == []


@pytest.mark.parametrize("instance_type", [UNKNOWN_TYPE, UNKNOWN])
@pytest.mark.parametrize("token", (INSTANCE, *TEMPLATES))
def test_an_instance_without_ipv6_and_secondary_enis_has_no_limits_of_its_type(
    token: str, instance_type: object
) -> None:
    builder = new_stack()
    builder.planned.resource(token, "web", {"instanceType": instance_type, "vswitchId": "vsw-1"})
    report = report_on(builder)
    assert report.of(LIMIT) == report.of(CANNOT_TELL) == []


@pytest.mark.parametrize("more", [{"ipv6AddressCount": 1}, {"ipv6Addresses": ["2001:db8::1"]}])
def test_ipv6_on_the_primary_eni_depends_on_the_type(more: dict[str, object]) -> None:
    builder = new_stack()
    builder.planned.resource(INSTANCE, "web", {"instanceType": UNKNOWN_TYPE, "vswitchId": "vsw-1", **more})
    assert len(messages(LIMIT, builder)) == 1


def test_an_attached_eni_depends_on_the_type() -> None:
    builder = new_stack()
    web = builder.planned.resource(INSTANCE, "web", {"instanceType": UNKNOWN_TYPE, "vswitchId": "vsw-1"})
    attach(builder, "eni-1", web.id)
    assert len(messages(LIMIT, builder)) == 1
