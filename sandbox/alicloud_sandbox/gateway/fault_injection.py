"""Injection of faults: which request gets one, the refusals of the service, and what happens to the connection."""

import asyncio
import socket
import struct
from collections import Counter

from alicloud_sandbox.core.actions import Action
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.faults import NO_FAULTS, FaultKind, Faults
from alicloud_sandbox.gateway import products

_RESET_AT_CLOSE = struct.pack("ii", 1, 0)
_RESETS = (FaultKind.RESET_BEFORE, FaultKind.RESET_AFTER)


class FaultInjector:
    """Decides about the requests of one sandbox."""

    def __init__(self, faults: Faults = NO_FAULTS) -> None:
        """Count requests from zero; raise ValueError for faults of an unknown action."""
        self.set(faults)

    def set(self, faults: Faults) -> None:
        """Replace the faults, and count requests from zero."""
        faults.check_scopes([(action.product, action.name) for action in products.ACTIONS.values()])
        self.faults = faults
        self._requests: Counter[str] = Counter()

    def of_next(self, action: Action) -> FaultKind | None:
        """Return the fault of the next request for an action."""
        if not self.faults.rates:
            return None
        name = f"{action.product}.{action.name}"
        self._requests[name] += 1
        return self.faults.of_request(name, self._requests[name])

    async def disturb(self, fault: FaultKind | None, transport: asyncio.Transport | None) -> None:
        """Delay an answer, or reset the connection on which it would leave."""
        if fault is FaultKind.SLOW:
            await asyncio.sleep(self.faults.seconds)
        elif fault in _RESETS and transport is not None:
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_CLOSE)
            transport.abort()


def refuse_before(fault: FaultKind | None, product: str) -> None:
    """Raise what the service answers to a request that is not carried out; nobody receives it after a reset."""
    if fault is None:
        return
    if fault is FaultKind.THROTTLE and product == "Ecs":
        raise ApiError(400, "Throttling", "Request was denied due to request throttling.")
    if fault is FaultKind.THROTTLE:
        raise ApiError(400, "Throttling.User", "Request was denied due to user flow control.")
    if fault is FaultKind.INTERNAL:
        raise ApiError(500, "InternalError", "The request processing has failed due to some unknown error.")
    if fault in (FaultKind.UNAVAILABLE, FaultKind.RESET_BEFORE):
        raise ApiError(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.")
