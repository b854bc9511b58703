"""Output of `alicloud-offline up`: a line for each created resource, the tree of all, and the stack's outputs."""

from collections.abc import Iterator, Mapping, Sequence

from alicloud_offline._pulumi_internals import PropertyValue, is_rpc_secret, map_values
from alicloud_offline.up.creating_monitor import CreatedResource


def created_line(resource: CreatedResource) -> str:
    """Return the line of a resource that was just created."""
    taken = f" {resource.id} ({resource.seconds:.1f} s)" if resource.id else ""
    return f" + {resource.kind} {resource.name}{taken}"


def tree(resources: Sequence[CreatedResource], stack: str) -> str:
    """Return all resources, each under the component that it belongs to."""
    known = {resource.urn for resource in resources}
    children: dict[str, list[CreatedResource]] = {}
    for resource in resources:
        children.setdefault(resource.parent if resource.parent in known else "", []).append(resource)
    return "\n".join([stack, *_branches(children, "", "")])


def _branches(children: Mapping[str, list[CreatedResource]], parent: str, indent: str) -> Iterator[str]:
    rows = sorted(children.get(parent, ()), key=lambda resource: resource.name)
    for position, resource in enumerate(rows, 1):
        last = position == len(rows)
        identifier = f"  {resource.id}" if resource.id else ""
        yield f"{indent}{'└─ ' if last else '├─ '}{resource.kind} {resource.name}{identifier}"
        yield from _branches(children, resource.urn, indent + ("   " if last else "│  "))


def mask_secrets(value: PropertyValue) -> PropertyValue:
    """Return the value with `[secret]` in place of every secret."""
    if is_rpc_secret(value):
        return "[secret]"
    return map_values(value, mask_secrets)
