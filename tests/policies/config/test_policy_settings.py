from collections.abc import Mapping
from typing import Any

import pytest

from alicloud_policies.config.policy_settings import Settings, TypeNumbers
from alicloud_policies.config.policy_settings import read_settings as read
from alicloud_policies.config.property_schemas import SCHEMAS
from alicloud_policies.rules import RULES
from alicloud_rules.limits import DOCUMENTED, TODAY
from policy_testkit import ConfigError, read_config
from tests.policies.rule_fixtures import new_stack, report_on
from tests.policies.test_pack_and_sandbox_agree import PACK


def read_settings(config: Mapping[str, Any]) -> Settings:
    return read(config, tuple(SCHEMAS))


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
def test_a_property_replaces_one_number_of_the_set(
    config: Mapping[str, Any], name: str, value: object, limits: str
) -> None:
    assert getattr(read_settings({"limits": limits, **config}).limits, name) == value


def test_types_in_the_config_override_the_catalogue() -> None:
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
def test_the_schemas_refuse_invalid_values(config: Mapping[str, Any]) -> None:
    with pytest.raises(ConfigError):
        report_on(new_stack(), config)


@pytest.mark.parametrize(
    ("limit", "known"),
    [
        ("security-group-ip-quota", "limits, basicGroupIps, advancedGroupEnis, outside, exemptions"),
        ("plain-secret", "exemptions"),
    ],
)
def test_a_property_that_the_policy_does_not_have_is_an_error(limit: str, known: str) -> None:
    (one,) = report_on(new_stack(), {limit: {"basicGroupIp": 1}}).of(limit)
    why = f"unknown property 'basicGroupIp'; expected one of: {known}."
    assert one.message == f"Invalid config of this policy: {why}"


def test_every_property_is_used_and_described() -> None:
    """`exemptions` is of all limits, and `flows` of the policies about flows."""
    used = {name for rule in RULES for name in rule.properties}
    assert used == SCHEMAS.keys() - {"exemptions", "flows"}
    assert all(schema["description"] for schema in SCHEMAS.values())


def test_today_json_covers_exactly_the_limits_whose_numbers_changed() -> None:
    changed = {rule.id: {"limits": "today"} for rule in RULES if rule.limit.documented != rule.limit.today}
    assert read_config(PACK / "today.json") == changed
    assert {rule.id for rule in RULES if "limits" in rule.properties} == set(changed)
