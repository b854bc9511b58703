"""Which IPv6 addresses of an ENI to assign and to unassign: pure, so that it can be tested on every case.

An assignment has a fixed number of slots. A slot holds an address, or `LOST` when its address is no longer on the ENI.
Slots never swap addresses: what hangs on a slot, such as public bandwidth, stays on its address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv6Address

LOST = ""
"""What a slot holds whose address somebody took away."""

NOT_KNOWN = object()
"""Stands for a value that is not known yet, as during a preview; the checks take it as right."""


@dataclass(frozen=True)
class Wanted:
    """What an ENI is to have: `count` addresses chosen by the service, or exactly these `addresses` (never both)."""

    count: int = 0
    addresses: tuple[str, ...] = ()

    @property
    def slots(self) -> int:
        """How many addresses the ENI is to have."""
        return len(self.addresses) or self.count


@dataclass(frozen=True)
class Plan:
    """What to do, in this order, and the slots that result once `assign_count` new addresses fill the LOST ones."""

    unassign: tuple[str, ...]
    assign: tuple[str, ...]
    assign_count: int
    slots: tuple[str, ...]

    def filled(self, new: Sequence[str]) -> "Plan":
        """Return the plan with `new` addresses put into its LOST slots, in order."""
        fresh = iter(new)
        return replace(self, slots=tuple(slot if slot != LOST else next(fresh, LOST) for slot in self.slots))


def spell(address: str) -> str:
    """Write an IPv6 address the way the API does, compressed and in lower case; ValueError when it is none."""
    return str(IPv6Address(address))


def wanted_problem(count: object, addresses: object) -> str | None:
    """Check the two ways to say which addresses are wanted: a number, 1 or more, or a list of addresses; not both."""
    if count is not None and addresses is not None:
        return "ipv6AddressCount and ipv6Addresses exclude each other: give one of them."
    if count is None and addresses is None:
        return "Give ipv6AddressCount, 1 or more, or ipv6Addresses."
    if addresses is not None:
        return _addresses_problem(addresses)
    if count is NOT_KNOWN or (isinstance(count, int | float) and count >= 1 and count == int(count)):
        return None
    return f"ipv6AddressCount is a whole number, 1 or more, not {count}."


def _addresses_problem(addresses: object) -> str | None:
    if addresses is NOT_KNOWN:
        return None
    if not isinstance(addresses, Sequence) or isinstance(addresses, str) or not addresses:
        return "ipv6Addresses is a list with at least one address."
    try:
        known = [spell(address) for address in addresses if address is not NOT_KNOWN]
    except ValueError as error:
        return f"ipv6Addresses holds something that is no IPv6 address: {error}."
    return "ipv6Addresses holds one address twice." if len(set(known)) < len(known) else None


def seen(known: Sequence[str], present: Sequence[str]) -> tuple[str, ...]:
    """Return the slots as they are now: an address that is not `present` on the ENI any more is LOST."""
    return tuple(slot if slot in present else LOST for slot in known)


def make_plan(known: Sequence[str], present: Sequence[str], wanted: Wanted) -> Plan:
    """Plan the way from what is to what is wanted.

    `known` are the slots as last recorded, `present` the addresses on the ENI now. An address that is present but not
    known fills a slot before a new one is asked for: it is there because an earlier run assigned it and died before it
    was recorded. Other people's addresses beyond the wanted number are left alone.
    """
    if wanted.addresses:
        unassign = tuple(slot for slot in known if slot in present and slot not in wanted.addresses)
        assign = tuple(address for address in wanted.addresses if address not in present)
        return Plan(unassign, assign, 0, wanted.addresses)
    kept = seen(known, present)[: wanted.count]
    surplus = tuple(slot for slot in known[wanted.count :] if slot in present)
    slots = kept + (LOST,) * (wanted.count - len(kept))
    plan = Plan(surplus, (), 0, slots).filled([address for address in present if address not in known])
    return replace(plan, assign_count=plan.slots.count(LOST))
