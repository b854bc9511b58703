"""The time limit of one request: the sandbox has one thread, so a long request would stop every other client.

The limit is on processor time, so that a slow machine does not change what is refused.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from alicloud_sandbox.core.api_errors import ApiError


class _OutOfTimeError(BaseException):
    """Ends a handler; no handler catches it by accident."""


class TimeLimit:
    """Ends blocks that take longer than so many seconds; made in the main thread, for the whole process."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._armed = False
        signal.signal(signal.SIGVTALRM, self._end)

    def _end(self, *_: object) -> None:
        if self._armed:
            self._armed = False
            raise _OutOfTimeError

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Raise ApiError in the block when its time is over; use it inside a transaction, which then rolls back."""
        self._armed = True
        signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds)
        try:
            yield
        except _OutOfTimeError:
            text = f"The request needs more than {self._seconds:g} seconds of processor time; ask for less at a time."
            raise ApiError(400, "InvalidParameter", text) from None
        finally:
            self._armed = False
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
