"""The resources in the sandbox, per account, as data and as a list for reading."""

from collections.abc import Iterator
from typing import Any

import msgspec

from alicloud_sandbox.cli.text_table import align, cells, fold
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.iam.resource_counts import KINDS

Inventory = dict[str, dict[str, list[dict[str, Any]]]]

_INDENT = "  "
_HIDDEN = frozenset({"user_data", "content", "secret", "initial"})


def collect(store: Store) -> Inventory:
    """Return `{account: {kind: [resource, ...]}}` for every account, including empty ones.

    Initial users and keys are left out.
    """
    found: Inventory = {name: {} for name in ACCOUNTS}
    names = {identifier: name for name, identifier in ACCOUNTS.items()}
    for kind in KINDS:
        for entity in store.all_accounts(kind):
            if getattr(entity, "initial", False):
                continue
            found[names[entity.account]].setdefault(kind.KIND, []).append(_record(entity))
    return found


def format_list(found: Inventory, columns: int | None = None) -> str:
    """Format the inventory as an indented list in columns; on a narrower terminal, lines are wrapped instead."""
    return "\n".join(_lines(found, columns))


def _lines(found: Inventory, columns: int | None) -> Iterator[str]:
    for account, kinds in found.items():
        yield f"{account} ({ACCOUNTS[account]})"
        if not kinds:
            yield "  nothing"
        for kind, resources in kinds.items():
            yield f"  {kind}"
            rows = [tuple(_summary(resource)) for resource in resources]
            lines = align([(_INDENT, *row) for row in rows])
            if columns and max(map(cells, lines)) > columns:
                lines = [line for row in rows for line in fold([*filter(None, row)], columns, "    ", "      ")]
            yield from lines


def _summary(resource: dict[str, Any]) -> Iterator[str]:
    yield resource["id"]
    yield resource["name"]
    yield resource["region"]
    yield resource.get("status", "")
    for field in ("cidr", "ipv6_cidr", "address", "eni_id", "grantee", "instance_id"):
        yield str(resource.get(field, ""))
    yield " ".join(resource.get("ipv6", []))
    yield f"{resource['bandwidth']} Mbit/s" if resource.get("bandwidth") else ""


def _record(entity: Entity) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(entity)
    return {name: value for name, value in record.items() if name not in _HIDDEN}
