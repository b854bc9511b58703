"""The engine's messages about planned resources: inputs to resource policies, outputs to stack policies."""

from collections.abc import Mapping

from ._pulumi_internals import analyzer_pb2 as proto
from ._pulumi_internals import as_struct
from .planned_stack import PROVIDER, PlannedResource
from .property_values import has_unknown

_DYNAMIC = "pulumi-python:dynamic"


def to_resource_policies(resource: PlannedResource, inputs: Mapping[str, object]) -> proto.AnalyzeRequest:
    """Return the message for resource policies; `inputs` are those after earlier remediations."""
    return proto.AnalyzeRequest(
        type=resource.type,
        properties=as_struct(inputs),
        urn=resource.urn,
        name=resource.name,
        options=_options(resource),
        provider=_provider(resource),
    )


def to_stack_policies(resource: PlannedResource, inputs: Mapping[str, object]) -> proto.AnalyzerResource:
    """Return the part of the message for stack policies on one resource."""
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


def outputs(resource: PlannedResource, inputs: Mapping[str, object]) -> dict[str, object]:
    """Return the properties that stack policies receive, as observed at previews of engine 3.260.

    - Bridged providers: unknown inputs, and lists and maps that contain an unknown, are absent. `id` is an empty string
      until the resource exists and while it is to change. A few nested objects of bridged providers are present with
      `UNKNOWN` in them; pass these as `outputs=`.
    - Dynamic resources: all inputs, with `UNKNOWN` for unknown ones, and no id.
    - Providers: their known inputs. Components: their registered outputs.
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


def _options(resource: PlannedResource) -> proto.AnalyzerResourceOptions:
    return proto.AnalyzerResourceOptions(
        protect=resource.protect,
        ignoreChanges=resource.ignore_changes,
        customTimeouts=proto.AnalyzerResourceOptions.CustomTimeouts(),
        parent=resource.parent.urn if resource.parent else "",
    )


def _provider(resource: PlannedResource) -> proto.AnalyzerProviderResource | None:
    provider = resource.provider
    if provider is None:
        return None
    properties = as_struct(outputs(provider, provider.inputs))
    return proto.AnalyzerProviderResource(
        type=provider.type, properties=properties, urn=provider.urn, name=provider.name
    )
