"""The resource monitor of ``offline check``: creates nothing, keeps every registration, and knows no outputs."""

import itertools
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime import mocks
from pulumi.runtime.proto import analyzer_pb2, provider_pb2, resource_pb2

from alicloud_offline.checking import lookups
from alicloud_offline.checking.records import DYNAMIC, PROVIDER, STACK, Record
from alicloud_offline.checking.source import declared
from alicloud_offline.checking.unknowns import Unknowns, cleaned
from alicloud_offline.errors import OfflineError
from alicloud_offline.settings import Settings

#: A resource reference is an id or URN here, as policies see it.
_LEFT_OUT = {resource_pb2.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES}


class RecordingMonitor(mocks.MockMonitor):
    """Answers a program as a first preview does: every output that is no input is unknown."""

    def __init__(self, setting: Settings, root: Path, unknowns: Unknowns, on_count: Callable[[int], None]) -> None:
        """``root`` is the folder that source lines are relative to; ``on_count`` hears how many there are so far."""
        super().__init__(None)  # type: ignore[arg-type]
        self.records: dict[str, Record] = {}
        self.looked_up: dict[str, None] = {}
        self.unseen: list[str] = []
        self._setting = setting
        self._root = root
        self._unknowns = unknowns
        self._on_count = on_count
        self._lock = threading.Lock()

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """The URN as the engine makes it: the types of all components above, the stack left out."""
        above = parent.split("::")[2] if parent else STACK
        qualified = type_ if above == STACK else f"{above}${type_}"
        return f"urn:pulumi:{self._setting.stack}::{self._setting.project}::{qualified}::{name}"

    def RegisterResource(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Keep a resource; its inputs are all that is known of it."""
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.remote:
            self.unseen.append(f"What is in {request.name}, a {request.type} of a plugin, is not seen.")
        if request.transforms:
            self.unseen.append(f"The transforms of {request.name} are the engine's to call: inputs are as before them.")
        provider = self._provider(request) if request.custom else ""
        self._keep(self._record(urn, request, cleaned(request.object), provider))
        known = request.object if request.custom else None
        return resource_pb2.RegisterResourceResponse(urn=urn, id=request.importId, object=known)

    def ReadResource(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Keep an existing resource that the program reads: its id is known, the rest only as far as it is given."""
        urn = self.make_urn(request.parent, request.type, request.name)
        record = self._record(urn, request, cleaned(request.properties), self._provider(request))
        record.existing_id = request.id
        self._keep(record)
        return resource_pb2.ReadResourceResponse(urn=urn, id=request.id, properties=request.properties)

    def Invoke(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Answer a data source with a typed answer that knows nothing."""
        self.looked_up[request.tok] = None
        answer = struct_pb2.Struct()
        answer.update(lookups.answer(request.tok, request.args, self._unknowns))
        fields: Any = {"return": answer}
        return resource_pb2.ResourceInvokeResponse(**fields)

    def Call(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Refuse a method call on a resource: its answer could only be made up."""
        return provider_pb2.CallResponse(
            failures=[provider_pb2.CheckFailure(property="", reason=f"{request.tok} runs in a plugin; there is none.")]
        )

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Keep a component's outputs."""
        self.records[request.urn].outputs = cleaned(request.outputs)
        return empty_pb2.Empty()

    def RegisterStackTransform(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Tell that a transform is not called."""
        self.unseen.append("The stack's transforms are the engine's to call: inputs are as before them.")
        return empty_pb2.Empty()

    def RegisterStackInvokeTransform(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Take note of nothing: data sources are not asked in any case."""
        return empty_pb2.Empty()

    def GetDeploymentInfo(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """What this monitor can do."""
        features = super().GetDeploymentInfo(request).supportedFeatures  # type: ignore[no-untyped-call]
        return resource_pb2.DeploymentInfo(supportedFeatures=[one for one in features if one not in _LEFT_OUT])

    def _record(self, urn: str, request: Any, inputs: struct_pb2.Struct, provider: str) -> Record:  # noqa: ANN401
        edges: Mapping[str, Any] = getattr(request, "propertyDependencies", {})
        return Record(
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
            source=None if request.type == STACK else declared(request.stackTrace, self._root),
        )

    def _keep(self, record: Record) -> None:
        with self._lock:
            if record.urn in self.records:
                raise OfflineError(
                    f"The program registers {record.name} ({record.type}) twice; give one of them another name."
                )
            self.records[record.urn] = record
            self._on_count(len(self.records))

    def _provider(self, request: Any) -> str:  # noqa: ANN401
        """The URN of the resource's provider; the default provider of its package is registered when first needed."""
        if request.provider:
            return str(request.provider).rpartition("::")[0]
        package = request.type.partition(":")[0]
        return "" if package == "pulumi" else self._default_provider(package, request.version)

    def _default_provider(self, package: str, version: str) -> str:
        suffix = "".join(one if one.isalnum() else "_" for one in f"_{version}") if version else ""
        urn = self.make_urn("", f"{PROVIDER}{package}", f"default{suffix}")
        with self._lock:
            if urn not in self.records:
                inputs = struct_pb2.Struct()
                inputs.update(self._config_of(package) | ({"version": version} if version else {}))
                self.records[urn] = Record(urn, f"{PROVIDER}{package}", f"default{suffix}", True, cleaned(inputs))
        return urn

    def _config_of(self, package: str) -> dict[str, str]:
        """A provider gets its own keys of the stack's config; that of dynamic resources gets all of it."""
        if package == DYNAMIC.partition(":")[0]:
            return dict(self._setting.config)
        config = self._setting.config.items()
        return {key.partition(":")[2]: value for key, value in config if key.startswith(f"{package}:")}


def _options(request: Any) -> analyzer_pb2.AnalyzerResourceOptions:  # noqa: ANN401
    timeouts = getattr(request, "customTimeouts", None)
    spans = {name: _seconds(getattr(timeouts, name, "")) for name in ("create", "update", "delete")}
    return analyzer_pb2.AnalyzerResourceOptions(
        protect=getattr(request, "protect", False),
        ignoreChanges=getattr(request, "ignoreChanges", ()),
        deleteBeforeReplace=getattr(request, "deleteBeforeReplace", False),
        deleteBeforeReplaceDefined=getattr(request, "deleteBeforeReplaceDefined", False),
        additionalSecretOutputs=request.additionalSecretOutputs,
        aliases=[alias.urn for alias in getattr(request, "aliases", ()) if alias.urn],
        customTimeouts=analyzer_pb2.AnalyzerResourceOptions.CustomTimeouts(**spans),
        parent=request.parent,
    )


def _seconds(text: str) -> float:
    """A Go duration such as ``1h30m`` in seconds."""
    units = {"h": 3600.0, "m": 60.0, "s": 1.0}
    total, number = 0.0, ""
    for kind, run in itertools.groupby(text, lambda one: one.isdigit() or one == "."):
        part = "".join(run)
        if kind:
            number = part
        elif part in units:
            total += float(number) * units[part]
    return total
