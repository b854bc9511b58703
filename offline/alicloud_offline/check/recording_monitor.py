"""The resource monitor of `alicloud-offline check`: it records every registration and creates nothing."""

import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from google.protobuf import empty_pb2, struct_pb2

from alicloud_offline._pulumi_internals import (
    UNKNOWN,
    MockMonitor,
    Request,
    analyzer_pb2,
    provider_pb2,
    resource_pb2,
)
from alicloud_offline.check.placeholders import replace_placeholders
from alicloud_offline.check.planned_outputs import planned_outputs
from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.check.source_lines import source_line
from alicloud_offline.check.unknown_answers import UnknownAnswers
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings
from alicloud_offline.program.type_tokens import DYNAMIC, PROVIDER, STACK

#: Policies see a resource reference as an id or URN.
_DISABLED_FEATURES = {resource_pb2.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES}
_GET_RESOURCE = "pulumi:pulumi:getResource"
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0}


class RecordingMonitor(MockMonitor):
    """Answers a program as a first preview does: an output that is not an input is unknown.

    `root` is the folder that source lines are relative to. `on_count` is called with the number of resources so far.
    """

    def __init__(
        self, settings: ProjectSettings, root: Path, answers: UnknownAnswers, on_count: Callable[[int], None]
    ) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self.recorded: dict[str, RecordedResource] = {}
        self.data_sources: dict[str, None] = {}
        self.limitations: list[str] = []
        self._settings = settings
        self._root = root
        self._answers = answers
        self._placeholders = answers.placeholders
        self._on_count = on_count
        self._lock = threading.Lock()

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """Return the URN as the engine makes it: with the types of all components above, without the stack."""
        above = parent.split("::")[2] if parent else STACK
        qualified = type_ if above == STACK else f"{above}${type_}"
        return f"urn:pulumi:{self._settings.stack}::{self._settings.project}::{qualified}::{name}"

    def RegisterResource(self, request: Request) -> resource_pb2.RegisterResourceResponse:  # noqa: N802
        """Record a resource; its inputs are its only known outputs."""
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.remote:
            self.limitations.append(
                f"Resources inside {request.name} are not checked: a plugin creates this {request.type}."
            )
        if request.transforms:
            self.limitations.append(f"Transforms of {request.name} are not applied: only the engine calls them.")
        provider = self._provider(request) if request.custom else ""
        self._keep(self._record(urn, request, replace_placeholders(request.object), provider))
        known = self._planned_outputs(urn, request) if request.custom else None
        return resource_pb2.RegisterResourceResponse(urn=urn, id=request.importId, object=known)

    def ReadResource(self, request: Request) -> resource_pb2.ReadResourceResponse:  # noqa: N802
        """Record an existing resource that the program reads; its id and the given properties are known."""
        urn = self.make_urn(request.parent, request.type, request.name)
        resource = self._record(urn, request, replace_placeholders(request.properties), self._provider(request))
        resource.existing_id = request.id
        self._keep(resource)
        return resource_pb2.ReadResourceResponse(urn=urn, id=request.id, properties=request.properties)

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
        """Keep a component's outputs."""
        self.recorded[request.urn].outputs = replace_placeholders(request.outputs)
        return empty_pb2.Empty()

    def RegisterStackTransform(self, request: Request) -> empty_pb2.Empty:  # noqa: N802
        """Note that a transform is not applied."""
        self.limitations.append("Transforms of the stack are not applied: only the engine calls them.")
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
        resource = self.recorded.get(urn)
        if resource is None:
            raise OfflineError(f"The program reads the state of {urn}, which it has not registered.")
        answer = struct_pb2.Struct()
        answer.update({"urn": urn, "id": resource.existing_id or (UNKNOWN if resource.custom else ""), "provider": ""})
        state = resource.inputs if resource.custom else resource.outputs
        answer.fields["state"].struct_value.CopyFrom(state or struct_pb2.Struct())
        return answer

    def _record(self, urn: str, request: Request, inputs: struct_pb2.Struct, provider: str) -> RecordedResource:
        edges: Mapping[str, Any] = getattr(request, "propertyDependencies", {})
        return RecordedResource(
            urn=urn,
            type=request.type,
            name=request.name,
            custom=getattr(request, "custom", True),
            inputs=inputs,
            parent=request.parent,
            provider=provider,
            dependencies=sorted(request.dependencies),
            property_dependencies={name: sorted(found.urns) for name, found in edges.items()},
            options=_options(request),
            source=None if request.type == STACK else source_line(request.stackTrace, self._root),
        )

    def _keep(self, resource: RecordedResource) -> None:
        with self._lock:
            if resource.urn in self.recorded:
                raise OfflineError(
                    f"The program registers {resource.name} ({resource.type}) twice; give one of them another name."
                )
            self.recorded[resource.urn] = resource
            self._on_count(len(self.recorded))

    def _provider(self, request: Request) -> str:
        """Return the URN of the resource's provider; record a package's default provider at its first use."""
        if request.provider:
            return str(request.provider).rpartition("::")[0]
        package = request.type.partition(":")[0]
        return "" if package == "pulumi" else self._default_provider(package, request.version)

    def _default_provider(self, package: str, version: str) -> str:
        suffix = "".join(one if one.isalnum() else "_" for one in f"_{version}") if version else ""
        name, type_ = f"default{suffix}", f"{PROVIDER}{package}"
        urn = self.make_urn("", type_, name)
        with self._lock:
            if urn not in self.recorded:
                inputs = struct_pb2.Struct()
                inputs.update(self._config_of(package) | ({"version": version} if version else {}))
                self.recorded[urn] = RecordedResource(urn, type_, name, True, replace_placeholders(inputs))
        return urn

    def _config_of(self, package: str) -> dict[str, str]:
        """Return a provider's keys of the stack's configuration; all of it for that of dynamic resources."""
        config = self._settings.config
        if package == DYNAMIC.partition(":")[0]:
            return dict(config)
        return {key.partition(":")[2]: value for key, value in config.items() if key.startswith(f"{package}:")}


def _options(request: Request) -> analyzer_pb2.AnalyzerResourceOptions:
    timeouts = getattr(request, "customTimeouts", None)
    seconds = {name: _seconds(getattr(timeouts, name, "")) for name in ("create", "update", "delete")}
    return analyzer_pb2.AnalyzerResourceOptions(
        protect=getattr(request, "protect", False),
        ignoreChanges=getattr(request, "ignoreChanges", ()),
        deleteBeforeReplace=getattr(request, "deleteBeforeReplace", False),
        deleteBeforeReplaceDefined=getattr(request, "deleteBeforeReplaceDefined", False),
        additionalSecretOutputs=request.additionalSecretOutputs,
        aliases=[alias.urn for alias in getattr(request, "aliases", ()) if alias.urn],
        customTimeouts=analyzer_pb2.AnalyzerResourceOptions.CustomTimeouts(**seconds),
        parent=request.parent,
    )


def _seconds(duration: str) -> float:
    """Return a Go duration such as `1h30m` in seconds; parts below a second count as 0."""
    parts = re.findall(r"([\d.]+)(\D+)", duration)
    return sum(float(number) * _SECONDS.get(unit, 0.0) for number, unit in parts)
