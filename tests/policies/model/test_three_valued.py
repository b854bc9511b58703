from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_policies.model.three_valued import (
    ZERO,
    Count,
    Ref,
    Ternary,
    Unknown,
    all_of,
    any_of,
    exactly,
    negation,
    same,
    total,
    unknown,
)

X, Y = unknown("x"), unknown("y")
TRUTHS = (True, False, X)


def possible(truth: Ternary) -> set[bool]:
    return {True, False} if isinstance(truth, Unknown) else {truth}


@pytest.mark.parametrize(("combine", "plain"), [(all_of, all), (any_of, any)])
@pytest.mark.parametrize("truths", list(product(TRUTHS, repeat=3)))
def test_a_result_is_known_where_all_possible_values_agree(
    combine: Callable[..., Ternary], plain: Callable[[tuple[bool, ...]], bool], truths: tuple[Ternary, ...]
) -> None:
    outcomes = {plain(chosen) for chosen in product(*map(possible, truths))}
    assert possible(combine(*truths)) == outcomes


def test_without_values_all_hold_and_none_does() -> None:
    assert all_of() is True
    assert any_of() is False


def test_every_cause_is_kept() -> None:
    assert all_of(X, True, Y) == Unknown(frozenset({"x", "y"})) == X | Y
    assert negation(X) == X
    assert negation(False) is True


counts = st.builds(
    lambda low, more: Count(low, None if more is None else low + more, frozenset({"c"})),
    st.integers(0, 5),
    st.none() | st.integers(0, 3),
)


def inside(count: Count, number: int) -> bool:
    return count.low <= number and (count.high is None or number <= count.high)


@given(one=counts, other=counts, extra=st.tuples(st.integers(0, 3), st.integers(0, 3)))
def test_a_sum_and_a_product_cover_those_of_all_possible_numbers(
    one: Count, other: Count, extra: tuple[int, int]
) -> None:
    here, there = (
        count.low + (more if count.high is None else min(more, count.high - count.low))
        for count, more in zip((one, other), extra, strict=True)
    )
    assert inside(one + other, here + there)
    assert inside(total((one, other)), here + there)
    assert inside(one.times(other), here * there)
    assert inside(one.or_none(frozenset()), 0)
    assert inside(one.or_none(frozenset()), here)


def test_zero_times_an_unbounded_number_is_zero() -> None:
    assert Count(2, None, frozenset({"x"})).times(ZERO).high == 0


def test_whether_a_number_is_positive() -> None:
    assert exactly(1).positive is True
    assert ZERO.positive is False
    assert Count(1, None, frozenset({"x"})).positive is True
    assert Count(0, 2, frozenset({"x"})).positive == X


def test_a_value_is_known_where_all_candidates_agree() -> None:
    known: dict[str, str | Unknown] = {"a": "zone-1", "b": "zone-1", "c": "zone-2", "d": X}
    zones = known.__getitem__
    assert Ref(("a",), input="i").of(zones, "none") == "zone-1"
    assert Ref(("a", "b"), input="i").of(zones, "none") == "zone-1"
    assert Ref(("a", "c"), input="i").of(zones, "none") == unknown("i")
    assert Ref(("a", "d"), input="i").of(zones, "none") == unknown("i")
    assert Ref(("d", "d"), input="i").of(zones, "none") == X
    assert Ref((), X, "i").of(zones, "none") == X
    assert Ref(input="i").of(zones, "none") == "none"


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (Ref(("a",)), Ref(("a",)), True),
        (Ref(("a",)), Ref(("b",)), False),
        (Ref(("a", "b"), input="x"), Ref(("c",)), False),
        (Ref(("a", "b"), input="x"), Ref(("a",)), X),
        (Ref(undetermined=X), Ref(("a",)), X),
        (Ref(undetermined=X), Ref(("a", "b"), input="y"), X | Y),
    ],
)
def test_two_references_are_the_same_where_nothing_else_is_possible(one: Ref, other: Ref, answer: Ternary) -> None:
    assert same(one, other) == same(other, one) == answer
