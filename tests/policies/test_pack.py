"""The pack as a whole: every limit of the table is a policy, in a file of its own, with all that a report needs."""

from pathlib import Path

import pytest
from pulumi_policy import EnforcementLevel, Policy, StackValidationPolicy

from alicloud_policies.limits import CHECKS
from alicloud_policies.limits.check import Check
from alicloud_policies.pack import policies
from alicloud_rules.limits import LIMITS, Level

PACK = Path(__file__).parents[2] / "policies"
POLICIES = {policy.name: policy for policy in policies()}
OF_THE_PACK = ["mark-secrets", "resource-inputs", "cannot-tell-yet", "exempted"]

each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)


def test_the_table_and_the_pack_have_the_same_limits_in_the_same_order() -> None:
    assert [check.id for check in CHECKS] == list(LIMITS)
    assert list(POLICIES) == [*OF_THE_PACK[:2], *LIMITS, *OF_THE_PACK[2:]]


@each_check
def test_each_limit_has_a_file_named_by_its_id(check: Check) -> None:
    name = check.id.replace("-", "_")
    assert (PACK / "alicloud_policies" / "limits" / f"{name}.py").exists()
    assert check.judge.__module__ == f"alicloud_policies.limits.{name}"


@each_check
def test_limits_and_needs_are_mandatory_and_advice_is_advisory(check: Check) -> None:
    wanted = EnforcementLevel.ADVISORY if LIMITS[check.id].level is Level.ADVICE else EnforcementLevel.MANDATORY
    assert POLICIES[check.id].enforcement_level is wanted


@each_check
def test_each_limit_says_how_to_put_it_right_and_where_it_is_documented(check: Check) -> None:
    policy: Policy = POLICIES[check.id]
    assert isinstance(policy, StackValidationPolicy)
    assert policy.remediation_steps == check.remedy
    assert check.remedy.endswith(".")
    assert policy.url is not None
    assert policy.url.startswith("https://")
    assert LIMITS[check.id].says[1:] in policy.description


@pytest.mark.parametrize("name", OF_THE_PACK)
def test_the_packs_own_policies_never_block_by_themselves(name: str) -> None:
    assert POLICIES[name].enforcement_level in (EnforcementLevel.ADVISORY, EnforcementLevel.DISABLED)
