"""How long the cloud's own transitions take: nothing by default, their usual time with ``--latency real``.

The times are what the provider's waiters are built around (delays of 5-15 s before the first poll); they are assumed,
not measured on the service.
"""

from dataclasses import dataclass
from enum import Enum


class LatencyMode(Enum):
    """``instant``: every transition is done before the answer. ``real``: it takes about its usual time."""

    INSTANT = "instant"
    REAL = "real"


#: Seconds from the request to the state that a client waits for.
USUAL_SECONDS = {
    "vpc.available": 2.0,
    "vswitch.available": 2.0,
    "ipv6-gateway.available": 2.0,
    "egress-only-rule.available": 5.0,
    "eni.attached": 4.0,
    "eni.detached": 4.0,
    "eni-permission.revoked": 4.0,
    "instance.running": 12.0,
    "instance.stopped": 10.0,
    "instance.gone": 5.0,
    "invocation.done": 3.0,
}


@dataclass(frozen=True)
class Latency:
    """Looks up an event's delay in seconds."""

    mode: LatencyMode = LatencyMode.INSTANT

    def seconds(self, event: str) -> float:
        """0 under instant latency, else the event's usual time; an unknown event is a programming error."""
        usual = USUAL_SECONDS[event]
        return usual if self.mode is LatencyMode.REAL else 0.0
