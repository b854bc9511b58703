"""Queries of data sources for existing resources."""

from collections.abc import Callable
from typing import Any

import pulumi

Query = Callable[[list[str], pulumi.InvokeOutputOptions], pulumi.Output[Any]]
"""Calls a data source for a list of ids."""


def look_up(component: pulumi.ComponentResource, id_: pulumi.Output[str], query: Query) -> pulumi.Output[Any]:
    """Return the result of `query` for an id, with the component's provider, once the id's resources exist.

    The id is passed as a plain string, without its dependencies: the engine does not answer a call that depends on a
    component of a YAML program, since it takes that for a resource that is never created.
    """
    options = pulumi.InvokeOutputOptions(parent=component)
    return pulumi.Output.all(id_, component.urn).apply(lambda known: query([known[0]], options))
