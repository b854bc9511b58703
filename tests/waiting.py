"""Wait for a state with a time limit that says what was awaited."""

import time
from collections.abc import Callable
from typing import Literal, TypeVar

T = TypeVar("T")

PATIENCE = 30.0


def until(probe: Callable[[], T | Literal[False] | None], awaited: str, seconds: float = PATIENCE) -> T:
    """Return the first answer that is true."""
    deadline = time.monotonic() + seconds
    while not (answer := probe()):
        assert time.monotonic() < deadline, f"waited {seconds:g} s in vain for {awaited}"
        time.sleep(0.01)
    return answer
