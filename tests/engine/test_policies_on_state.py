"""`pulumi policy analyze` on states of either side of every limit."""

from pathlib import Path
from typing import Any

import pytest

from policy_testkit import Plan, Planned
from policy_testkit.views import outputs
from tests.engine.judged import Engine
from tests.policies.situations import SITUATIONS, Situation
from tests.policies.worlds import PlanWorld
from tools import engine as installed

LIMITS_ONCE = {(one.limit, one.documented is None): one for one in reversed(SITUATIONS)}
"""Of each limit the first situation that is accepted and the first that is refused."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(tmp_path_factory.mktemp("engine"))


def state_of(plan: Plan) -> dict[str, Any]:
    """A plan that exists, as `pulumi stack export` shows it."""
    made = {"time": "2026-01-01T00:00:00Z", "magic": "", "version": ""}
    return {"version": 3, "deployment": {"manifest": made, "resources": [_row(one) for one in plan.resources]}}


def _row(one: Planned) -> dict[str, Any]:
    row: dict[str, Any] = {
        "urn": one.urn,
        "type": one.type,
        "custom": one.custom,
        "inputs": one.inputs,
        "outputs": outputs(one, one.inputs),
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


@pytest.mark.parametrize("situation", LIMITS_ONCE.values(), ids=str)
def test_a_stored_state_is_judged_like_a_plan(engine: Engine, situation: Situation, tmp_path: Path) -> None:
    plan = Plan(exists=True)
    situation.happen(PlanWorld(plan))
    judged = engine.analyze_file(str(installed.cli()), state_of(plan))
    assert judged.red == ({situation.limit} if situation.documented else set()), judged
