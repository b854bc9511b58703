"""The IPv6 addresses of an ENI to assign and to unassign: pure, so that every case can be tested.

An assignment has a fixed number of slots. A slot holds an address, or `LOST` when its address is no longer on the ENI.
Slots never swap addresses: what belongs to a slot, such as public bandwidth, stays on its address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

LOST = ""
"""The value of a slot whose address somebody unassigned."""


@dataclass(frozen=True)
class DesiredAddresses:
    """The desired addresses of an ENI: `count` chosen by the service, or exactly these `addresses`; never both."""

    count: int = 0
    addresses: tuple[str, ...] = ()

    @property
    def slots(self) -> int:
        """The number of addresses that the ENI is to have."""
        return len(self.addresses) or self.count


@dataclass(frozen=True)
class AddressPlan:
    """The steps, in this order, and the slots that result once `assign_count` new addresses fill the LOST ones."""

    unassign: tuple[str, ...]
    assign: tuple[str, ...]
    assign_count: int
    slots: tuple[str, ...]

    def filled(self, new: Sequence[str]) -> "AddressPlan":
        """Return the plan with `new` addresses put into its LOST slots, in order."""
        fresh = iter(new)
        return replace(self, slots=tuple(slot if slot != LOST else next(fresh, LOST) for slot in self.slots))


def current_slots(known: Sequence[str], present: Sequence[str]) -> tuple[str, ...]:
    """Return the slots as they are now: an address that is not `present` on the ENI any more is LOST."""
    return tuple(slot if slot in present else LOST for slot in known)


def make_plan(known: Sequence[str], present: Sequence[str], desired: DesiredAddresses) -> AddressPlan:
    """Return the steps from the present addresses to the desired ones.

    `known` are the slots as last recorded, `present` the addresses on the ENI now. An address that is present but not
    known fills a slot before a new one is requested: an earlier run assigned it and ended before it was recorded. Other
    addresses beyond the desired number are left alone.
    """
    if desired.addresses:
        unassign = tuple(slot for slot in known if slot in present and slot not in desired.addresses)
        assign = tuple(address for address in desired.addresses if address not in present)
        return AddressPlan(unassign, assign, 0, desired.addresses)
    kept = current_slots(known, present)[: desired.count]
    surplus = tuple(slot for slot in known[desired.count :] if slot in present)
    slots = kept + (LOST,) * (desired.count - len(kept))
    plan = AddressPlan(surplus, (), 0, slots).filled([address for address in present if address not in known])
    return replace(plan, assign_count=plan.slots.count(LOST))
