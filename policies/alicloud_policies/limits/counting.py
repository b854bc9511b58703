"""Compares a number that may lie between two bounds with what a pure check allows."""

from collections.abc import Callable

from ..plan.values import Count, Truth, Unknown


def within(count: Count, check: Callable[[int], str | None]) -> tuple[Truth, str]:
    """Return whether the number is allowed, and what is wrong if it is not: what is too many stays too many.

    `check` is a pure check of the package: it answers None for an allowed number, and then for every smaller one.
    """
    problem = check(count.low)
    if problem is not None:
        return False, problem
    if count.high is not None and check(count.high) is None:
        return True, ""
    return Unknown(count.missing), ""
