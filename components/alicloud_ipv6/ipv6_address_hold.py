"""Holds one IPv6 address of an assignment for as long as something hangs on it, such as public bandwidth.

The engine deletes after it has updated. An assignment that is to shrink would therefore take an address from the ENI
before the address's bandwidth is deleted. So it leaves an address with public bandwidth where it is, and this resource,
which the bandwidth depends on, unassigns the address when it is deleted itself: after the bandwidth. An address that
the assignment still wants stays.
"""

from typing import Any

import pulumi
from pulumi.dynamic import CreateResult, DiffResult, ReadResult, UpdateResult

from ._assignment.assignment_api import Ipv6AssignmentApi
from ._assignment.concise_errors import concise_errors
from ._assignment.desired_record import is_undesired
from ._assignment.dynamic_base import ACTING, ApiProvider, ApiResource
from ._identity.identity import Identity

_INPUTS = ("networkInterfaceId", "region", "ipv6Address")


class Ipv6AddressHoldProvider(ApiProvider):
    """Calls the API on deletion, if at all."""

    def diff(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> DiffResult:
        """Replace the hold of another address, so that the old address is given back; note as whom to do that."""
        replaces = [name for name in _INPUTS if olds.get(name) != news.get(name)]
        acting = any(olds.get(name) != news.get(name) for name in ACTING)
        return DiffResult(changes=bool(replaces) or acting, replaces=replaces)

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Note what is held."""
        return CreateResult(f"{props['networkInterfaceId']}:{props['ipv6Address']}", _held(props))

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Show what is held: whether the address is there is the assignment's to see."""
        return ReadResult(id_, props)

    def update(self, _id: str, _olds: dict[str, Any], news: dict[str, Any]) -> UpdateResult:
        """Note as whom the address is to be given back."""
        return UpdateResult(_held(news))

    @concise_errors
    def delete(self, _id: str, props: dict[str, Any]) -> None:
        """Unassign the address, if the assignment has dropped it and it is still there."""
        eni, address = props["networkInterfaceId"], props["ipv6Address"]
        if is_undesired(eni, address):
            Ipv6AssignmentApi(self.open_api(props), eni).delete([address])


def _held(props: dict[str, Any]) -> dict[str, Any]:
    return {name: props[name] for name in (*_INPUTS, *ACTING) if props.get(name) is not None}


class Ipv6AddressHold(ApiResource, module="ipv6", name="Ipv6AddressHold"):
    """One address of an `Ipv6Assignment` that something hangs on; whatever does, depends on this."""

    def __init__(
        self,
        name: str,
        network_interface_id: pulumi.Input[str],
        region: pulumi.Input[str],
        ipv6_address: pulumi.Input[str],
        identity: Identity | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Hold `ipv6_address`, which is on the ENI; it is given back as `identity`, by default the stack's own."""
        props = {"network_interface_id": network_interface_id, "region": region, "ipv6_address": ipv6_address}
        super().__init__(Ipv6AddressHoldProvider, name, {**props, **(identity or Identity()).inputs()}, opts)
