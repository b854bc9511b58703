from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_ipv6.recover.candidates import Candidate
from alicloud_ipv6.recover.decisions import Outcome, decide, differences, without_conflicts
from alicloud_ipv6.recover.stack_state import InterruptedCreate
from tests.components.recover.interrupted import VPC, urn

BEGAN = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
SINCE, LONG_AGO = "2026-11-27T12:00:30Z", "2026-11-27T11:00:00Z"


def create(name: str = "main", known_id: str = "", **inputs: Any) -> InterruptedCreate:  # noqa: ANN401 - any input
    return InterruptedCreate(urn(name), VPC, inputs, frozenset(), "", BEGAN, known_id)


def found(identifier: str, created: str = SINCE, **observed: Any) -> Candidate:  # noqa: ANN401 - any input
    return Candidate(identifier, created, observed)


def test_takes_over_the_only_match() -> None:
    decision = decide(create(vpcName="a", password="x"), [found("vpc-1", vpcName="a", description="")], set())
    assert (decision.outcome, decision.id) == (Outcome.TAKE_OVER, "vpc-1")
    assert decision.reason == "the only one; equal: vpcName; not shown by the service: password"


def test_forgets_what_was_never_created() -> None:
    assert decide(create(), [], set()).outcome is Outcome.FORGET


@pytest.mark.parametrize(
    ("candidate", "known"),
    [(found("vpc-1", LONG_AGO, vpcName="a"), set()), (found("vpc-1", vpcName="a"), {(VPC, "vpc-1")})],
    ids=["created before", "in a state"],
)
def test_never_takes_what_cannot_be_it(candidate: Candidate, known: set[tuple[str, str]]) -> None:
    assert decide(create(vpcName="a"), [candidate], known).outcome is Outcome.FORGET


def test_counts_a_time_without_seconds_as_possible() -> None:
    late = InterruptedCreate(urn("main"), VPC, {}, frozenset(), "", BEGAN.replace(second=50), "")
    assert decide(late, [found("i-1", "2026-11-27T12:00Z")], set()).id == "i-1"


def test_leaves_a_choice_to_a_person() -> None:
    decision = decide(create(vpcName="a"), [found("vpc-1", vpcName="a"), found("vpc-2", vpcName="a")], set())
    assert (decision.outcome, decision.reason) == (Outcome.UNCLEAR, "several match: vpc-1, vpc-2")


def test_says_how_the_candidates_differ() -> None:
    decision = decide(
        create(vpcName="a", cidrBlock="10.0.0.0/8"), [found("vpc-1", vpcName="a", cidrBlock="10.1.0.0/16")], set()
    )
    assert (decision.outcome, decision.reason) == (Outcome.UNCLEAR, "vpc-1 differs in cidrBlock")


def test_never_replaces_what_a_later_up_created() -> None:
    decision = decide(create(known_id="vpc-2"), [found("vpc-1")], set())
    assert decision.outcome is Outcome.UNCLEAR
    assert "vpc-2" in decision.reason
    assert "vpc-1" in decision.reason


def test_takes_nothing_over_twice() -> None:
    one, other = (decide(create(name, vpcName="a"), [found("vpc-1", vpcName="a")], set()) for name in ("a", "b"))
    decisions = without_conflicts([one, other])
    assert [(each.outcome, each.id) for each in decisions] == [(Outcome.UNCLEAR, "")] * 2


@pytest.mark.parametrize(
    ("recorded", "observed"),
    [
        (["sg-1", "sg-2"], ["sg-2", "sg-1"]),
        (5, "5"),
        (5.0, 5),
        (None, ""),
        ({"addresses": "::1"}, '{"addresses":"::1"}'),
        ('{"a": [1, 2]}', '{"a":[1,2]}'),
        (True, True),
    ],
)
def test_compares_meanings(recorded: object, observed: object) -> None:
    assert differences({"x": recorded}, {"x": observed}) == []


@pytest.mark.parametrize(("recorded", "observed"), [(True, False), ("a", "b"), (["a"], ["a", "b"]), ({"a": "1"}, {})])
def test_sees_differences(recorded: object, observed: object) -> None:
    assert differences({"x": recorded}, {"x": observed}) == ["x"]


def test_tags_may_come_later() -> None:
    assert differences({"tags": {"a": "1", "b": "2"}}, {"tags": {"a": "1"}}) == []
    assert differences({"tags": {"a": "1"}}, {"tags": {"a": "2"}}) == ["tags"]
    assert differences({"tags": {}}, {"tags": {"c": "1"}}) == ["tags"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text(), some),
)


@given(json_values)
def test_everything_equals_itself(value: object) -> None:
    assert differences({"x": value}, {"x": value}) == []


@given(st.lists(st.sampled_from(["a", "b"]), min_size=2, max_size=6), st.sampled_from(["a", "b"]))
def test_takes_over_only_what_matches_alone(names: list[str], wanted: str) -> None:
    candidates = [found(f"vpc-{number}", vpcName=name) for number, name in enumerate(names)]
    decision = decide(create(vpcName=wanted), candidates, set())
    assert (decision.outcome is Outcome.TAKE_OVER) == (names.count(wanted) == 1)
    if decision.id:
        assert names[int(decision.id.removeprefix("vpc-"))] == wanted
