"""The duration of the cloud's transitions: zero by default, their usual time with `--latency real`.

The times fit the provider's waiters, which poll for the first time after 5-15 s; they are assumed,
not measured on the service.
"""

from dataclasses import dataclass
from enum import Enum


class LatencyMode(Enum):
    """`instant`: every transition is done before the answer. `real`: it takes about its usual time."""

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
    """The delay of events."""

    mode: LatencyMode = LatencyMode.INSTANT

    def seconds(self, event: str) -> float:
        """Return 0 under instant latency, else the event's usual time; an unknown event is a KeyError."""
        usual = USUAL_SECONDS[event]
        return usual if self.mode is LatencyMode.REAL else 0.0
