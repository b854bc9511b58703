"""The parts of an exported stack that matter here: interrupted creates, providers, and what is known already."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .timestamps import parse_time

_CREATING = "creating"
_SECRET_SIGNATURE = "4dabf18193072939515e22adb298388d"  # noqa: S105 - how a state marks values that are encrypted


@dataclass(frozen=True)
class InterruptedCreate:
    """A create of which the engine knows only that it began."""

    urn: str
    type: str
    """The resource type, such as `alicloud:vpc/network:Network`."""
    inputs: Mapping[str, Any]
    """The recorded inputs, without secrets and without the engine's own entries."""
    secrets: frozenset[str]
    """The names of the inputs that are or contain a secret."""
    provider: str
    """The reference of the provider, `<URN>::<ID>`; empty for a resource without one."""
    not_before: datetime
    """A time before which the create cannot have begun: when the last of what it depends on was created."""
    known_id: str
    """The ID of this resource if the state has one already, from a later `pulumi up`; else empty."""

    @property
    def name(self) -> str:
        """The name of the resource in the program."""
        return self.urn.rpartition("::")[2]


def interrupted_creates(export: Mapping[str, Any]) -> list[InterruptedCreate]:
    """Return the interrupted creates of an exported stack."""
    deployment = _deployment(export)
    existing = {resource["urn"]: resource for resource in deployment.get("resources") or []}
    return [
        _interrupted_create(operation["resource"], existing)
        for operation in deployment.get("pending_operations") or []
        if operation["type"] == _CREATING
    ]


def count_unread(export: Mapping[str, Any]) -> int:
    """Return the number of resources that the engine has to read again.

    Those are the interrupted updates, deletes and reads, and the resources that were created but could not be read
    then. The next `pulumi up` would update the latter, which fails for types that do not support updates.
    """
    deployment = _deployment(export)
    operations = [one for one in deployment.get("pending_operations") or [] if one["type"] != _CREATING]
    return len(operations) + sum(bool(one.get("initErrors")) for one in deployment.get("resources") or [])


def provider_inputs(export: Mapping[str, Any], reference: str) -> Mapping[str, Any]:
    """Return the inputs of the provider with this reference; raise `KeyError` if the state has none such."""
    for resource in _deployment(export).get("resources") or []:
        if f"{resource['urn']}::{resource.get('id', '')}" == reference:
            return dict(resource.get("inputs") or {})
    raise KeyError(reference)


def has_secrets(value: object) -> bool:
    """Return whether a value is a secret, or a list or an object with a secret in it."""
    if isinstance(value, Mapping):
        return _SECRET_SIGNATURE in value or any(map(has_secrets, value.values()))
    return isinstance(value, list) and any(map(has_secrets, value))


def known_ids(exports: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Return type and ID of every resource in these stacks."""
    return {
        (resource["type"], resource["id"])
        for export in exports
        for resource in _deployment(export).get("resources") or []
        if resource.get("id")
    }


def with_created(export: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the export with the creates of `ids` (URN to ID) completed, and without pending operations.

    `pulumi stack import` would drop those in any case. Outputs are the recorded inputs, until a refresh reads the rest.
    """
    result = copy.deepcopy(dict(export))
    deployment = result["deployment"]
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    for operation in deployment.pop("pending_operations", None) or []:
        resource = operation["resource"]
        if operation["type"] == _CREATING and (identifier := ids.get(resource["urn"])):
            outputs = {name: value for name, value in resource["inputs"].items() if not name.startswith("__")}
            resource |= {"id": identifier, "outputs": {**outputs, "id": identifier}, "created": now, "modified": now}
            deployment["resources"].append(resource)
    return result


def _interrupted_create(resource: Mapping[str, Any], existing: Mapping[str, Mapping[str, Any]]) -> InterruptedCreate:
    provider = resource.get("provider") or ""
    inputs = {name: value for name, value in (resource.get("inputs") or {}).items() if not name.startswith("__")}
    secrets = frozenset(name for name, value in inputs.items() if has_secrets(value))
    needs = [*(resource.get("dependencies") or ()), resource.get("parent"), provider.rpartition("::")[0]]
    # Not `modified`: a refresh after the interruption changes it.
    times = [parse_time(existing[urn].get("created") or "") for urn in needs if urn in existing]
    return InterruptedCreate(
        urn=resource["urn"],
        type=resource["type"],
        inputs={name: value for name, value in inputs.items() if name not in secrets},
        secrets=secrets,
        provider=provider,
        not_before=max((time for time in times if time), default=datetime.min.replace(tzinfo=UTC)),
        known_id=str(existing.get(resource["urn"], {}).get("id") or ""),
    )


def _deployment(export: Mapping[str, Any]) -> Mapping[str, Any]:
    return export.get("deployment") or {}
