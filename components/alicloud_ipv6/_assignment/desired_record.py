"""The addresses that the assignments of this run desire: a held address is unassigned only if it is undesired.

The engine updates every resource of a program before it deletes those that are no longer in it, and the providers of
one run share a process: so a hold that is deleted finds here the addresses that its ENI's assignment desires. Where
there is no entry, as in a destroy, the assignment itself unassigns its addresses.
"""

from collections.abc import Iterable

_desired: dict[str, frozenset[str]] = {}


def record_desired(eni: str, addresses: Iterable[str]) -> None:
    """Record the addresses that the assignment on `eni` has now."""
    _desired[eni] = frozenset(addresses)


def is_undesired(eni: str, address: str) -> bool:
    """Return whether the assignment on `eni` was recorded in this run, without `address`."""
    return eni in _desired and address not in _desired[eni]


def reset() -> None:
    """Forget everything, as a new process would."""
    _desired.clear()
