"""The policy pack and the sandbox agree: what the one refuses, the other refuses, and what it accepts is accepted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alicloud_ipv6.limits import DOCUMENTED, LIMITS, TODAY, Level, Limit
from policy_testkit import Plan, read_config, running_pack
from policy_testkit.judge import Analyzer, judge
from sandbox.errors import ApiError
from tests.policies.situations import SITUATIONS, Refusal, Situation
from tests.policies.worlds import REGION, CloudWorld, PlanWorld
from tests.sandbox.conftest import cloud_with

PACK = Path(__file__).parents[2] / "policies"
SETS = {limits.name: limits for limits in (DOCUMENTED, TODAY)}
BINDING = [row for row in LIMITS.values() if row.level is not Level.ADVICE]

each_situation = pytest.mark.parametrize("situation", SITUATIONS, ids=str)
each_set = pytest.mark.parametrize("limits", SETS)


def expected(situation: Situation, limits: str) -> Refusal | None:
    return situation.documented if limits == DOCUMENTED.name else situation.today


@pytest.fixture(scope="module")
def pack() -> Iterator[Analyzer]:
    """The real pack in a process of its own."""
    if not (PACK / "PulumiPolicy.yaml").exists():
        pytest.skip("the pack is still being written")
    with running_pack(PACK) as analyzer:
        yield analyzer


@each_set
@each_situation
def test_the_sandbox(situation: Situation, limits: str) -> None:
    world = CloudWorld(cloud_with(SETS[limits]).at(REGION))
    refusal = None
    try:
        situation.happen(world)
    except ApiError as error:
        refusal = Refusal(world.calls[-1], error.code)
    assert refusal == expected(situation, limits)


@pytest.mark.parametrize("exists", [False, True], ids=["first preview", "after an update"])
@each_set
@each_situation
def test_the_pack(situation: Situation, limits: str, exists: bool, pack: Analyzer) -> None:
    plan = Plan(exists=exists)
    situation.happen(PlanWorld(plan))
    report = judge(pack, plan, {} if limits == DOCUMENTED.name else read_config(PACK / "today.json"))
    red = {situation.limit} if expected(situation, limits) else set()
    assert report.red == red, str(report)


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
