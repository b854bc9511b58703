"""An API client that repeats calls which fail for a passing reason, as the SDKs do."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from alicloud_ipv6.api import Api, Deadline

SECONDS = 120.0
"""The longest time for which one call is repeated."""

_LOOK_FIRST = frozenset({"AttachNetworkInterface"})


class RetryingApi:
    """Repeats throttled and unanswered calls, and those that met a busy service.

    A call may have been carried out although its answer was lost. Repeating it is safe all the same: it reads, its
    ClientToken is kept, or the service answers that the resource exists. The others are not repeated; their callers
    look first at what exists.
    """

    def __init__(self, api: Api) -> None:
        """Call `api`."""
        self.api = api

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Call one action; raise the last `ApiError` if it still fails after that time."""
        once = partial(self.api.call, product, action, params)
        return once() if action in _LOOK_FIRST else Deadline(SECONDS).retry(once)
