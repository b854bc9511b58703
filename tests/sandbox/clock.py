"""Time, as a test wants it."""

from dataclasses import dataclass


@dataclass
class Clock:
    """A clock that advances only on request; `now` in seconds since the epoch."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now
