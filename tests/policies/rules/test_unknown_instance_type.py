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
def test_one_that_it_has_is_fine(token: str) -> None:
    builder = new_stack()
    builder.planned.resource(token, "web", {"instanceType": ONE_IPV6})
    assert messages(LIMIT, builder) == []


def test_one_that_is_told_in_the_config_is_fine() -> None:
    builder = new_stack()
    builder.planned.resource(INSTANCE, "web", {"instanceType": UNKNOWN_TYPE})
    assert messages(LIMIT, builder, instanceTypes={UNKNOWN_TYPE: {"eniQuantity": 2, "eniIpv6AddressQuantity": 1}}) == []


def test_one_that_is_not_known_yet_cannot_be_told() -> None:
    builder = new_stack()
    builder.planned.resource(INSTANCE, "web", {"instanceType": UNKNOWN})
    assert undetermined(LIMIT, builder) == ["Instance web: needs instanceType of Instance web"]


def test_each_of_several_is_looked_up() -> None:
    builder = new_stack()
    overrides = [{"instanceType": ONE_IPV6}, {"instanceType": UNKNOWN_TYPE}]
    builder.planned.resource(TEMPLATES[-1], "fleet", {"instanceTypeOverrides": overrides})
    assert UNKNOWN_TYPE in messages(LIMIT, builder)[0]


def test_a_template_without_a_type_says_nothing() -> None:
    builder = new_stack()
    builder.planned.resource(TEMPLATES[0], "empty", {})
    assert messages(LIMIT, builder) == undetermined(LIMIT, builder) == []
