"""One resource as it was read: plain values, where they came from, and what is not known yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from .kinds import Kind
from .plain import UNKNOWN, Plain
from .values import Count, Unknown, between, exactly, unknown

T = TypeVar("T", str, bool)


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider that a resource is managed by: where, and in whose account."""

    urn: str
    name: str
    region: str | Unknown | None
    """None when it is left to the environment."""
    account: str | Unknown
    """The account's id where a role tells it, else a text that stands for the credentials in use."""


@dataclass(frozen=True)
class Record:
    """A resource of a kind that the limits know."""

    kind: Kind
    urn: str
    label: str
    """How messages call it: its type's name and its own."""
    id: str | None
    """None until it exists, and in the preview of a change in place."""
    inputs: Mapping[str, Plain]
    """What the program gave."""
    outputs: Mapping[str, Plain]
    """What the engine knows of the resource; for one that is not made yet, its inputs."""
    edges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By input, the URNs of the resources its value comes from."""
    provider: Provider | None = None
    managed: bool = True
    """Whether the program makes it, rather than looks it up."""
    changing: bool = False
    """Whether it exists and does not show its id, as in the preview of a change in place."""

    def where(self, name: str) -> str:
        """Return how messages call one of its inputs."""
        return f"{name} of {self.label}"

    def given(self, name: str) -> Plain:
        """Return what the program gave; None when nothing, UNKNOWN when not known yet."""
        return self.inputs.get(name)

    def seen(self, name: str) -> Plain:
        """Return what the program gave or, where that says nothing, what the engine knows."""
        value = self.inputs.get(name)
        if value is None or value is UNKNOWN:
            output = self.outputs.get(name)
            return output if output is not None and output is not UNKNOWN else value
        return value

    def text(self, *names: str) -> str | Unknown | None:
        """Return the first of these that is there, as a text; an empty one counts as absent."""
        return self._first(names, str)

    def flag(self, *names: str) -> bool | Unknown | None:
        """Return the first of these that is there, as a yes or no."""
        return self._first(names, bool)

    def _first(self, names: Sequence[str], kind: type[T]) -> T | Unknown | None:
        for name in names:
            value = self.seen(name)
            if isinstance(value, kind) and value != "":
                return value
            if value not in (None, ""):
                return unknown(self.where(name))
        return None

    def number(self, name: str) -> int | Unknown | None:
        """Return a whole number, 0 or more; whatever else is there is not understood, so unknown."""
        value = self.seen(name)
        return None if value is None else whole(value, self.where(name))

    def items(self, *names: str) -> list[Plain] | Unknown | None:
        """Return the first of these that the program gave, as a list; a single object is a list of one."""
        for name in names:
            value = self.given(name)
            if isinstance(value, list):
                return value
            if isinstance(value, dict):
                return [value]
            if value is not None:
                return unknown(self.where(name))
        return None

    def amount(self, lists: Sequence[str], numbers: Sequence[str]) -> Count:
        """Return how many the program asks for, by listing them or by a number; the larger where it gives both."""
        low, high, missing = 0, 0, frozenset[str]()
        endless = False
        for name in (*lists, *numbers):
            value = self.given(name)
            size = len(value) if isinstance(value, list) and name in lists else whole(value, self.where(name))
            if isinstance(size, Unknown):
                endless, missing = True, missing | size.missing
            else:
                low, high = max(low, size), max(high, size)
        return Count(low, None if endless else high, missing)


def whole(value: Plain, where: str) -> int | Unknown:
    """Return a whole number, 0 or more; nothing is 0, and what is no such number is unknown."""
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return unknown(where)
    try:
        number = float(value)
    except ValueError:
        return unknown(where)
    return int(number) if number >= 0 and number.is_integer() else unknown(where)


def count_of(value: Plain, where: str) -> Count:
    """Return a number as a count without an upper bound where it is not known."""
    number = whole(value, where)
    return between(0, None, number) if isinstance(number, Unknown) else exactly(number)
