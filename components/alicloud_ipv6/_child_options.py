"""The options that the children of a component inherit from it.

The engine passes some on itself: `protect`, `provider` and `providers`, `retain_on_delete`, `deleted_with`, `aliases`
and `transforms`; and children are created after a component's dependencies and deleted before them. This module passes
on the other options that are meant for children. The rest, such as `import_` or `hooks`, concerns one resource: use a
transform to set it on one child.
"""

from collections.abc import Callable

import pulumi

Child = Callable[..., pulumi.ResourceOptions]
"""Takes the options of one child, by name, and returns them merged with the inherited ones."""


def children_of(component: pulumi.ComponentResource, given: pulumi.ResourceOptions | None) -> Child:
    """Return a function that makes the options of a child of `component`, whose options are `given`.

    A property to ignore that a child does not have is without effect there; the given timeouts override a child's.
    """
    given = given or pulumi.ResourceOptions()
    handed_down = pulumi.ResourceOptions(
        parent=component,
        ignore_changes=given.ignore_changes,
        replace_on_changes=given.replace_on_changes,
        custom_timeouts=given.custom_timeouts,
        # Only newer SDKs have it.
        **{name: getattr(given, name) for name in ("hide_diffs",) if hasattr(given, name)},
    )
    return lambda **own: pulumi.ResourceOptions.merge(pulumi.ResourceOptions(**own), handed_down)
