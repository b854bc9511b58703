"""The resources in the sandbox, per account, as data and as a list for reading."""

from collections.abc import Iterator
from typing import Any

import msgspec

from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.iam.resource_counts import KINDS

Inventory = dict[str, dict[str, list[dict[str, Any]]]]

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


def format_list(found: Inventory) -> str:
    """Format the inventory as an indented list."""
    return "\n".join(_lines(found))


def _lines(found: Inventory) -> Iterator[str]:
    for account, kinds in found.items():
        yield f"{account} ({ACCOUNTS[account]})"
        if not kinds:
            yield "  nothing"
        for kind, resources in kinds.items():
            yield f"  {kind}"
            for resource in resources:
                yield "    " + " ".join(part for part in _summary(resource) if part)


def _summary(resource: dict[str, Any]) -> Iterator[str]:
    yield resource["id"]
    yield resource["name"]
    yield resource["region"]
    yield resource.get("status", "")
    for field in ("cidr", "ipv6_cidr", "address", "eni_id", "grantee", "instance_id"):
        yield str(resource.get(field, ""))
    yield from resource.get("ipv6", [])
    if resource.get("bandwidth"):
        yield f"{resource['bandwidth']} Mbit/s"


def _record(entity: Entity) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(entity)
    return {name: value for name, value in record.items() if name not in _HIDDEN}
