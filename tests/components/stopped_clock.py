"""A clock that moves only when somebody sleeps."""

from dataclasses import dataclass, field

from alicloud_ipv6._api.retry import Clock


@dataclass
class StoppedClock:
    """`slept` are the pauses asked for."""

    jitter: float = 1
    slept: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: sum(self.slept), sleep=self.slept.append, jitter=lambda: self.jitter)
