"""The policy pack and the sandbox agree: what the one refuses, the other refuses, and what it accepts is accepted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from alicloud_policies.report_policies import CANNOT_TELL
from alicloud_rules.limits import DOCUMENTED, LIMITS, TODAY, Level, Limit, LimitSet
from alicloud_sandbox.core.api_errors import ApiError
from policy_testkit import PackConfig, Plan, Report, read_config, running_pack
from policy_testkit.judge import Analyzer, judge
from tests.policies import happenings
from tests.policies.situations import (
    ADVANCED_ENIS,
    CROWDED,
    REMARKS,
    SITUATIONS,
    Refusal,
    Remark,
    Situation,
)
from tests.policies.worlds import REGION, CloudWorld, PlanWorld
from tests.sandbox.conftest import cloud_with

PACK = Path(__file__).parents[2] / "policies"
SETS = {limits.name: limits for limits in (DOCUMENTED, TODAY)}
CONFIGS: dict[str, PackConfig] = {DOCUMENTED.name: {}, TODAY.name: read_config(PACK / "today.json")}
BINDING = [row for row in LIMITS.values() if row.level is not Level.ADVICE]

each_situation = pytest.mark.parametrize("situation", SITUATIONS, ids=str)
PHASES: dict[str, Callable[[], Plan]] = {
    "first preview": Plan,
    "after an update": partial(Plan, exists=True),
    "an update of everything": partial(Plan, exists=True, changes=True),
}
each_phase = pytest.mark.parametrize("phase", PHASES)
each_set = pytest.mark.parametrize("limits", SETS)


def expected(situation: Situation, limits: str) -> Refusal | None:
    return situation.documented if limits == DOCUMENTED.name else situation.today


@pytest.fixture(scope="module")
def pack() -> Iterator[Analyzer]:
    """The real pack in a process of its own."""
    with running_pack(PACK) as analyzer:
        yield analyzer


def refusal_of(happen: Callable[[CloudWorld], None], limits: LimitSet) -> Refusal | None:
    """What the sandbox refuses, if anything."""
    world = CloudWorld(cloud_with(limits).at(REGION))
    try:
        happen(world)
    except ApiError as error:
        return Refusal(world.calls[-1], error.code)
    return None


def report_on(happen: Callable[[PlanWorld], None], pack: Analyzer, phase: str, config: PackConfig) -> Report:
    """What the pack says of it."""
    plan = PHASES[phase]()
    happen(PlanWorld(plan))
    return judge(pack, plan, config)


@each_set
@each_situation
def test_the_sandbox(situation: Situation, limits: str) -> None:
    assert refusal_of(situation.happen, SETS[limits]) == expected(situation, limits)


@each_phase
@each_set
@each_situation
def test_the_pack(situation: Situation, limits: str, phase: str, pack: Analyzer) -> None:
    report = report_on(situation.happen, pack, phase, CONFIGS[limits])
    assert report.red == ({situation.limit} if expected(situation, limits) else set()), str(report)
    assert not report.of(CANNOT_TELL), str(report)


@pytest.mark.parametrize("remark", REMARKS, ids=str)
def test_the_sandbox_minds_no_advice(remark: Remark) -> None:
    assert refusal_of(remark.happen, DOCUMENTED) == remark.refusal


@each_phase
@pytest.mark.parametrize("remark", REMARKS, ids=str)
def test_the_packs_advice(remark: Remark, phase: str, pack: Analyzer) -> None:
    report = report_on(remark.happen, pack, phase, {})
    assert {one.policy for one in report.advisory} == ({remark.limit} if remark.remarked else set()), str(report)
    assert not report.mandatory


@pytest.mark.parametrize(("enis", "refusal"), CROWDED)
def test_advanced_groups_count_enis(enis: int, refusal: Refusal | None, pack: Analyzer) -> None:
    happen = partial(happenings.advanced_group, enis=enis, ipv4=2 * ADVANCED_ENIS)
    assert refusal_of(happen, replace(DOCUMENTED, advanced_group_enis=ADVANCED_ENIS)) == refusal
    limit = "security-group-ip-quota"
    report = report_on(happen, pack, "first preview", {limit: {"advancedGroupEnis": ADVANCED_ENIS}})
    assert report.red == ({limit} if refusal else set()), str(report)


@pytest.mark.parametrize("row", BINDING, ids=lambda row: row.id)
def test_the_matrix_has_both_sides_of_a_limit(row: Limit) -> None:
    answers = [expected(one, limits) for one in SITUATIONS if one.limit == row.id for limits in SETS]
    assert None in answers
    assert set(row.refused_by) <= {answer.action for answer in answers if answer}


@pytest.mark.parametrize("row", [row for row in BINDING if row.documented != row.today], ids=lambda row: row.id)
def test_the_matrix_tells_the_sets_apart_where_they_differ(row: Limit) -> None:
    assert [one for one in SITUATIONS if one.limit == row.id and one.documented != one.today]


def test_the_matrix_has_no_other_limits() -> None:
    assert {one.limit for one in SITUATIONS} == {row.id for row in BINDING}


def test_each_piece_of_advice_has_both_sides() -> None:
    advice = [row.id for row in LIMITS.values() if row.level is Level.ADVICE]
    assert {(one.limit, one.remarked) for one in REMARKS} == {*product(advice, (True, False))}
