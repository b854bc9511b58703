"""The resources of a record, made of the messages that the program's process wrote."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from google.protobuf import struct_pb2
from google.protobuf.message import DecodeError

from alicloud_offline._pulumi_internals import Request, analyzer_pb2, resource_pb2
from alicloud_offline.check.placeholders import replace_placeholders
from alicloud_offline.check.record_frames import Kind, RecordError
from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.check.resource_urns import resource_urn
from alicloud_offline.check.source_lines import source_line
from alicloud_offline.program.project_settings import ProjectSettings
from alicloud_offline.program.type_tokens import DYNAMIC, PROVIDER, STACK

_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0}


class Recording:
    """Resources by URN and the limits of the run, so far.

    The messages are those of a program that nobody trusts: an invalid one raises RecordError. `root` is the folder that
    source lines are relative to. `on_count` is called with the number of resources so far.
    """

    def __init__(self, settings: ProjectSettings, root: Path, on_count: Callable[[int], None]) -> None:
        self.recorded: dict[str, RecordedResource] = {}
        self.limitations: list[str] = []
        self._settings = settings
        self._root = root
        self._on_count = on_count

    def add(self, kind: Kind, content: bytes) -> None:
        """Add the content of one frame."""
        try:
            if kind is Kind.REGISTER:
                self._register(resource_pb2.RegisterResourceRequest.FromString(content))
            elif kind is Kind.READ:
                self._read(resource_pb2.ReadResourceRequest.FromString(content))
            elif kind is Kind.OUTPUTS:
                self._add_outputs(resource_pb2.RegisterResourceOutputsRequest.FromString(content))
            else:
                self.limitations.append("Transforms of the stack are not applied: only the engine calls them.")
        except (DecodeError, IndexError, OSError, RecursionError, ValueError) as error:
            raise RecordError(f"a message of it cannot be read ({type(error).__name__})") from None

    def _register(self, request: resource_pb2.RegisterResourceRequest) -> None:
        if request.remote:
            self.limitations.append(
                f"Resources inside {request.name} are not checked: a plugin creates this {request.type}."
            )
        if request.transforms:
            self.limitations.append(f"Transforms of {request.name} are not applied: only the engine calls them.")
        provider = self._provider(request) if request.custom else ""
        self._keep(self._record(request, request.object, provider))

    def _read(self, request: resource_pb2.ReadResourceRequest) -> None:
        resource = self._record(request, request.properties, self._provider(request))
        resource.existing_id = request.id
        self._keep(resource)

    def _add_outputs(self, request: resource_pb2.RegisterResourceOutputsRequest) -> None:
        if request.urn not in self.recorded:
            raise RecordError("it has outputs of a resource that it has not registered")
        self.recorded[request.urn].outputs = request.outputs

    def _urn(self, parent: str, token: str, name: str) -> str:
        return resource_urn(self._settings.stack, self._settings.project, parent, token, name)

    def _record(self, request: Request, inputs: struct_pb2.Struct, provider: str) -> RecordedResource:
        edges: Mapping[str, Any] = getattr(request, "propertyDependencies", {})
        return RecordedResource(
            urn=self._urn(request.parent, request.type, request.name),
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
        if resource.urn in self.recorded:
            raise RecordError("it has a resource twice")
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
        urn = self._urn("", type_, name)
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
