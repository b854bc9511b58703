"""Conversion of the resources that the SDK passes to policies into records."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from pulumi_policy import PolicyProviderResource, PolicyResource

from alicloud_rules.roles import role_account
from alicloud_rules.three_valued import Unknown, unknown

from .plain_values import UNKNOWN, Plain, pick, plain
from .record import Provider, Record
from .resource_kinds import KINDS, Kind, fields_of

OWN_CREDENTIALS = "own credentials"
"""The account of a provider that assumes no role; followed by its access key or profile."""

_PROVIDER = "pulumi:providers:alicloud"
_EXISTING = ("status", "createTime")
"""Outputs that only existing resources have."""
_ROLES = ("assumeRoleWithOidc", "assumeRole")
"""The roles that a provider assumes; the second one with the credentials of the first."""
_CREDENTIALS = ("accessKey", "profile", "ecsRoleName", "credentialsUri", "sharedCredentialsFile")
"""The properties that select the credentials of a provider without a role."""
_PROVIDER_FIELDS = ("region", *_ROLES, *_CREDENTIALS)

Inputs = Mapping[str, Plain]


def read_inputs(token: str, props: Mapping[str, object]) -> Inputs | None:
    """Return the inputs of a resource or provider that the limits concern; None for a resource of another type."""
    if token == _PROVIDER:
        return pick(props, _PROVIDER_FIELDS)
    return pick(props, fields_of(token)) if token in KINDS else None


def read_stack(
    resources: Iterable[PolicyResource],
    inputs: Mapping[str, Inputs],
    on_error: Callable[[str, Exception], None],
) -> list[Record]:
    """Return the records of all resources that the limits concern, in the order of their URNs.

    `inputs` are the inputs from the program by URN, as returned by `read_inputs`. The program looks up a resource
    without an entry. If `inputs` is empty, as for a stored state, the outputs are used instead. An error with one
    resource is passed to `on_error` with its URN; the other resources are read.
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
            on_error(resource.urn, error)
    return sorted(records, key=lambda record: record.urn)


def _record(
    kind: Kind, resource: PolicyResource, inputs: Mapping[str, Inputs], providers: dict[str, Provider]
) -> Record:
    fields = fields_of(resource.resource_type)
    outputs = pick(resource.props, (*fields, "id"))
    existing = [value for value in pick(resource.props, _EXISTING).values() if value and value is not UNKNOWN]
    edges = {name: tuple(one.urn for one in found) for name, found in resource.property_dependencies.items()}
    known = inputs.get(resource.urn)
    identity = outputs.pop("id", None) or None
    return Record(
        kind=kind,
        urn=resource.urn,
        label=f"{resource.resource_type.rpartition(':')[2]} {resource.name}",
        id=identity if isinstance(identity, str) else None,
        inputs=_inputs_from(fields, outputs, edges) if known is None else known,
        outputs=outputs,
        edges=edges,
        provider=_provider(resource.provider, inputs, providers),
        managed=known is not None or not inputs,
        changing=identity is None and bool(existing),
    )


def _inputs_from(fields: Sequence[str], outputs: Mapping[str, Plain], edges: Mapping[str, object]) -> Inputs:
    """Return outputs as inputs; an absent one that depends on a resource is unknown."""
    pending = {name: UNKNOWN for name in fields if name in edges and outputs.get(name) is None}
    return {**outputs, **pending}


def _provider(
    found: PolicyProviderResource | None, inputs: Mapping[str, Inputs], known: dict[str, Provider]
) -> Provider | None:
    if found is None:
        return None
    if found.urn not in known:
        known[found.urn] = _read_provider(found, inputs.get(found.urn))
    return known[found.urn]


def _read_provider(found: PolicyProviderResource, inputs: Inputs | None) -> Provider:
    """Read a provider from its inputs or, without them, from its properties, which omit unknown values."""
    props = pick(found.props, _PROVIDER_FIELDS) if inputs is None else inputs
    region = props.get("region") or None
    where = f"region of provider {found.name}"
    return Provider(
        urn=found.urn,
        name=found.name,
        region=region if region is None or isinstance(region, str) else unknown(where),
        account=_account(props, found.name),
    )


def _account(props: Mapping[str, Plain], name: str) -> str | Unknown:
    """Return the account id of the role that a provider assumes, or a string that identifies its credentials.

    A role of `assumeRole` decides over one of `assumeRoleWithOidc`, whose credentials only assume it.
    """
    undetermined = unknown(f"account of provider {name}")
    for field in reversed(_ROLES):
        role = _role_arn(props.get(field))
        if role is not None:
            return (role_account(role) or undetermined) if isinstance(role, str) else undetermined
    own = [props.get(field) for field in _CREDENTIALS]
    if UNKNOWN in own:
        return undetermined
    return " ".join([OWN_CREDENTIALS, *(str(one) for one in own if one)])


def _role_arn(role: Plain) -> Plain:
    """Return the ARN of a role: None without one, or `UNKNOWN`; the SDK sends typed dictionaries in snake case."""
    if isinstance(role, str):
        try:
            role = plain(json.loads(role)) if role else None
        except ValueError:
            return UNKNOWN
    if isinstance(role, list):
        role = role[0] if role else None
    if isinstance(role, dict):
        found = [role[key] for key in ("roleArn", "role_arn") if role.get(key) not in (None, "")]
        return found[0] if found else None
    return role if role is None else UNKNOWN
