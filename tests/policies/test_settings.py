from collections.abc import Mapping
from typing import Any

import pytest

from alicloud_policies.limits import CHECKS
from alicloud_policies.settings import OVERRIDES, SHARED, TypeNumbers, read_settings
from alicloud_rules.limits import DOCUMENTED, TODAY
from policy_testkit import ConfigError, read_config
from tests.policies.limits.lab import judged, world
from tests.policies.test_matrix import PACK


def test_the_documented_numbers_hold_by_default() -> None:
    assert read_settings({}).limits == DOCUMENTED
    assert read_settings({"limits": "today"}).limits == TODAY


@pytest.mark.parametrize(
    ("config", "name", "value"),
    [
        ({"regions": ["cn-chengdu"]}, "eni_ipv6_regions", {"cn-chengdu"}),
        ({"availableEniIpv6": 3.0}, "available_eni_ipv6", 3),
        ({"attachedEniIpv6Cap": 2.0}, "attached_eni_ipv6_cap", 2),
        ({"basicGroupIps": 7.0}, "basic_group_ips", 7),
        ({"advancedGroupEnis": 8.0}, "advanced_group_enis", 8),
        ({"allowed": True}, "ipv6_at_eni_creation", True),
        ({"allowed": True}, "ipv6_at_instance_creation", True),
    ],
)
@pytest.mark.parametrize("limits", ["documented", "today"])
def test_a_single_number_replaces_that_of_the_set(
    config: Mapping[str, Any], name: str, value: object, limits: str
) -> None:
    assert getattr(read_settings({"limits": limits, **config}).limits, name) == value


def test_types_told_in_the_config_go_before_the_catalogue() -> None:
    told = {"ecs.g6.large": {"eniQuantity": 9.0, "eniIpv6AddressQuantity": 8.0}}
    assert read_settings({"instanceTypes": told}).find_type("ecs.g6.large") == TypeNumbers(9, 8)
    assert read_settings({}).find_type("ecs.g6.large") == TypeNumbers(2, 1)
    assert read_settings({}).find_type("ecs.no.such") is None


@pytest.mark.parametrize(
    "config",
    [
        {"eni-ipv6-region": {"limits": "tomorrow"}},
        {"eni-ipv6-region": {"regions": "cn-beijing"}},
        {"security-group-ip-quota": {"basicGroupIps": -1}},
        {"eni-attach-quota": {"instanceTypes": {"ecs.new": {"eniQuantity": 2}}}},
        {"eni-same-vpc": {"outside": {"i-1": {"colour": "red"}}}},
        {"ipv6-mask-unique": {"outside": {"vpc-1": {"ipv6Masks": [256]}}}},
        {"plain-secret": {"exemptions": [{"resource": "web", "reason": "r", "owner": "o"}]}},
        {"plain-secret": {"exemptions": [{"resource": "web", "reason": "r", "owner": "o", "expires": "soon"}]}},
    ],
)
def test_the_schema_refuses_what_is_wrong(config: Mapping[str, Any]) -> None:
    with pytest.raises(ConfigError):
        judged(world(), config)


@pytest.mark.parametrize(
    ("limit", "known"),
    [
        ("security-group-ip-quota", "limits, basicGroupIps, advancedGroupEnis, outside, exemptions"),
        ("plain-secret", "exemptions"),
    ],
)
def test_a_property_that_the_policy_does_not_have_is_no_silent_slip(limit: str, known: str) -> None:
    (one,) = judged(world(), {limit: {"basicGroupIp": 1}}).of(limit)
    wrong = f"This policy's config is wrong: It has no property basicGroupIp, only: {known}."
    assert one.message == wrong


def test_every_property_is_used_and_explained() -> None:
    used = {name for check in CHECKS for name in check.properties}
    assert used == {*OVERRIDES, *SHARED} - {"exemptions"}
    assert all(schema["description"] for schema in (*OVERRIDES.values(), *SHARED.values()))


def test_today_is_for_all_whose_numbers_changed_and_for_no_other() -> None:
    changed = {check.id: {"limits": "today"} for check in CHECKS if check.limit.documented != check.limit.today}
    assert read_config(PACK / "today.json") == changed
    assert {check.id for check in CHECKS if "limits" in check.properties} == set(changed)
