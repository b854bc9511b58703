"""Values of a plan that may not be known yet, and how to reason with them.

The rule behind every function here: what comes out for an unknown covers everything that could come out for any value
in its place. So knowing less can turn an answer into "cannot tell", never into the opposite answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that is not known yet."""

    missing: frozenset[str]
    """What would have to be known, in words such as `vswitchId of EcsNetworkInterface web`."""

    def __or__(self, other: "Unknown") -> "Unknown":
        """Return the unknown that both make together."""
        return Unknown(self.missing | other.missing)


Truth = bool | Unknown


def unknown(what: str) -> Unknown:
    """Return the unknown with this one cause."""
    return Unknown(frozenset({what}))


def all_of(*truths: Truth) -> Truth:
    """Return whether all hold: one that does not decides, whatever is unknown about the others."""
    if any(truth is False for truth in truths):
        return False
    return _joined(truths) or True


def any_of(*truths: Truth) -> Truth:
    """Return whether any holds: one that does decides, whatever is unknown about the others."""
    if any(truth is True for truth in truths):
        return True
    return _joined(truths) or False


def negation(truth: Truth) -> Truth:
    """Return the opposite, which is as unknown."""
    return truth if isinstance(truth, Unknown) else not truth


def _joined(truths: Iterable[Truth]) -> Unknown | None:
    missing = frozenset[str]().union(*(truth.missing for truth in truths if isinstance(truth, Unknown)))
    return Unknown(missing) if missing else None


@dataclass(frozen=True, slots=True)
class Count:
    """A number that lies between two bounds; they meet when it is known."""

    low: int
    high: int | None
    """None when there is no upper bound."""
    missing: frozenset[str] = frozenset()
    """What would have to be known for the bounds to meet."""

    def __add__(self, other: "Count") -> "Count":
        """Return the sum."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(self.low + other.low, high, self.missing | other.missing)

    def times(self, other: "Count") -> "Count":
        """Return the product."""
        high = None if self.high is None or other.high is None else self.high * other.high
        if 0 in (self.high, other.high):
            high = 0
        return Count(self.low * other.low, high, self.missing | other.missing)

    def or_none(self, why: frozenset[str]) -> "Count":
        """Return this number or 0, whichever `why` decides."""
        return Count(0, self.high, self.missing | why)

    @property
    def positive(self) -> Truth:
        """Whether it is 1 or more."""
        if self.low > 0:
            return True
        return False if self.high == 0 else Unknown(self.missing)


def exactly(number: int) -> Count:
    """Return a number that is known."""
    return Count(number, number)


def between(low: int, high: int | None, missing: Unknown) -> Count:
    """Return a number of which only the bounds are known."""
    return Count(low, high, missing.missing)


ZERO = exactly(0)
ONE = exactly(1)


def total(counts: Iterable[Count]) -> Count:
    """Return the sum of many numbers, in one go: each cause is kept once."""
    low, high, missing = 0, 0, set[str]()
    endless = False
    for count in counts:
        low += count.low
        missing |= count.missing
        endless = endless or count.high is None
        high += count.high or 0
    return Count(low, None if endless else high, frozenset(missing))


@dataclass(frozen=True, slots=True)
class Ref:
    """What an input of a resource refers to: the keys of nodes of the plan."""

    keys: tuple[str, ...] = ()
    """The nodes it may refer to; empty when the input is absent or nothing is known about it."""
    open: Unknown | None = None
    """Set when it may refer to something else than `keys`; None when `keys` are all there is."""
    input: str = ""
    """The input that decides, in words."""

    @property
    def certain(self) -> str | None:
        """The one node it refers to, if that is certain."""
        return self.keys[0] if self.open is None and len(self.keys) == 1 else None

    @property
    def doubt(self) -> Unknown:
        """Why it is not certain."""
        return self.open or unknown(self.input)

    def of(self, read: Callable[[str], T | Unknown], absent: T) -> T | Unknown:
        """Return what `read` says of the node, where all the nodes it may refer to agree; `absent` without one."""
        if self.open is not None:
            return self.open
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


def same(one: Ref, other: Ref) -> Truth:
    """Return whether two inputs refer to the same node; one that refers to nothing is the same as nothing."""
    if one.certain is not None and one.certain == other.certain:
        return True
    if one.open is None and other.open is None and not set(one.keys) & set(other.keys):
        return False
    doubts = [ref.doubt for ref in (one, other) if ref.certain is None]
    return Unknown(frozenset[str]().union(*(doubt.missing for doubt in doubts)))
