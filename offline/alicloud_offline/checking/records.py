"""What a program registered, kept whole, and the two views of it that policies get."""

from dataclasses import dataclass, field

from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto

from alicloud_offline.checking.source import Source
from alicloud_offline.checking.unknowns import is_unknown

STACK = "pulumi:pulumi:Stack"
PROVIDER = "pulumi:providers:"
DYNAMIC = "pulumi-python:dynamic"


@dataclass(eq=False)
class Record:
    """One resource as the program registered it; secrets and unknowns are marked in ``inputs`` as on the wire."""

    urn: str
    type: str
    name: str
    custom: bool
    inputs: struct_pb2.Struct
    parent: str = ""
    provider: str = ""
    """The URN of its provider; empty for components."""
    dependencies: list[str] = field(default_factory=list)
    property_dependencies: dict[str, list[str]] = field(default_factory=dict)
    options: proto.AnalyzerResourceOptions = field(default_factory=proto.AnalyzerResourceOptions)
    source: Source | None = None
    outputs: struct_pb2.Struct | None = None
    """What a component registered as outputs."""
    existing_id: str | None = None
    """The id of a resource that is only read (``Type.get``)."""

    def to_resource_policies(self, provider: "Record | None") -> proto.AnalyzeRequest:
        """The message for resource policies: the inputs."""
        return proto.AnalyzeRequest(
            type=self.type,
            properties=_without_internal(self.inputs),
            urn=self.urn,
            name=self.name,
            options=self.options,
            provider=_as_provider(provider),
        )

    def to_stack_policies(self, provider: "Record | None") -> proto.AnalyzerResource:
        """The message for stack policies: what is known of the outputs at a preview."""
        edges = {
            name: proto.AnalyzerPropertyDependencies(urns=urns)
            for name, urns in self.property_dependencies.items()
            if urns
        }
        return proto.AnalyzerResource(
            type=self.type,
            properties=self._planned(),
            urn=self.urn,
            name=self.name,
            options=self.options,
            provider=_as_provider(provider),
            parent=self.parent,
            dependencies=self.dependencies,
            propertyDependencies=edges,
        )

    def _planned(self) -> struct_pb2.Struct:
        """The outputs at a preview, as the engine shows them to stack policies.

        Of a provider's resource the known inputs remain, a list or map that holds an unknown being unknown as a whole,
        and the id is an empty text; a dynamic resource keeps its unknowns; a component has what it registered.
        """
        if not self.custom:
            return self.outputs or struct_pb2.Struct()
        if self.type.startswith(DYNAMIC):
            return _without_internal(self.inputs)
        known = {name: value for name, value in self.inputs.fields.items() if not is_unknown(value)}
        if not self.type.startswith(PROVIDER):
            known["id"] = struct_pb2.Value(string_value=self.existing_id or "")
        return _without_internal(struct_pb2.Struct(fields=known))


def _as_provider(provider: Record | None) -> proto.AnalyzerProviderResource | None:
    if provider is None:
        return None
    return proto.AnalyzerProviderResource(
        type=provider.type, properties=provider.inputs, urn=provider.urn, name=provider.name
    )


def _without_internal(properties: struct_pb2.Struct) -> struct_pb2.Struct:
    if not any(name.startswith("__") for name in properties.fields):
        return properties
    kept = {name: value for name, value in properties.fields.items() if not name.startswith("__")}
    return struct_pb2.Struct(fields=kept)
