"""What the message of a violation says about the set of limits."""

import pytest

from alicloud_policies.pack import folder
from alicloud_rules.limits import LIMITS
from policy_testkit import PlannedStack, read_config
from tests.policies.rule_fixtures import ENI, INSTANCE, assign, messages, new_stack, report_on
from tests.policies.scenario_builders import PlanBuilder

CHANGED = "the service has changed since"
SETTING = "set `limits` of this policy to `today`"


def violating(limit: str) -> PlanBuilder:
    """A stack that violates a limit of the best-practice page and is allowed today."""
    builder = new_stack()
    plan: PlannedStack = builder.planned
    vswitch = builder.vswitch(builder.vpc())
    group = builder.group(builder.vpc())
    if limit == "eni-ipv6-region":
        builder.at("cn-hangzhou").eni(vswitch, group, ipv6=1)
    elif limit == "security-group-ip-quota":
        builder.eni(vswitch, group, ipv4=2001)
    elif limit == "no-ipv6-at-instance-creation":
        builder.instance_with_secondary(vswitch, group, ipv6=1)
    elif limit == "eni-ipv6-attached-quota":
        eni = builder.eni(vswitch, group)
        builder.attach(eni, builder.instance(vswitch, group, "ecs.g7.xlarge"))
        assign(plan, "two", eni.id, 2)
    else:
        builder.eni(vswitch, group, ipv6=2)
    return builder


@pytest.mark.parametrize("limit", [limit.id for limit in LIMITS.values() if limit.changed])
def test_a_refusal_by_a_limit_that_has_changed_names_the_setting(limit: str) -> None:
    builder = violating(limit)
    found = messages(limit, builder)
    assert found
    assert all(CHANGED in message and SETTING in message for message in found)
    assert f"({LIMITS[limit].documented})" in found[0]
    assert messages(limit, builder, limits="today") == []


def test_the_file_for_today_allows_all_of_them() -> None:
    today = read_config(folder() / "today.json")
    for limit in (limit.id for limit in LIMITS.values() if limit.changed):
        assert report_on(violating(limit), today).of(limit) == []


def test_a_number_from_the_config_has_not_changed() -> None:
    builder = violating("security-group-ip-quota")
    (message,) = messages("security-group-ip-quota", builder, basicGroupIps=100)
    assert CHANGED not in message


def test_a_need_has_not_changed() -> None:
    builder = new_stack()
    web = builder.planned.resource(INSTANCE, "web", {"instanceType": "ecs.g6.large", "vswitchId": "vsw-1"})
    for name in ("a", "b"):
        eni = builder.planned.resource(ENI, name, {"vswitchId": "vsw-1"})
        builder.attach(eni, web)
    assert CHANGED not in messages("eni-attach-quota", builder)[0]
