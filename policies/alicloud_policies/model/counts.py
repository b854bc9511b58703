"""Numbers between two bounds.

The bounds of a result cover every result that a number between the bounds could give.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from alicloud_rules.three_valued import Ternary, Unknown


@dataclass(frozen=True, slots=True)
class Count:
    """A number between two bounds, which are equal when it is known."""

    low: int
    high: int | None
    """None when there is no upper bound."""
    missing: frozenset[str] = frozenset()
    """The inputs that would make the bounds equal."""

    def __add__(self, other: "Count") -> "Count":
        """Return the sum."""
        return total((self, other))

    def times(self, other: "Count") -> "Count":
        """Return the product."""
        high = None if self.high is None or other.high is None else self.high * other.high
        if 0 in (self.high, other.high):
            high = 0
        return Count(self.low * other.low, high, self.missing | other.missing)

    def or_none(self, missing: frozenset[str]) -> "Count":
        """Return this number or 0, depending on the `missing` inputs."""
        return Count(0, self.high, self.missing | missing)

    @property
    def positive(self) -> Ternary:
        """Whether the number is 1 or more."""
        return self.above(0)

    def above(self, number: int) -> Ternary:
        """Return whether this is more than a number."""
        if self.low > number:
            return True
        return False if self.high is not None and self.high <= number else Unknown(self.missing)


def exactly(number: int) -> Count:
    """Return a known number."""
    return Count(number, number)


ZERO = exactly(0)
ONE = exactly(1)


def total(counts: Iterable[Count]) -> Count:
    """Return the sum of many numbers in one pass."""
    low, high, missing = 0, 0, set[str]()
    unbounded = False
    for count in counts:
        low += count.low
        missing |= count.missing
        unbounded = unbounded or count.high is None
        high += count.high or 0
    return Count(low, None if unbounded else high, frozenset(missing))
