"""What the engine sends of a planned resource: to resource policies its inputs, to stack policies its outputs."""

from collections.abc import Mapping

from pulumi.runtime.proto import analyzer_pb2 as proto

from .plan import PROVIDER, Planned
from .values import as_struct, has_unknown

_DYNAMIC = "pulumi-python:dynamic"


def to_resource_policies(resource: Planned, inputs: Mapping[str, object]) -> proto.AnalyzeRequest:
    """The message for resource policies; `inputs` are the resource's, as earlier remediations left them."""
    return proto.AnalyzeRequest(
        type=resource.type,
        properties=as_struct(inputs),
        urn=resource.urn,
        name=resource.name,
        options=_options(resource),
        provider=_provider(resource),
    )


def to_stack_policies(resource: Planned, inputs: Mapping[str, object]) -> proto.AnalyzerResource:
    """One resource in the message for stack policies."""
    edges = {
        key: proto.AnalyzerPropertyDependencies(urns=[one.urn for one in found])
        for key, found in resource.dependencies.items()
    }
    return proto.AnalyzerResource(
        type=resource.type,
        properties=as_struct(outputs(resource, inputs)),
        urn=resource.urn,
        name=resource.name,
        options=_options(resource),
        provider=_provider(resource),
        parent=resource.parent.urn if resource.parent else "",
        dependencies=[one.urn for one in resource.depends_on],
        propertyDependencies=edges,
    )


def outputs(resource: Planned, inputs: Mapping[str, object]) -> dict[str, object]:
    """What a stack policy sees as properties; seen with the engine (3.260) at a preview.

    - Bridged providers: an unknown input, and a list or map that holds an unknown anywhere, is absent. `id` is there,
      but an empty text until the resource exists and while it is to be changed. (A few nested objects of bridged
      providers stay, unknowns as UNKNOWN in them: say so with `outputs=` where it matters.)
    - Dynamic resources: all inputs, unknowns as UNKNOWN, no id.
    - Providers: their known inputs. Components: what they registered as outputs.
    """
    if not resource.custom:
        return resource.outputs
    if resource.type.startswith(_DYNAMIC):
        return {**inputs, **resource.outputs}
    known = {key: value for key, value in inputs.items() if not has_unknown(value)}
    if resource.type.startswith(PROVIDER):
        return known
    seen = {"id": f"{resource.name}-id" if resource.exists else "", **known, **resource.outputs}
    return {**seen, "id": ""} if resource.changes else seen


def _options(resource: Planned) -> proto.AnalyzerResourceOptions:
    return proto.AnalyzerResourceOptions(
        protect=resource.protect,
        ignoreChanges=resource.ignore_changes,
        customTimeouts=proto.AnalyzerResourceOptions.CustomTimeouts(),
        parent=resource.parent.urn if resource.parent else "",
    )


def _provider(resource: Planned) -> proto.AnalyzerProviderResource | None:
    provider = resource.provider
    if provider is None:
        return None
    properties = as_struct(outputs(provider, provider.inputs))
    return proto.AnalyzerProviderResource(
        type=provider.type, properties=properties, urn=provider.urn, name=provider.name
    )
