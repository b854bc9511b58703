"""References to nodes of the model, certain or not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from alicloud_rules.three_valued import Ternary, Unknown, join_unknowns, unknown

T = TypeVar("T")


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
