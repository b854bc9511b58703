"""The policy pack and the sandbox refuse and accept the same scenarios."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product

import pytest

from alicloud_policies.pack import folder
from alicloud_policies.pack.report_policies import CANNOT_TELL
from alicloud_rules.limits import DOCUMENTED, LIMITS, TODAY, Level, Limit, LimitSet
from alicloud_sandbox.core.api_errors import ApiError
from policy_testkit import PackConfig, PackReport, PlannedStack, read_config, running_pack
from policy_testkit.engine_calls import Analyzer, run_pack
from tests.policies import scenario_steps as steps
from tests.policies.scenario_builders import REGION, PlanBuilder, SandboxBuilder
from tests.policies.scenarios import (
    ADVANCED_ENIS,
    ADVICE_SCENARIOS,
    CROWDED,
    SCENARIOS,
    AdviceScenario,
    Refusal,
    Scenario,
)
from tests.sandbox.conftest import cloud_with

PACK = folder()
SETS = {limits.name: limits for limits in (DOCUMENTED, TODAY)}
CONFIGS: dict[str, PackConfig] = {DOCUMENTED.name: {}, TODAY.name: read_config(PACK / "today.json")}
BINDING = [row for row in LIMITS.values() if row.level is not Level.ADVICE]

each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
PHASES: dict[str, Callable[[], PlannedStack]] = {
    "first preview": PlannedStack,
    "after an update": partial(PlannedStack, exists=True),
    "an update of everything": partial(PlannedStack, exists=True, changes=True),
}
each_phase = pytest.mark.parametrize("phase", PHASES)
each_set = pytest.mark.parametrize("limits", SETS)


def expected(scenario: Scenario, limits: str) -> Refusal | None:
    return scenario.documented if limits == DOCUMENTED.name else scenario.today


@pytest.fixture(scope="module")
def pack() -> Iterator[Analyzer]:
    """The pack in a subprocess."""
    with running_pack(PACK) as analyzer:
        yield analyzer


def refusal_of(build: Callable[[SandboxBuilder], None], limits: LimitSet) -> Refusal | None:
    """The refusal of the sandbox, if any."""
    builder = SandboxBuilder(cloud_with(limits).at(REGION))
    try:
        build(builder)
    except ApiError as error:
        return Refusal(builder.calls[-1], error.code)
    return None


def report_on(build: Callable[[PlanBuilder], None], pack: Analyzer, phase: str, config: PackConfig) -> PackReport:
    """The report of the pack."""
    plan = PHASES[phase]()
    build(PlanBuilder(plan))
    return run_pack(pack, plan, config)


@each_set
@each_scenario
def test_the_sandbox(scenario: Scenario, limits: str) -> None:
    assert refusal_of(scenario.build, SETS[limits]) == expected(scenario, limits)


@each_phase
@each_set
@each_scenario
def test_the_pack(scenario: Scenario, limits: str, phase: str, pack: Analyzer) -> None:
    report = report_on(scenario.build, pack, phase, CONFIGS[limits])
    assert report.red == ({scenario.limit} if expected(scenario, limits) else set()), str(report)
    assert not report.of(CANNOT_TELL), str(report)


@pytest.mark.parametrize("scenario", ADVICE_SCENARIOS, ids=str)
def test_the_sandbox_does_not_enforce_advice(scenario: AdviceScenario) -> None:
    assert refusal_of(scenario.build, DOCUMENTED) == scenario.refusal


@each_phase
@pytest.mark.parametrize("scenario", ADVICE_SCENARIOS, ids=str)
def test_the_advice_of_the_pack(scenario: AdviceScenario, phase: str, pack: Analyzer) -> None:
    report = report_on(scenario.build, pack, phase, {})
    assert {one.policy for one in report.advisory} == scenario.advisories, str(report)
    assert not report.mandatory


@pytest.mark.parametrize(("enis", "refusal"), CROWDED)
def test_advanced_groups_count_enis(enis: int, refusal: Refusal | None, pack: Analyzer) -> None:
    build = partial(steps.advanced_group, enis=enis, ipv4=2 * ADVANCED_ENIS)
    assert refusal_of(build, replace(DOCUMENTED, advanced_group_enis=ADVANCED_ENIS)) == refusal
    limit = "security-group-ip-quota"
    report = report_on(build, pack, "first preview", {limit: {"advancedGroupEnis": ADVANCED_ENIS}})
    assert report.red == ({limit} if refusal else set()), str(report)


@pytest.mark.parametrize("row", BINDING, ids=lambda row: row.id)
def test_the_scenarios_have_both_sides_of_a_limit(row: Limit) -> None:
    answers = [expected(one, limits) for one in SCENARIOS if one.limit == row.id for limits in SETS]
    assert None in answers
    assert set(row.refused_by) <= {answer.action for answer in answers if answer}


@pytest.mark.parametrize("row", [row for row in BINDING if row.documented != row.today], ids=lambda row: row.id)
def test_the_scenarios_distinguish_the_sets_where_they_differ(row: Limit) -> None:
    assert [one for one in SCENARIOS if one.limit == row.id and one.documented != one.today]


def test_the_scenarios_have_no_other_limits() -> None:
    assert {one.limit for one in SCENARIOS} == {row.id for row in BINDING}


def test_each_piece_of_advice_has_both_sides() -> None:
    advice = [row.id for row in LIMITS.values() if row.level is Level.ADVICE]
    assert {(one.limit, one.reported) for one in ADVICE_SCENARIOS} == {*product(advice, (True, False))}
