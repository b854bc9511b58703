"""`pulumi policy analyze` on states of either side of every limit."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pulumi.runtime import rpc
from pulumi_policy import Secret

from dev.tools import pulumi_engine as installed
from policy_testkit import PlannedResource, PlannedStack
from policy_testkit.engine_messages import outputs
from tests.engine.policy_runs import PolicyEngine
from tests.policies.scenario_builders import PlanBuilder
from tests.policies.scenarios import ADVICE_SCENARIOS, SCENARIOS, AdviceScenario, Scenario

LIMITS_ONCE = {(one.limit, one.documented is None): one for one in reversed(SCENARIOS)}
"""Of each limit the first scenario that is accepted and the first that is refused."""
ADVICE = {(one.limit, one.reported): one for one in reversed(ADVICE_SCENARIOS)}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> PolicyEngine:
    return PolicyEngine(tmp_path_factory.mktemp("engine"))


def state_of(plan: PlannedStack) -> dict[str, Any]:
    """A plan that exists, as `pulumi stack export` shows it."""
    made = {"time": "2026-01-01T00:00:00Z", "magic": "", "version": ""}
    return {"version": 3, "deployment": {"manifest": made, "resources": [_row(one) for one in plan.resources]}}


def _row(one: PlannedResource) -> dict[str, Any]:
    row: dict[str, Any] = {
        "urn": one.urn,
        "type": one.type,
        "custom": one.custom,
        "inputs": _stored(one.inputs),
        "outputs": _stored(outputs(one, one.inputs)),
        "dependencies": [other.urn for other in one.depends_on],
        "propertyDependencies": {name: [other.urn for other in found] for name, found in one.dependencies.items()},
    }
    if one.custom:
        row["id"] = f"{one.name}-id"
    if one.parent:
        row["parent"] = one.parent.urn
    if one.provider:
        row["provider"] = f"{one.provider.urn}::{one.provider.name}-id"
    return row


def _stored(values: Mapping[str, object]) -> dict[str, object]:
    """Properties as an export shows them with their secrets."""
    sign = {rpc._special_sig_key: rpc._special_secret_sig}
    return {
        name: {**sign, "plaintext": json.dumps(value.value)} if isinstance(value, Secret) else value
        for name, value in values.items()
    }


@pytest.mark.parametrize("scenario", LIMITS_ONCE.values(), ids=str)
def test_a_stored_state_is_judged_like_a_plan(engine: PolicyEngine, scenario: Scenario, tmp_path: Path) -> None:
    plan = PlannedStack(exists=True)
    scenario.build(PlanBuilder(plan))
    run = engine.analyze_file(str(installed.find_cli()), state_of(plan))
    assert run.violated == ({scenario.limit} if scenario.documented else set()), run


@pytest.mark.parametrize("remark", ADVICE.values(), ids=str)
def test_a_stored_state_gets_its_advice(engine: PolicyEngine, remark: AdviceScenario) -> None:
    plan = PlannedStack(exists=True)
    remark.build(PlanBuilder(plan))
    run = engine.analyze_file(str(installed.find_cli()), state_of(plan))
    assert (run.violated, run.reported) == (set(), remark.advisories)
