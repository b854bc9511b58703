"""Compare the states of the stacks with what exists in the sandbox."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Export = Mapping[str, Any]
Inventory = Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]]

_ASSIGNMENT = "Ipv6Assignment"
_ADDRESS = "ipv6-address"


@dataclass(frozen=True)
class Audit:
    """Pending operations, resources that no state has, and resources that exist twice, by name."""

    pending: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is wrong."""
        return bool(self.pending or self.orphans or self.duplicates)

    def __str__(self) -> str:
        """Return the findings in one line."""
        parts = (("pending", self.pending), ("orphans", self.orphans), ("duplicates", self.duplicates))
        return "; ".join(f"{name}: {', '.join(found)}" for name, found in parts if found)


def audit(exports: Iterable[Export], inventory: Inventory, *, addresses: bool) -> Audit:
    """Return what is wrong. A resource that no state has is a duplicate if one in a state has its kind and name.

    Without `addresses`, IPv6 addresses are not compared: an interrupted assignment takes over its own ones later.
    """
    deployments = [export.get("deployment") or {} for export in exports]
    resources = [one for deployment in deployments for one in deployment.get("resources") or []]
    known = {text for resource in resources for text in _ids(resource)}
    existing = [one for one in _find_existing(inventory) if addresses or one.kind != _ADDRESS]
    names = {(one.account, one.kind, one.name) for one in existing if one.ids & known and one.name}
    unknown = [one for one in existing if not one.ids & known]
    twice = [one for one in unknown if (one.account, one.kind, one.name) in names]
    counts = Counter((one["type"], one["id"]) for one in resources if one.get("id") and "provider" in one)
    return Audit(
        pending=tuple(
            f"{one['type']} {one['resource']['urn'].rpartition('::')[2]}"
            for deployment in deployments
            for one in deployment.get("pending_operations") or []
        ),
        orphans=tuple(str(one) for one in unknown if one not in twice),
        duplicates=(
            *map(str, twice),
            *(f"{kind} {one} in the state" for (kind, one), count in counts.items() if count > 1),
        ),
    )


@dataclass(frozen=True)
class _Existing:
    account: str
    kind: str
    name: str
    ids: frozenset[str]

    def __str__(self) -> str:
        return f"{self.account}'s {self.kind} {self.name!r} ({', '.join(sorted(self.ids))})"


def _find_existing(inventory: Inventory) -> Iterator[_Existing]:
    """Yield the resources that a state can have: a primary ENI is part of its instance."""
    for account, kinds in inventory.items():
        for kind, records in kinds.items():
            for record in records:
                if record.get("kind") == "Primary":
                    continue
                # RAM is imported by name.
                ids = {str(record["id"]), str(record.get("name"))} if kind.startswith("ram-") else {str(record["id"])}
                yield _Existing(account, kind, str(record.get("name") or ""), frozenset(ids))


def _ids(resource: Mapping[str, Any]) -> Iterator[str]:
    if identifier := resource.get("id"):
        yield str(identifier)
    if _ASSIGNMENT in resource["type"]:
        yield from _strings(resource.get("outputs"))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, str):
        yield value
