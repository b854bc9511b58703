"""Creates, reads, updates and deletes the assignment of IPv6 addresses to an ENI, by calls of ECS and VPC.

Nothing in here knows Pulumi. API pages: AssignIpv6Addresses, UnassignIpv6Addresses, DescribeNetworkInterfaces,
DescribeIpv6Addresses.

A crash at any point is safe. Nothing is assigned before the ENI has been read: a run that ended after
AssignIpv6Addresses and before its outcome was recorded left its addresses on the ENI, and the next run takes them over
instead of assigning others. Within a run, a retry after a lost answer has the same ClientToken, so that the service
assigns once.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from alicloud_rules.addressing import canonical_ip
from alicloud_rules.desired_addresses import IPV6_PER_REQUEST

from .._api.openapi import Api, ApiError
from .._api.retry import Clock, Deadline, DeadlineError
from .address_plan import LOST, AddressPlan, DesiredAddresses, current_slots, make_plan

DEADLINE_SECONDS = 300
"""The longest time that one create, update or delete takes before it fails."""

TAKE_BACK_SECONDS = 60
"""The longest time for taking back what was assigned before a refusal; the refusal may have used up the other one."""

_READY = ("Available", "InUse")
_ENI_GONE = "InvalidEniId.NotFound"
_ALREADY_UNASSIGNED = "InvalidIp.IpUnassigned"
_PUBLIC = "Public"
_PAGE_SIZE = 50


class AssignmentError(Exception):
    """The assignment cannot be made; the message is one sentence."""


@dataclass(frozen=True)
class Assigned:
    """The outcome, slot by slot: `addresses` compressed, `ids` as `ipv6-...`; both LOST where an address is gone."""

    addresses: tuple[str, ...]
    ids: tuple[str, ...]


class Ipv6AssignmentApi:
    """The four operations on the IPv6 addresses of one ENI."""

    def __init__(self, api: Api, eni: str, clock: Clock | None = None) -> None:
        """`eni` is the id of the network interface, `eni-...`."""
        self._api, self._eni, self._clock = api, eni, clock
        self._associated = _associated({"NetworkInterfaceId": eni})

    def create(self, desired: DesiredAddresses) -> Assigned:
        """Assign the desired addresses, taking over those that are there; raise an error if there are too many."""
        deadline = Deadline(DEADLINE_SECONDS, self._clock)
        present = self._ready_addresses(deadline)
        if not desired.addresses and len(present) > desired.count:
            raise AssignmentError(
                f"{self._eni} already has {len(present)} IPv6 addresses, more than the {desired.count} desired;"
                " unassign the others or raise the count."
            )
        return self._carry_out(make_plan((), present, desired), present, deadline)

    def read(self, known: Sequence[str] | None) -> Assigned | None:
        """Return the slots as they are now or, where none are known, a slot per address; None if the ENI is gone."""
        deadline = Deadline(DEADLINE_SECONDS, self._clock)
        eni = deadline.retry(self._describe)
        if eni is None:
            return None
        present = _addresses(eni)
        slots = present if known is None else current_slots(known, present)
        ids = deadline.retry(self._address_ids)
        return Assigned(slots, tuple(ids.get(slot, LOST) for slot in slots))

    def update(self, known: Sequence[str], desired: DesiredAddresses) -> Assigned:
        """Change the `known` slots to the desired ones, in place; addresses that stay are not touched.

        An undesired address with public bandwidth is left on the ENI, for `delete` to unassign once the bandwidth is
        gone.
        """
        deadline = Deadline(DEADLINE_SECONDS, self._clock)
        present = self._ready_addresses(deadline)
        return self._carry_out(make_plan(known, present, desired), present, deadline)

    def delete(self, known: Sequence[str]) -> None:
        """Unassign the known addresses; an address or an ENI that is already gone is ignored."""
        deadline = Deadline(DEADLINE_SECONDS, self._clock)
        if deadline.retry(self._describe) is None:
            return
        present = self._ready_addresses(deadline)
        self._unassign([slot for slot in known if slot in present], deadline)

    def _carry_out(self, plan: AddressPlan, before: Sequence[str], deadline: Deadline) -> Assigned:
        # Unassign first: an ENI that has all it may have takes no other address.
        self._unassign(self._without_bandwidth(plan.unassign, deadline), deadline)
        try:
            self._assign(plan, deadline)
        except ApiError as error:
            self._take_back(before, error)
            raise
        slots = deadline.until(lambda: self._complete(plan, before), f"the IPv6 addresses of {self._eni} to be shown")
        ids = deadline.until(lambda: self._ids_of(slots), f"the ids of the IPv6 addresses of {self._eni}")
        return Assigned(slots, ids)

    def _assign(self, plan: AddressPlan, deadline: Deadline) -> None:
        requests: list[dict[str, object]] = [{"Ipv6Address": list(some)} for some in _requests(plan.assign)]
        requests += [{"Ipv6AddressCount": len(some)} for some in _requests([LOST] * plan.assign_count)]
        for request in requests:
            params = {"NetworkInterfaceId": self._eni, "ClientToken": str(uuid.uuid4()), **request}
            deadline.retry(partial(self._api.call, "Ecs", "AssignIpv6Addresses", params))

    def _take_back(self, before: Sequence[str], refused: ApiError) -> None:
        """Unassign what this run assigned before the service refused more: it would not be recorded.

        If that fails too, raise an error with both.
        """
        deadline = Deadline(TAKE_BACK_SECONDS, self._clock)
        try:
            eni = deadline.retry(self._describe) or {}
            self._unassign([address for address in _addresses(eni) if address not in before], deadline)
        except (ApiError, DeadlineError) as error:
            raise AssignmentError(
                f"{refused}. What was assigned to {self._eni} before stays on it, because taking it back failed, too:"
                f" {error}"
            ) from refused

    def _unassign(self, addresses: Sequence[str], deadline: Deadline) -> None:
        for some in _requests(addresses):
            deadline.until(partial(self._unassigned, some), f"{', '.join(some)} to leave {self._eni}")

    def _unassigned(self, addresses: Sequence[str]) -> bool | None:
        """Unassign what is still there; return True once nothing is, None while that takes longer."""
        if remaining := self._still_there(addresses):
            params = {"NetworkInterfaceId": self._eni, "Ipv6Address": remaining}
            try:
                self._api.call("Ecs", "UnassignIpv6Addresses", params)
            except ApiError as error:
                # Somebody else, or an unanswered call of this run, was faster: read again.
                if error.code not in (_ALREADY_UNASSIGNED, _ENI_GONE):
                    raise
            remaining = self._still_there(addresses)
        return None if remaining else True

    def _without_bandwidth(self, addresses: Sequence[str], deadline: Deadline) -> list[str]:
        """Leave out addresses with public bandwidth: they are unassigned once their bandwidth is deleted."""
        if not addresses:
            return []
        rows = deadline.retry(self._address_rows)
        public = {canonical_ip(row["Ipv6Address"]) for row in rows if row.get("NetworkType") == _PUBLIC}
        return [address for address in addresses if address not in public]

    def _still_there(self, addresses: Sequence[str]) -> list[str]:
        eni = self._describe()
        present = _addresses(eni) if eni else ()
        return [address for address in addresses if address in present]

    def _complete(self, plan: AddressPlan, before: Sequence[str]) -> tuple[str, ...] | None:
        """Return all slots filled, or None as long as a requested address is not shown."""
        present = _addresses(self._describe() or {})
        slots = plan.filled([address for address in present if address not in before]).slots
        return slots if LOST not in current_slots(slots, present) else None

    def _ready_addresses(self, deadline: Deadline) -> tuple[str, ...]:
        """Wait until the ENI is Available or InUse, and return the IPv6 addresses on it."""
        return deadline.until(self._addresses_when_ready, f"{self._eni} to be {' or '.join(_READY)}")

    def _addresses_when_ready(self) -> tuple[str, ...] | None:
        eni = self._describe()
        if eni is None:
            raise AssignmentError(f"{self._eni} does not exist; `pulumi refresh` removes it from the state.")
        return _addresses(eni) if eni.get("Status") in _READY else None

    def _describe(self) -> dict[str, Any] | None:
        try:
            answer = self._api.call("Ecs", "DescribeNetworkInterfaces", {"NetworkInterfaceId": [self._eni]})
        except ApiError as error:
            if error.code == _ENI_GONE:
                return None
            raise
        found: list[dict[str, Any]] = answer["NetworkInterfaceSets"]["NetworkInterfaceSet"]
        eni = next((eni for eni in found if eni["NetworkInterfaceId"] == self._eni), None)
        if eni:
            self._associated = _associated(eni)
        return eni

    def _ids_of(self, addresses: Sequence[str]) -> tuple[str, ...] | None:
        """Return the id of each address, or None as long as one is missing: the VPC service shows them later."""
        ids = self._address_ids()
        return tuple(ids[address] for address in addresses) if set(addresses) <= ids.keys() else None

    def _address_ids(self) -> dict[str, str]:
        """Map every address that the VPC service knows on this ENI to its id."""
        return {canonical_ip(row["Ipv6Address"]): row["Ipv6AddressId"] for row in self._address_rows()}

    def _address_rows(self) -> list[dict[str, Any]]:
        """Return the VPC service's rows of the ENI's addresses, page by page."""
        rows: list[dict[str, Any]] = []
        for page in count(1):
            params = {**self._associated, "PageNumber": page, "PageSize": _PAGE_SIZE}
            found = self._api.call("Vpc", "DescribeIpv6Addresses", params)["Ipv6Addresses"]["Ipv6Address"]
            rows += found
            if len(found) < _PAGE_SIZE:
                break
        return rows


def _associated(eni: dict[str, Any]) -> dict[str, str]:
    """Return what the VPC service associates the ENI's addresses with: for a primary ENI that is the instance."""
    if eni.get("Type") == "Primary":
        return {"AssociatedInstanceType": "EcsInstance", "AssociatedInstanceId": eni["InstanceId"]}
    return {"AssociatedInstanceType": "NetworkInterface", "AssociatedInstanceId": eni["NetworkInterfaceId"]}


def _addresses(eni: dict[str, Any]) -> tuple[str, ...]:
    return tuple(canonical_ip(item["Ipv6Address"]) for item in eni.get("Ipv6Sets", {}).get("Ipv6Set", ()))


def _requests(addresses: Sequence[str]) -> Iterator[Sequence[str]]:
    """Split into groups that fit into one request."""
    most = IPV6_PER_REQUEST[-1]
    return (addresses[start : start + most] for start in range(0, len(addresses), most))
