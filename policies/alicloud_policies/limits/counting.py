"""Compares a number that may lie between two bounds with what a pure check allows."""

from collections.abc import Callable

from alicloud_rules.violation import Violation

from ..plan.values import Count, Unknown
from .hosting import Finding


def within(count: Count, check: Callable[[int], Violation | None]) -> Finding:
    """Return whether the number is allowed, and what is wrong if it is not: what is too many stays too many.

    `check` is a pure check of the package: it answers None for an allowed number, and then for every smaller one.
    """
    violation = check(count.low)
    if violation is not None:
        return False, violation
    if count.high is not None and check(count.high) is None:
        return True, None
    return Unknown(count.missing), None
