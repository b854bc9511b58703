"""Values that may be unknown at a preview, and operations on them: three-valued logic, bounded counts, references.

Invariant of every function here: the result for an unknown covers every result that a value in its place could give.
Less knowledge can therefore turn an answer into `Unknown`, and never into the opposite answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that is unknown until more of the stack exists."""

    missing: frozenset[str]
    """The inputs that would decide, such as `vswitchId of EcsNetworkInterface web`."""

    def __or__(self, other: "Unknown") -> "Unknown":
        """Return the unknown with the causes of both."""
        return Unknown(self.missing | other.missing)


Ternary = bool | Unknown


def unknown(cause: str) -> Unknown:
    """Return the unknown with this one cause."""
    return Unknown(frozenset({cause}))


def all_of(*values: Ternary) -> Ternary:
    """Return whether all are true: a single false one decides, whatever is unknown about the others."""
    return False if any(value is False for value in values) else join_unknowns(values) or True


def any_of(*values: Ternary) -> Ternary:
    """Return whether any is true: a single true one decides, whatever is unknown about the others."""
    return True if any(value is True for value in values) else join_unknowns(values) or False


def negation(value: Ternary) -> Ternary:
    """Return the opposite of a known value, and an unknown one as it is."""
    return value if isinstance(value, Unknown) else not value


def join_unknowns(values: Iterable[object]) -> Unknown | None:
    """Return one unknown with the causes of all unknowns among the values; None when there are none."""
    unknowns = [value.missing for value in values if isinstance(value, Unknown)]
    return Unknown(frozenset[str]().union(*unknowns)) if unknowns else None


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


@dataclass(frozen=True, slots=True)
class Ref:
    """The nodes of the model that an input of a resource may refer to."""

    keys: tuple[str, ...] = ()
    """The candidates; empty when the input is absent or nothing is known about it."""
    undetermined: Unknown | None = None
    """Set when the input may refer to something else than `keys`."""
    input: str = ""
    """The label of the deciding input."""

    @property
    def certain(self) -> str | None:
        """The only node that the input can refer to."""
        return self.keys[0] if self.undetermined is None and len(self.keys) == 1 else None

    @property
    def reason_unknown(self) -> Unknown:
        """Why the reference is not certain."""
        return self.undetermined or unknown(self.input)

    def of(self, read: Callable[[str], T | Unknown], absent: T) -> T | Unknown:
        """Return `read(key)` where all candidates agree on it, and `absent` when there is no candidate."""
        if self.undetermined is not None:
            return self.undetermined
        found = [read(key) for key in self.keys]
        if not found:
            return absent
        first = found[0]
        for other in found[1:]:
            if isinstance(first, Unknown) and isinstance(other, Unknown):
                first |= other
            elif first != other:
                return unknown(self.input)
        return first


def same(one: Ref, other: Ref) -> Ternary:
    """Return whether two inputs refer to the same node; references to nothing differ from all others."""
    if one.certain is not None and one.certain == other.certain:
        return True
    if one.undetermined is None and other.undetermined is None and not set(one.keys) & set(other.keys):
        return False
    return join_unknowns(ref.reason_unknown for ref in (one, other) if ref.certain is None) or False
