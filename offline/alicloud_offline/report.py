"""What ``offline up`` prints: a line per resource as it comes, the tree, the outputs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pulumi.runtime import rpc

from alicloud_offline.monitor import Node


def line(node: Node) -> str:
    """One resource that is there now."""
    kind = node.type.rpartition(":")[2]
    return f" + {kind} {node.name}" + (f" {node.id} ({node.seconds:.1f} s)" if node.id else "")


def tree(nodes: Sequence[Node], stack: str) -> str:
    """All resources under the components they belong to."""
    known = {node.urn for node in nodes}
    children: dict[str, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent if node.parent in known else "", []).append(node)
    return "\n".join([stack, *_branches(children, "", "")])


def _branches(children: Mapping[str, list[Node]], parent: str, indent: str) -> Iterator[str]:
    rows = sorted(children.get(parent, ()), key=lambda node: node.name)
    for position, node in enumerate(rows, 1):
        last = position == len(rows)
        kind = node.type.rpartition(":")[2]
        yield f"{indent}{'└─ ' if last else '├─ '}{kind} {node.name}" + (f"  {node.id}" if node.id else "")
        yield from _branches(children, node.urn, indent + ("   " if last else "│  "))


def shown(outputs: Mapping[str, Any]) -> dict[str, Any]:
    """The outputs with every secret masked."""
    return {name: _masked(value) for name, value in outputs.items()}


def _masked(value: Any) -> Any:  # noqa: ANN401 (any property value)
    if rpc.is_rpc_secret(value):
        return "[secret]"
    if isinstance(value, dict):
        return {name: _masked(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner) for inner in value]
    return value
