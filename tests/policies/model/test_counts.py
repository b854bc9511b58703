from hypothesis import given
from hypothesis import strategies as st

from alicloud_policies.model.counts import ZERO, Count, exactly, total
from alicloud_rules.three_valued import unknown

X = unknown("x")

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
