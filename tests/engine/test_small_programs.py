"""Real previews of small programs, for what no configuration of the project's stacks can break.

Each is also in the matrix of tests/policies, where the sandbox refuses what the pack refuses here.
"""

from pathlib import Path

import pytest

from tests.engine.conftest import Deployment
from tests.engine.policy_runs import PolicyEngine
from tests.engine.test_policies import OUT_OF_REACH
from tests.policies.scenarios import ADVICE_SCENARIOS, SCENARIOS, AdviceScenario, Scenario

PROGRAM = Path(__file__).with_name("small_program")
BOTH_SIDES = {(one.limit, one.documented is None): one for one in reversed(SCENARIOS) if one.limit in OUT_OF_REACH}
"""Of each limit the first scenario that is accepted and the first that is refused."""
ADVICE = {(one.limit, one.reported): one for one in reversed(ADVICE_SCENARIOS)}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> PolicyEngine:
    return PolicyEngine(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    return Deployment(tmp_path_factory.mktemp("small"), source=PROGRAM)


@pytest.mark.parametrize("scenario", BOTH_SIDES.values(), ids=str)
def test_a_first_preview_turns_the_one_policy_red(
    engine: PolicyEngine, program: Deployment, scenario: Scenario
) -> None:
    run = engine.preview(program, {"small:scenario": str(scenario)})
    assert (run.violated, run.reported) == ({scenario.limit} if scenario.documented else set(), set())


@pytest.mark.parametrize("remark", ADVICE.values(), ids=str)
def test_a_first_preview_shows_the_one_remark(
    engine: PolicyEngine, program: Deployment, remark: AdviceScenario
) -> None:
    run = engine.preview(program, {"small:scenario": str(remark)})
    assert (run.violated, run.reported) == (set(), remark.advisories)
