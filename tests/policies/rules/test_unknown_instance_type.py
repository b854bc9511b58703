import pytest

from alicloud_rules.instance_types import READ_ON
from policy_testkit import UNKNOWN
from tests.policies.rule_fixtures import INSTANCE, messages, new_stack, report_on, undetermined
from tests.policies.scenario_builders import ONE_IPV6, UNKNOWN_TYPE

LIMIT = "unknown-instance-type"
TEMPLATES = (
    "alicloud:ecs/launchTemplate:LaunchTemplate",
    "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate",
    "alicloud:ecs/ecsInstanceSet:EcsInstanceSet",
    "alicloud:ess/scalingConfiguration:ScalingConfiguration",
)


@pytest.mark.parametrize("token", (INSTANCE, *TEMPLATES))
def test_a_type_that_the_catalogue_lacks_is_named(token: str) -> None:
    builder = new_stack()
    builder.planned.resource(token, "web", {"instanceType": UNKNOWN_TYPE})
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
    builder.planned.resource(INSTANCE, "web", {"instanceType": UNKNOWN_TYPE})
    assert messages(LIMIT, builder, instanceTypes={UNKNOWN_TYPE: {"eniQuantity": 2, "eniIpv6AddressQuantity": 1}}) == []


def test_an_unknown_type_is_undetermined() -> None:
    builder = new_stack()
    builder.planned.resource(INSTANCE, "web", {"instanceType": UNKNOWN})
    assert undetermined(LIMIT, builder) == ["Instance web: needs instanceType of Instance web"]


def test_each_of_several_types_is_checked() -> None:
    builder = new_stack()
    overrides = [{"instanceType": ONE_IPV6}, {"instanceType": UNKNOWN_TYPE}]
    builder.planned.resource(TEMPLATES[-1], "fleet", {"instanceTypeOverrides": overrides})
    assert UNKNOWN_TYPE in messages(LIMIT, builder)[0]


def test_a_template_without_a_type_is_not_checked() -> None:
    builder = new_stack()
    builder.planned.resource(TEMPLATES[0], "empty", {})
    assert messages(LIMIT, builder) == undetermined(LIMIT, builder) == []
