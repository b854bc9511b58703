"""Three-valued logic over values that may be unknown at a preview.

Invariant: the result for an unknown covers every result that a value in its place could give. Less knowledge can
therefore turn an answer into `Unknown`, and never into the opposite answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass


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
