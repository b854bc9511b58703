"""Retries, and waiting for a state: with exponential backoff, jitter and one deadline for a whole operation."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from .openapi import NO_ANSWER, ApiError

T = TypeVar("T")

RETRYABLE = {
    "InternalError",
    "InvalidOperation.Conflict",
    "InvalidOperation.InvalidEcsState",
    "InvalidOperation.InvalidEniState",
    "OperationConflict",
    "ServiceUnavailable",
}
"""Codes after which the ECS pages and the alicloud provider call again: busy, or in a passing state."""

_SERVER_ERROR = 500
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 10.0


class DeadlineError(Exception):
    """A state was not reached in time; the message names it."""


@dataclass(frozen=True)
class Clock:
    """The time, in seconds; tests replace it."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    """A factor from 0 to 1: each pause is between half and all of its nominal length."""


class Deadline:
    """The pauses of one operation: each twice as long as the last, none beyond `seconds` from the start."""

    def __init__(self, seconds: float, clock: Clock | None = None) -> None:
        """Start the period of `seconds`."""
        self.seconds = seconds
        self._clock = clock or Clock()
        self._end = self._clock.now() + seconds

    def retry(self, call: Callable[[], T]) -> T:
        """Call until it succeeds; raise an error that is not retryable, or the last one before the deadline."""
        pause = _FIRST_PAUSE
        while True:
            try:
                return call()
            except ApiError as error:
                if not is_retryable(error) or not self._pause(pause):
                    raise
            pause *= 2

    def until(self, probe: Callable[[], T | None], awaited: str) -> T:
        """Probe until the answer is not None; raise `DeadlineError`, which names `awaited`, at the deadline."""
        pause = _FIRST_PAUSE
        while (answer := self.retry(probe)) is None:
            if not self._pause(pause):
                raise DeadlineError(f"Waited {self.seconds:g} s in vain for {awaited}.")
            pause *= 2
        return answer

    def _pause(self, nominal: float) -> bool:
        """Sleep and return True, or return False if that would pass the deadline."""
        length = min(nominal, _LONGEST_PAUSE) * (0.5 + self._clock.jitter() / 2)
        if self._clock.now() + length > self._end:
            return False
        self._clock.sleep(length)
        return True


def is_retryable(error: ApiError) -> bool:
    """Return whether the same call may succeed a little later: throttled, busy, in a passing state, or unanswered."""
    passing = error.code in RETRYABLE or "Throttling" in error.code or error.code == NO_ANSWER
    return passing or error.status >= _SERVER_ERROR
