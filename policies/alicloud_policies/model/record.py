"""A resource as plain values, with its dependencies, its provider and its unknown values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from alicloud_rules.three_valued import Unknown, unknown

from .counts import Count, exactly
from .plain_values import UNKNOWN, Plain
from .resource_kinds import Kind

T = TypeVar("T", str, bool)


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider that manages a resource."""

    urn: str
    name: str
    region: str | Unknown | None
    """None when the environment decides."""
    account: str | Unknown
    """The account id of the role that the provider assumes, else a string that identifies its credentials."""


@dataclass(frozen=True)
class Record:
    """A resource of a kind that the limits concern."""

    kind: Kind
    urn: str
    label: str
    """How messages name it, such as `EcsNetworkInterface web`."""
    id: str | None
    """None until it exists, and while an update in place is previewed."""
    inputs: Mapping[str, Plain]
    """The inputs from the program."""
    outputs: Mapping[str, Plain]
    """The outputs that the engine knows; its inputs, for a resource that does not exist yet."""
    edges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By input: the URNs of the resources that its value comes from."""
    provider: Provider | None = None
    managed: bool = True
    """Whether the program creates it rather than looks it up."""
    changing: bool = False
    """Whether it exists without showing its id, as while an update in place is previewed."""

    def where(self, name: str) -> str:
        """Return how messages name one of its inputs."""
        return f"{name} of {self.label}"

    def given(self, name: str) -> Plain:
        """Return an input from the program, or None."""
        return self.inputs.get(name)

    def seen(self, name: str) -> Plain:
        """Return an input from the program or, where it is absent or unknown, the output of that name."""
        value = self.inputs.get(name)
        if value is not None and value is not UNKNOWN:
            return value
        output = self.outputs.get(name)
        return value if output is None or output is UNKNOWN else output

    def string(self, *names: str) -> str | Unknown | None:
        """Return the first of these properties that is present; an empty string counts as absent."""
        return self._first(names, str)

    def boolean(self, *names: str) -> bool | Unknown | None:
        """Return the first of these properties that is present."""
        return self._first(names, bool)

    def _first(self, names: Sequence[str], kind: type[T]) -> T | Unknown | None:
        for name in names:
            value = self.seen(name)
            if isinstance(value, kind) and value != "":
                return value
            if value not in (None, ""):
                return unknown(self.where(name))
        return None

    def integer(self, name: str) -> int | Unknown | None:
        """Return an integer of 0 or more; a property with any other value is unknown."""
        value = self.seen(name)
        return None if value is None else integer_of(value, self.where(name))

    def items(self, *names: str) -> list[Plain] | Unknown | None:
        """Return the first of these inputs that the program gives, as a list; an object is a list of one."""
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
        """Return how many the program requests, by lists or by numbers; the larger one where it gives both."""
        low, high, missing = 0, 0, frozenset[str]()
        unbounded = False
        for name in (*lists, *numbers):
            value = self.given(name)
            size = len(value) if isinstance(value, list) and name in lists else integer_of(value, self.where(name))
            if isinstance(size, Unknown):
                unbounded, missing = True, missing | size.missing
            else:
                low, high = max(low, size), max(high, size)
        return Count(low, None if unbounded else high, missing)


def integer_of(value: Plain, where: str) -> int | Unknown:
    """Return an integer of 0 or more: 0 for None, and unknown for any other value."""
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
    """Return an integer as a count, without an upper bound where it is unknown."""
    number = integer_of(value, where)
    return Count(0, None, number.missing) if isinstance(number, Unknown) else exactly(number)
