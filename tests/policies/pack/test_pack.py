"""The pack: every limit of the table is a policy, in a separate file, with all that a report needs."""

from pathlib import Path

import pytest
from pulumi_policy import EnforcementLevel, Policy, StackValidationPolicy

from alicloud_policies.flows import FLOW_RULES
from alicloud_policies.judging.rule import LimitRule
from alicloud_policies.pack import folder, policies
from alicloud_policies.rules import RULES
from alicloud_rules.limits import LIMITS, Level

PACK = folder()
TESTS = Path(__file__).parents[1] / "rules"
POLICIES = {policy.name: policy for policy in policies()}
OF_THE_PACK = ["mark-secrets", "resource-inputs", "cannot-tell-yet", "exempted"]

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_table_and_the_pack_have_the_same_limits_in_the_same_order() -> None:
    assert [rule.id for rule in RULES] == list(LIMITS)
    assert list(POLICIES) == [*OF_THE_PACK[:2], *LIMITS, *(rule.id for rule in FLOW_RULES), *OF_THE_PACK[2:]]


@each_rule
def test_each_limit_has_a_module_and_a_test_named_by_its_id(rule: LimitRule) -> None:
    name = rule.id.replace("-", "_")
    assert rule.check.__module__ == f"alicloud_policies.rules.{name}"
    assert (TESTS / f"test_{name}.py").exists()


def test_the_folder_of_rules_contains_nothing_else() -> None:
    files = {file.stem.replace("_", "-") for file in (PACK / "alicloud_policies" / "rules").glob("*.py")}
    assert files == {*LIMITS, "--init--"}


@each_rule
def test_limits_and_needs_are_mandatory_and_advice_is_advisory(rule: LimitRule) -> None:
    wanted = EnforcementLevel.ADVISORY if LIMITS[rule.id].level is Level.ADVICE else EnforcementLevel.MANDATORY
    assert POLICIES[rule.id].enforcement_level is wanted


@each_rule
def test_each_policy_has_a_remedy_and_a_url(rule: LimitRule) -> None:
    policy: Policy = POLICIES[rule.id]
    assert isinstance(policy, StackValidationPolicy)
    assert policy.remediation_steps == rule.remedy
    assert rule.remedy.endswith(".")
    assert policy.url is not None
    assert policy.url.startswith("https://")
    assert LIMITS[rule.id].says[1:] in policy.description


@pytest.mark.parametrize("name", OF_THE_PACK)
def test_the_report_policies_do_not_block_by_default(name: str) -> None:
    assert POLICIES[name].enforcement_level in (EnforcementLevel.ADVISORY, EnforcementLevel.DISABLED)
