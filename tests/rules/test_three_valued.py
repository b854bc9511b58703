from collections.abc import Callable
from itertools import product

import pytest

from alicloud_rules.three_valued import Ternary, Unknown, all_of, any_of, negation, unknown

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
