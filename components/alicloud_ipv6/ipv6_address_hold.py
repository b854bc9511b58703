"""Holds one IPv6 address of an assignment for as long as a resource such as public bandwidth depends on it.

The engine deletes after it has updated. An assignment that shrinks would therefore unassign an address before the
address's bandwidth is deleted. So it leaves an address with public bandwidth on the ENI, and this resource, which the
bandwidth depends on, unassigns the address when it is itself deleted: after the bandwidth. An address that the
assignment still desires stays.
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
    """Calls the API only on deletion."""

    def diff(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> DiffResult:
        """Replace the hold of another address, so that the old one is unassigned; update it for another identity."""
        replaces = [name for name in _INPUTS if olds.get(name) != news.get(name)]
        acting = any(olds.get(name) != news.get(name) for name in ACTING)
        return DiffResult(changes=bool(replaces) or acting, replaces=replaces)

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Record the held address; no call is needed."""
        return CreateResult(f"{props['networkInterfaceId']}:{props['ipv6Address']}", _held(props))

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Return the held address; only the assignment reads whether it is still there."""
        return ReadResult(id_, props)

    def update(self, _id: str, _olds: dict[str, Any], news: dict[str, Any]) -> UpdateResult:
        """Record the identity that will unassign the address."""
        return UpdateResult(_held(news))

    @concise_errors
    def delete(self, _id: str, props: dict[str, Any]) -> None:
        """Unassign the address if the assignment no longer desires it and it is still there."""
        eni, address = props["networkInterfaceId"], props["ipv6Address"]
        if is_undesired(eni, address):
            Ipv6AssignmentApi(self.open_api(props), eni).delete([address])


def _held(props: dict[str, Any]) -> dict[str, Any]:
    return {name: props[name] for name in (*_INPUTS, *ACTING) if props.get(name) is not None}


class Ipv6AddressHold(ApiResource, module="ipv6", name="Ipv6AddressHold"):
    """One address of an `Ipv6Assignment`; the resources that need the address depend on this one."""

    def __init__(
        self,
        name: str,
        network_interface_id: pulumi.Input[str],
        region: pulumi.Input[str],
        ipv6_address: pulumi.Input[str],
        identity: Identity | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Hold `ipv6_address`, which is on the ENI; `identity`, by default the stack's, unassigns it."""
        props = {"network_interface_id": network_interface_id, "region": region, "ipv6_address": ipv6_address}
        super().__init__(Ipv6AddressHoldProvider, name, {**props, **(identity or Identity()).inputs()}, opts)
