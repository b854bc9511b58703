"""Which addresses the assignments of this run have settled on; an address that is held goes only if it is not wanted.

The engine settles every resource of a program before it deletes what is no longer in it, and the providers of one run
share a process: so a hold that is deleted finds here what its ENI's assignment wants. Where there is no entry, as in a
destroy, the assignment itself gives its addresses back.
"""

from collections.abc import Iterable

_settled: dict[str, frozenset[str]] = {}


def settle(eni: str, addresses: Iterable[str]) -> None:
    """Note the addresses that the assignment on `eni` has now."""
    _settled[eni] = frozenset(addresses)


def is_dropped(eni: str, address: str) -> bool:
    """Tell whether the assignment on `eni` has settled in this run, and without `address`."""
    return eni in _settled and address not in _settled[eni]


def forget() -> None:
    """Start as a new process does."""
    _settled.clear()
