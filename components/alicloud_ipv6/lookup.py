"""Queries of data sources for existing resources, repeated when they fail for a passing reason.

The alicloud provider repeats what it sends to create a resource, but not every read, and nothing that a session of an
assumed role needs.
"""

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import pulumi

T = TypeVar("T")

Query = Callable[[list[str], pulumi.InvokeOutputOptions], pulumi.Output[Any]]
"""Calls a data source for a list of ids."""

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each repetition."""

_PASSING = re.compile(
    r"Throttling|ServiceUnavailable|InternalError|connection reset by peer|\bEOF\b|i/o timeout|Client\.Timeout"
)


def look_up(component: pulumi.ComponentResource, id_: pulumi.Output[str], query: Query) -> pulumi.Output[Any]:
    """Return the result of `query` for an id, with the component's provider, once the id's resources exist.

    The id is passed as a plain string, without its dependencies: the engine does not answer a call that depends on a
    component of a YAML program, since it takes that for a resource that is never created.
    """
    options = pulumi.InvokeOutputOptions(parent=component)
    return pulumi.Output.all(id_, component.urn).apply(lambda known: retried(lambda: query([known[0]], options)))


def retried(query: Callable[[], pulumi.Output[T]], pauses: Sequence[float] | None = None) -> pulumi.Output[T]:
    """Return the output of the first query that does not fail for a passing reason, or of the last one.

    An SDK without `Output.recover` ends the program with the first failure, whatever is done about it.
    """
    pause, *later = PAUSES if pauses is None else pauses

    def again(error: Exception) -> _Repetition:
        if not is_passing(error):
            raise error
        rest: pulumi.Output[None] = pulumi.Output.from_input(cast(Any, asyncio.sleep(pause)))
        return _Repetition(rest.apply(lambda _: retried(query, later) if later else query()))

    found: pulumi.Output[Any] = query()
    if not hasattr(pulumi.Output, "recover"):
        return found
    return found.recover(again).apply(lambda known: known.answer if isinstance(known, _Repetition) else known)


@dataclass(frozen=True)
class _Repetition:
    """Holds the output of a repeated query; `recover` would make dictionaries of the objects in an output."""

    answer: pulumi.Output[Any]


def retry_lookup(query: Callable[[], T]) -> T:
    """Return the answer of a query that is made before any resource is registered; raise its last error."""
    for pause in PAUSES:
        try:
            return query()
        except Exception as error:
            if not is_passing(error):
                raise
        time.sleep(pause)
    return query()


def is_passing(error: Exception) -> bool:
    """Return whether a failed query may succeed a little later: throttled, a busy service, or a lost answer."""
    return _PASSING.search(str(error)) is not None
