import pytest

from alicloud_policies.judging.findings import Finding, common_finding, first_violation, when, within
from alicloud_policies.model.counts import Count, exactly
from alicloud_policies.model.refs import Ref
from alicloud_rules.three_valued import Ternary, Unknown, unknown
from alicloud_rules.violation import Violation

X, Y = unknown("x"), unknown("y")
WRONG, WORSE = Violation("limit", 3, 2, "Too many."), Violation("limit", 9, 2, "Far too many.")


@pytest.mark.parametrize(
    ("condition", "finding", "expected"),
    [
        (True, WRONG, WRONG),
        (True, X, X),
        (False, WRONG, None),
        (False, X, None),
        (X, WRONG, X),
        (X, Y, X | Y),
        (X, None, None),
    ],
)
def test_a_finding_counts_where_the_condition_holds(condition: Ternary, finding: Finding, expected: Finding) -> None:
    assert when(condition, finding) == expected


def test_a_violation_precedes_unknowns_and_unknowns_are_joined() -> None:
    assert first_violation([None, X, WRONG, WORSE]) == WRONG
    assert first_violation([None, X, Y]) == X | Y
    assert first_violation([None]) is first_violation([]) is None


def test_candidates_must_agree() -> None:
    ref = Ref(("a", "b"), input="i")
    assert common_finding([WRONG, WORSE], ref) == WRONG
    assert common_finding([WRONG, None], ref) == common_finding([X, Y], ref) == unknown("i")
    assert common_finding([X, X], ref) == X
    assert common_finding([None, None], ref) is None


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (exactly(2), None),
        (exactly(3), WRONG),
        (Count(3, None, frozenset({"x"})), WRONG),
        (Count(0, 2, frozenset({"x"})), None),
        (Count(0, 3, frozenset({"x"})), Unknown(frozenset({"x"}))),
        (Count(2, None, frozenset({"x"})), Unknown(frozenset({"x"}))),
    ],
)
def test_a_bounded_number_is_checked_at_its_bounds(count: Count, expected: Finding) -> None:
    assert within(count, lambda number: WRONG if number > 2 else None) == expected
