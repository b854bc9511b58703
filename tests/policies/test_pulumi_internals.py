"""The SDK's server, adapted to the pack: it converts a stack once a run, and its reports stay the same."""

import pytest
from pulumi_policy import StackValidationPolicy, policy

from alicloud_policies import _pulumi_internals as internals
from alicloud_policies.pack import policies, served_policies
from policy_testkit import InProcessAnalyzer, PackReport, PlannedStack, secret
from policy_testkit.engine_calls import run_pack
from tests.policies.rule_fixtures import ENI, INSTANCE
from tests.policies.scenario_builders import PlanBuilder
from tests.policies.scenarios import SCENARIOS, Scenario

ADAPTED = internals._ADAPTED


def counting(found: list[int], name: str) -> StackValidationPolicy:
    return StackValidationPolicy(name, "Counts.", lambda args, _report: found.append(len(args.resources)))


def two_enis() -> PlannedStack:
    plan = PlannedStack()
    plan.resource(ENI, "a", {"vswitchId": "vsw-1"})
    plan.resource(ENI, "b", {"vswitchId": "vsw-1"})
    return plan


def run_twice(names: tuple[str, ...], config: dict[str, str]) -> list[int]:
    found: list[int] = []
    pack = InProcessAnalyzer([counting(found, name) for name in names])
    run_pack(pack, two_enis(), config)
    run_pack(pack, two_enis(), config)
    return found


def test_only_the_first_policy_of_each_run_receives_the_resources() -> None:
    everything = len(two_enis().resources)
    with internals.adapted_sdk():
        assert run_twice(("a", "b", "c"), {}) == [everything, 0, 0] * 2
        assert run_twice(("a", "b", "c"), {"a": "disabled"}) == [everything, 0] * 2
    assert run_twice(("a", "b"), {}) == [everything] * 4


def test_the_sdk_is_as_before_after_the_block_and_after_two() -> None:
    before = [getattr(holder, name) for holder, name, _ in ADAPTED]
    with internals.adapted_sdk():
        assert [getattr(holder, name) for holder, name, _ in ADAPTED] == [value for _, _, value in ADAPTED]
        with internals.adapted_sdk():
            pass
    assert [getattr(holder, name) for holder, name, _ in ADAPTED] == before


def sdk_report(plan: PlannedStack) -> PackReport:
    """The report of the SDK's own server, which only marks secrets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policy, "deserialize_properties", internals._deserialize)
        return run_pack(InProcessAnalyzer(policies()), plan, {})


def adapted_report(plan: PlannedStack) -> PackReport:
    with served_policies() as own:
        return run_pack(InProcessAnalyzer(own), plan, {})


def planned(scenario: Scenario, *, exists: bool) -> PlannedStack:
    plan = PlannedStack(exists=exists, changes=exists)
    scenario.build(PlanBuilder(plan))
    return plan


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_a_stack_that_is_converted_once_has_the_same_report(scenario: Scenario) -> None:
    for exists in (False, True):
        plan = planned(scenario, exists=exists)
        assert adapted_report(plan) == sdk_report(plan)


def test_secrets_stay_marked_and_belong_to_their_resource() -> None:
    plan = PlannedStack()
    plan.resource(INSTANCE, "plain", {"password": "Only-4-this-test"})
    plan.resource(INSTANCE, "marked", {"password": secret("Only-4-this-test")})
    report = adapted_report(plan)
    assert [one.urn.rpartition("::")[2] for one in report.of("plain-secret")] == ["plain"]
    assert report == sdk_report(plan)
