import pytest

from alicloud_policies.model import hosts
from alicloud_policies.model.counts import ONE, ZERO, Count, exactly
from alicloud_policies.model.outside import Outside
from alicloud_policies.model.plain_values import UNKNOWN, Plain
from alicloud_policies.model.record import Record
from alicloud_policies.model.references import ReferenceResolver
from alicloud_policies.model.resource_kinds import Kind
from alicloud_rules.three_valued import Unknown
from tests.policies.generated_records import record

GROUP = record(Kind.SCALING_GROUP, "asg", {"minSize": 1, "desiredCapacity": 2, "maxSize": 5})
SIZE = frozenset({"number of instances in Scaling_Group asg"})


def amount(one: Record, *others: Record) -> Count:
    return hosts.host(one, ReferenceResolver([one, *others]), Outside()).amount


@pytest.mark.parametrize(
    ("kind", "inputs", "expected"),
    [
        (Kind.INSTANCE, {}, ONE),
        (Kind.INSTANCE_SET, {}, ONE),
        (Kind.INSTANCE_SET, {"amount": 3}, exactly(3)),
        (Kind.INSTANCE_SET, {"amount": UNKNOWN}, Count(0, None, frozenset({"amount of Instance_Set one"}))),
        (Kind.TEMPLATE, {}, ZERO),
        (Kind.SCALING_CONFIGURATION, {"scalingGroupId": "asg"}, Count(0, 5, SIZE)),
        (Kind.SCALING_CONFIGURATION, {"scalingGroupId": "asg", "active": True, "enable": True}, Count(2, 5, SIZE)),
    ],
)
def test_the_number_of_instances(kind: Kind, inputs: dict[str, Plain], expected: Count) -> None:
    assert amount(record(kind, "one", inputs), GROUP) == expected


def test_a_scaling_group_creates_instances_only_from_a_template() -> None:
    assert not hosts.creates_instances(GROUP)
    assert hosts.creates_instances(record(Kind.SCALING_GROUP, "asg", {"launchTemplateId": "lt-1"}))


@pytest.mark.parametrize(
    ("inputs", "types"),
    [
        ({"instanceType": "ecs.g6.large"}, ("ecs.g6.large",)),
        ({"instanceTypes": ["ecs.g6.large", "ecs.g7.large"]}, ("ecs.g6.large", "ecs.g7.large")),
        ({"instanceTypeOverrides": [{"instanceType": "ecs.c6.large"}]}, ("ecs.c6.large",)),
        ({}, ()),
    ],
)
def test_the_instance_types_of_a_scaling_configuration(inputs: dict[str, Plain], types: tuple[str, ...]) -> None:
    one = record(Kind.SCALING_CONFIGURATION, "one", inputs)
    assert hosts.host(one, ReferenceResolver([one]), Outside()).types == types


def test_an_instance_without_a_type_has_an_unknown_one() -> None:
    one = record(Kind.INSTANCE, "web")
    (found,) = hosts.host(one, ReferenceResolver([one]), Outside()).types
    assert found == Unknown(frozenset({"instanceType of Instance web"}))
