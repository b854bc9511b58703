"""The resource monitor of `alicloud-offline check`: it answers, writes what is registered, and creates nothing.

It runs in the program's process. `Recording` makes the resources of what it writes, in the judging process.
"""

import threading
from dataclasses import dataclass
from typing import Any

from google.protobuf import empty_pb2, struct_pb2

from alicloud_offline._pulumi_internals import UNKNOWN, MockMonitor, Request, provider_pb2, resource_pb2
from alicloud_offline.check.placeholders import replace_placeholders
from alicloud_offline.check.planned_outputs import planned_outputs
from alicloud_offline.check.record_frames import Kind, Write, frame
from alicloud_offline.check.resource_urns import resource_urn
from alicloud_offline.check.unknown_answers import UnknownAnswers
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings

#: Policies see a resource reference as an id or URN.
_DISABLED_FEATURES = {resource_pb2.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES}
_GET_RESOURCE = "pulumi:pulumi:getResource"


@dataclass
class _State:
    """What the program can ask about a resource: its inputs, or a component's outputs."""

    custom: bool
    known: struct_pb2.Struct
    existing_id: str = ""


class AnsweringMonitor(MockMonitor):
    """Answers a program as a first preview does: an output that is not an input is unknown."""

    def __init__(self, settings: ProjectSettings, answers: UnknownAnswers, write: Write) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self.data_sources: dict[str, None] = {}
        self._settings = settings
        self._answers = answers
        self._placeholders = answers.placeholders
        self._write = write
        self._states: dict[str, _State] = {}
        self._lock = threading.Lock()

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """Return the URN as the engine makes it."""
        return resource_urn(self._settings.stack, self._settings.project, parent, type_, name)

    def RegisterResource(self, request: Request) -> resource_pb2.RegisterResourceResponse:  # noqa: N802
        """Write a resource; its inputs are its only known outputs."""
        urn = self.make_urn(request.parent, request.type, request.name)
        inputs = replace_placeholders(request.object)
        state = _State(request.custom, inputs if request.custom else struct_pb2.Struct())
        self._keep(urn, request, state, Kind.REGISTER)
        known = self._planned_outputs(urn, request) if request.custom else None
        return resource_pb2.RegisterResourceResponse(urn=urn, id=request.importId, object=known)

    def ReadResource(self, request: Request) -> resource_pb2.ReadResourceResponse:  # noqa: N802
        """Write an existing resource that the program reads; its id and the given properties are known."""
        urn = self.make_urn(request.parent, request.type, request.name)
        properties = replace_placeholders(request.properties)
        self._keep(urn, request, _State(True, properties, request.id), Kind.READ)
        return resource_pb2.ReadResourceResponse(urn=urn, id=request.id, properties=properties)

    def Invoke(self, request: Request) -> resource_pb2.ResourceInvokeResponse:  # noqa: N802
        """Answer a question about a resource as the engine does, and a data source with placeholders."""
        if request.tok == _GET_RESOURCE:
            answer = self._resource_state(request.args["urn"])
        else:
            self.data_sources[request.tok] = None
            answer = struct_pb2.Struct()
            answer.update(self._answers.answer(request.tok, request.args))
        fields: Any = {"return": answer}  # A keyword of Python.
        return resource_pb2.ResourceInvokeResponse(**fields)

    def Call(self, request: Request) -> provider_pb2.CallResponse:  # noqa: N802
        """Refuse a method call on a resource, because only a plugin has its answer."""
        reason = f"{request.tok} runs in a plugin, which `alicloud-offline check` does not start."
        return provider_pb2.CallResponse(failures=[provider_pb2.CheckFailure(property="", reason=reason)])

    def RegisterResourceOutputs(self, request: Request) -> empty_pb2.Empty:  # noqa: N802
        """Write a component's outputs."""
        outputs = replace_placeholders(request.outputs)
        with self._lock:
            state = self._states[request.urn]
            if not state.custom:
                state.known = outputs
            self._write(frame(Kind.OUTPUTS, request.SerializeToString()))
        return empty_pb2.Empty()

    def RegisterStackTransform(self, request: Request) -> empty_pb2.Empty:  # noqa: N802
        """Write that there is a transform, which is not applied."""
        with self._lock:
            self._write(frame(Kind.STACK_TRANSFORM))
        return empty_pb2.Empty()

    def RegisterStackInvokeTransform(self, request: Request) -> empty_pb2.Empty:  # noqa: N802
        """Ignore a transform of data sources, which are not queried."""
        return empty_pb2.Empty()

    def GetDeploymentInfo(self, request: Request) -> resource_pb2.DeploymentInfo:  # noqa: N802
        """Return the features of this monitor."""
        features = super().GetDeploymentInfo(request).supportedFeatures  # type: ignore[no-untyped-call]
        return resource_pb2.DeploymentInfo(supportedFeatures=[one for one in features if one not in _DISABLED_FEATURES])

    def _planned_outputs(self, urn: str, request: Request) -> struct_pb2.Struct:
        """Return the known outputs of a custom resource; only an SDK's resource class reads parts of objects."""
        label = f"resource {urn.rpartition('::')[2]}".replace(":", " ")  # A colon is for settings.
        return planned_outputs(request.type, request.object, lambda path: self._placeholders.create(f"{label}.{path}"))

    def _resource_state(self, urn: str) -> struct_pb2.Struct:
        """Return what the engine's preview answers about a registered resource, such as an explicit provider."""
        state = self._states.get(urn)
        if state is None:
            raise OfflineError(f"The program reads the state of {urn}, which it has not registered.")
        answer = struct_pb2.Struct()
        answer.update({"urn": urn, "id": state.existing_id or (UNKNOWN if state.custom else ""), "provider": ""})
        answer.fields["state"].struct_value.CopyFrom(state.known)
        return answer

    def _keep(self, urn: str, request: Request, state: _State, kind: Kind) -> None:
        content = frame(kind, request.SerializeToString())
        with self._lock:
            if urn in self._states:
                raise OfflineError(
                    f"The program registers {request.name} ({request.type}) twice; give one of them another name."
                )
            self._states[urn] = state
            self._write(content)
