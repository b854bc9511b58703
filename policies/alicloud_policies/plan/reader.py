"""Reads what the SDK hands to policies into records: the one place that touches its objects."""

import json
from collections.abc import Callable, Iterable, Mapping

from pulumi_policy import PolicyProviderResource, PolicyResource

from alicloud_rules.roles import role_account

from .kinds import FIELDS, KINDS, Kind
from .plain import UNKNOWN, Plain, picked, plain
from .record import Provider, Record
from .values import Unknown, unknown

OWN_CREDENTIALS = "own credentials"
"""Stands for the account of a provider that assumes no role and names no credential."""

_PROVIDER = "pulumi:providers:alicloud"
_MADE = ("status", "createTime")
"""Outputs that only resources have which exist."""
_PROVIDER_FIELDS = ("region", "assumeRole", "accessKey", "profile")

Inputs = Mapping[str, Plain]


def read_inputs(token: str, props: Mapping[str, object]) -> Inputs | None:
    """Return the inputs that are looked at of a resource, or provider, of this type; None when none are."""
    if token == _PROVIDER:
        return picked(props, _PROVIDER_FIELDS)
    kind = KINDS.get(token)
    return None if kind is None else picked(props, FIELDS[kind])


def read_stack(
    resources: Iterable[PolicyResource],
    inputs: Mapping[str, Inputs],
    trouble: Callable[[str, Exception], None],
) -> list[Record]:
    """Return the records of all resources that the limits know, in the order of their URNs.

    `inputs` are those the program gave, by URN, as `read_inputs` returned them. A resource that is not among them was
    looked up, unless `inputs` is empty: then nobody told the inputs, and what the engine knows stands in for them.
    What goes wrong with one resource is handed to `trouble` with its URN, and the others are read nevertheless.
    """
    records = []
    providers: dict[str, Provider] = {}
    for resource in resources:
        kind = KINDS.get(resource.resource_type)
        if kind is None:
            continue
        try:
            records.append(_record(kind, resource, inputs, providers))
        except Exception as error:
            trouble(resource.urn, error)
    return sorted(records, key=lambda record: record.urn)


def _record(
    kind: Kind, resource: PolicyResource, inputs: Mapping[str, Inputs], providers: dict[str, Provider]
) -> Record:
    outputs = picked(resource.props, (*FIELDS[kind], "id"))
    made = [value for value in picked(resource.props, _MADE).values() if value and value is not UNKNOWN]
    edges = {name: tuple(one.urn for one in found) for name, found in resource.property_dependencies.items()}
    known = inputs.get(resource.urn)
    identity = outputs.pop("id", None) or None
    return Record(
        kind=kind,
        urn=resource.urn,
        label=f"{resource.resource_type.rpartition(':')[2]} {resource.name}",
        id=identity if isinstance(identity, str) else None,
        inputs=_stand_in(kind, outputs, edges) if known is None else known,
        outputs=outputs,
        edges=edges,
        provider=_provider(resource.provider, inputs, providers),
        managed=known is not None or not inputs,
        changing=identity is None and bool(made),
    )


def _stand_in(kind: Kind, outputs: Mapping[str, Plain], edges: Mapping[str, object]) -> Inputs:
    """Return outputs as inputs; one that depends on something and is not there is not known yet."""
    pending = {name: UNKNOWN for name in FIELDS[kind] if name in edges and outputs.get(name) is None}
    return {**outputs, **pending}


def _provider(
    found: PolicyProviderResource | None, inputs: Mapping[str, Inputs], known: dict[str, Provider]
) -> Provider | None:
    if found is None:
        return None
    if found.urn not in known:
        known[found.urn] = _read_provider(found, inputs.get(found.urn))
    return known[found.urn]


def _read_provider(found: PolicyProviderResource, told: Inputs | None) -> Provider:
    """Read a provider from its inputs where they were told: what is not known yet is missing from the rest."""
    props = picked(found.props, _PROVIDER_FIELDS) if told is None else told
    region = props.get("region") or None
    where = f"region of provider {found.name}"
    return Provider(
        urn=found.urn,
        name=found.name,
        region=region if region is None or isinstance(region, str) else unknown(where),
        account=_account(props, found.name),
    )


def _account(props: Mapping[str, Plain], name: str) -> str | Unknown:
    """Return whose account a provider works in: the role's, or what stands for its own credentials."""
    role = props.get("assumeRole")
    if isinstance(role, str):
        try:
            role = plain(json.loads(role))
        except ValueError:
            role = UNKNOWN
    if isinstance(role, list):
        role = role[0] if role else None
    if isinstance(role, dict):
        role = role.get("roleArn")
    if isinstance(role, str):
        return role_account(role) or unknown(f"account of provider {name}")
    if role is not None:
        return unknown(f"account of provider {name}")
    own = [props.get(field) for field in ("accessKey", "profile")]
    if UNKNOWN in own:
        return unknown(f"account of provider {name}")
    return " ".join([OWN_CREDENTIALS, *(str(one) for one in own if one)])
