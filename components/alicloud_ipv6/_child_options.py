"""Which options of a component its children get.

The engine hands some down by itself: `protect`, `provider` and `providers`, `retain_on_delete`, `deleted_with`,
`aliases` and `transforms`. What a component depends on is there before its children are, and goes after them. The rest
of what people give to a component and mean for what is in it is handed down here. What is left, such as `import_` or
`hooks`, is about one resource: a transform gives it to one child.
"""

from collections.abc import Callable

import pulumi

Child = Callable[..., pulumi.ResourceOptions]
"""Takes the options that a child has of its own, by name, and returns all that it is to have."""


def children_of(component: pulumi.ComponentResource, given: pulumi.ResourceOptions | None) -> Child:
    """Return what makes the options of the children of `component`, which was itself given `given`.

    A child that has no property of the name to ignore is left as it is; where a child has a timeout of its own, the
    given ones win.
    """
    given = given or pulumi.ResourceOptions()
    handed_down = pulumi.ResourceOptions(
        parent=component,
        ignore_changes=given.ignore_changes,
        replace_on_changes=given.replace_on_changes,
        hide_diffs=given.hide_diffs,
        custom_timeouts=given.custom_timeouts,
    )
    return lambda **own: pulumi.ResourceOptions.merge(pulumi.ResourceOptions(**own), handed_down)
