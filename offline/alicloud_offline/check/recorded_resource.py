"""A resource as the program registered it, and its messages for policy packs."""

from dataclasses import dataclass, field
from typing import Any

from google.protobuf import struct_pb2

from alicloud_offline._pulumi_internals import analyzer_pb2
from alicloud_offline.check.placeholders import contains_unknown
from alicloud_offline.program.type_tokens import DYNAMIC, PROVIDER
from alicloud_offline.report.report_model import SourceLine


@dataclass(eq=False)
class RecordedResource:
    """One resource; secrets and unknowns are marked in `inputs` as in the engine's messages.

    `provider` is the URN of its provider, empty for a component. `outputs` are those that a component registered.
    `existing_id` is the id of a resource that the program only reads (`Type.get`).
    """

    urn: str
    type: str
    name: str
    custom: bool
    inputs: struct_pb2.Struct
    parent: str = ""
    provider: str = ""
    dependencies: list[str] = field(default_factory=list)
    property_dependencies: dict[str, list[str]] = field(default_factory=dict)
    options: analyzer_pb2.AnalyzerResourceOptions = field(default_factory=analyzer_pb2.AnalyzerResourceOptions)
    source: SourceLine | None = None
    outputs: struct_pb2.Struct | None = None
    existing_id: str | None = None

    def to_resource_policies(self, provider: "RecordedResource | None") -> analyzer_pb2.AnalyzeRequest:
        """Return the message for resource policies, with the inputs."""
        return analyzer_pb2.AnalyzeRequest(properties=_without_internal(self.inputs), **self._common_fields(provider))

    def to_stack_policies(self, provider: "RecordedResource | None") -> analyzer_pb2.AnalyzerResource:
        """Return the message for stack policies, with the outputs that a preview knows."""
        edges = self.property_dependencies.items()
        return analyzer_pb2.AnalyzerResource(
            properties=self._planned_outputs(),
            parent=self.parent,
            dependencies=self.dependencies,
            propertyDependencies={
                name: analyzer_pb2.AnalyzerPropertyDependencies(urns=urns) for name, urns in edges if urns
            },
            **self._common_fields(provider),
        )

    def _common_fields(self, provider: "RecordedResource | None") -> dict[str, Any]:
        fields = {"type": self.type, "urn": self.urn, "name": self.name, "options": self.options}
        if provider:
            fields["provider"] = analyzer_pb2.AnalyzerProviderResource(
                type=provider.type, properties=provider.inputs, urn=provider.urn, name=provider.name
            )
        return fields

    def _planned_outputs(self) -> struct_pb2.Struct:
        """Return the outputs as the engine's preview sends them to stack policies.

        A provider's resource has its known inputs and an empty id; a list or map that contains an unknown is left out
        as a whole. A dynamic resource keeps its unknowns. A component has the outputs that it registered.
        """
        if not self.custom:
            return self.outputs or struct_pb2.Struct()
        if self.type.startswith(DYNAMIC):
            return _without_internal(self.inputs)
        known = {name: value for name, value in self.inputs.fields.items() if not contains_unknown(value)}
        if not self.type.startswith(PROVIDER):
            known["id"] = struct_pb2.Value(string_value=self.existing_id or "")
        return _without_internal(struct_pb2.Struct(fields=known))


def _without_internal(properties: struct_pb2.Struct) -> struct_pb2.Struct:
    if not any(name.startswith("__") for name in properties.fields):
        return properties
    kept = {name: value for name, value in properties.fields.items() if not name.startswith("__")}
    return struct_pb2.Struct(fields=kept)
