import pytest

from alicloud_rules.instance_types import READ_ON
from policy_testkit import UNKNOWN
from tests.policies.limits.lab import INSTANCE, judged, open_questions, said, world
from tests.policies.worlds import ONE_IPV6, UNKNOWN_TYPE

LIMIT = "unknown-instance-type"
TEMPLATES = (
    "alicloud:ecs/launchTemplate:LaunchTemplate",
    "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate",
    "alicloud:ecs/ecsInstanceSet:EcsInstanceSet",
    "alicloud:ess/scalingConfiguration:ScalingConfiguration",
)


@pytest.mark.parametrize("spelling", (INSTANCE, *TEMPLATES))
def test_a_type_that_the_catalogue_lacks_is_named(spelling: str) -> None:
    w = world()
    w.plan.resource(spelling, "web", {"instanceType": UNKNOWN_TYPE})
    (message,) = said(LIMIT, w)
    assert f"The catalogue of {READ_ON} has no instance type {UNKNOWN_TYPE}" in message
    assert {one.level for one in judged(w).of(LIMIT)} == {"advisory"}


@pytest.mark.parametrize("spelling", (INSTANCE, *TEMPLATES))
def test_one_that_it_has_is_fine(spelling: str) -> None:
    w = world()
    w.plan.resource(spelling, "web", {"instanceType": ONE_IPV6})
    assert said(LIMIT, w) == []


def test_one_that_is_told_in_the_config_is_fine() -> None:
    w = world()
    w.plan.resource(INSTANCE, "web", {"instanceType": UNKNOWN_TYPE})
    assert said(LIMIT, w, instanceTypes={UNKNOWN_TYPE: {"eniQuantity": 2, "eniIpv6AddressQuantity": 1}}) == []


def test_one_that_is_not_known_yet_cannot_be_told() -> None:
    w = world()
    w.plan.resource(INSTANCE, "web", {"instanceType": UNKNOWN})
    assert open_questions(LIMIT, w) == ["Instance web: needs instanceType of Instance web"]


def test_each_of_several_is_looked_up() -> None:
    w = world()
    overrides = [{"instanceType": ONE_IPV6}, {"instanceType": UNKNOWN_TYPE}]
    w.plan.resource(TEMPLATES[-1], "fleet", {"instanceTypeOverrides": overrides})
    assert UNKNOWN_TYPE in said(LIMIT, w)[0]


def test_a_template_without_a_type_says_nothing() -> None:
    w = world()
    w.plan.resource(TEMPLATES[0], "empty", {})
    assert said(LIMIT, w) == open_questions(LIMIT, w) == []
