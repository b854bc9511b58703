"""How the components ask a data source for what exists already."""

from collections.abc import Callable
from typing import Any

import pulumi

Ask = Callable[[list[str], pulumi.InvokeOutputOptions], pulumi.Output[Any]]
"""Calls a data source for a list of ids."""


def look_up(component: pulumi.ComponentResource, id_: pulumi.Output[str], ask: Ask) -> pulumi.Output[Any]:
    """Return what `ask` finds for an id, by the provider of the component, once what that depends on is there.

    The id goes in as a plain text, without what it comes from: the engine gives no answer to a call that depends on a
    component of a YAML program, since it takes that for a resource that is never created.
    """
    options = pulumi.InvokeOutputOptions(parent=component)
    return pulumi.Output.all(id_, component.urn).apply(lambda known: ask([known[0]], options))
