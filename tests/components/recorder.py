"""Runs Pulumi code under a monitor that records what is registered; tests assert on the record.

Nothing is asserted inside an `apply`: it may never run. What this does not show: whether the provider takes an input,
and in which order the engine works. Dependencies are recorded, and the order follows from them.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi.runtime import mocks, rpc, settings
from pulumi.runtime.config import set_all_config
from pulumi.runtime.proto import provider_pb2, resource_pb2
from pulumi.runtime.stack import run_in_stack
from pulumi.runtime.sync_await import _sync_await

STACK = "pulumi:pulumi:Stack"


@dataclass(frozen=True)
class Registered:
    """One registration, as the engine would receive it."""

    urn: str
    type: str
    name: str
    inputs: dict[str, Any]
    """Secrets are left wrapped: see `is_secret`."""
    property_dependencies: dict[str, set[str]]
    """Names of the resources that each input comes from."""
    dependencies: set[str]
    """Names of all resources that must exist first, `depends_on` included."""
    parent: str
    provider: str
    options: resource_pb2.RegisterResourceRequest
    """The whole request."""


# Older SDKs answer with the provider's message.
_InvokeResponse: Any = getattr(resource_pb2, "ResourceInvokeResponse", provider_pb2.InvokeResponse)


class Recorder(mocks.MockMonitor):
    """A mock monitor whose resources come into being with their inputs as outputs, and those of `outputs`.

    `invokes` are the answers of data sources by token; an exception is how one fails.
    """

    def __init__(self, preview: bool, outputs: Mapping[str, dict[str, Any]], invokes: Mapping[str, Any]) -> None:
        super().__init__(_Refusing())
        self.registered: list[Registered] = []
        self.stack_outputs: dict[str, Any] = {}
        self.invoked: list[tuple[str, dict[str, Any]]] = []
        self.invoke_providers: list[str] = []
        self._preview, self._outputs, self._invokes = preview, outputs, invokes

    def RegisterResource(self, request: Any) -> Any:  # noqa: ANN401, N802 - the monitor's own protocol
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.type == STACK:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        inputs = rpc.deserialize_properties(request.object)
        self.registered.append(_registered(urn, request, inputs))
        id_ = "" if self._preview or not request.custom else f"{request.name}-id"
        state = dict(inputs) if self._preview else {**inputs, **self._outputs.get(request.type, {})}
        self.resources[urn] = mocks.MockMonitor.ResourceRegistration(urn, id_, state)
        answer = _sync_await(rpc.serialize_properties(state, {}))
        return resource_pb2.RegisterResourceResponse(urn=urn, id=id_, object=answer)

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: ANN401, N802 - the same
        if f"::{STACK}::" in request.urn:
            self.stack_outputs = rpc.deserialize_properties(request.outputs, True)
        return super().RegisterResourceOutputs(request)  # type: ignore[no-untyped-call]

    def Invoke(self, request: Any) -> Any:  # noqa: ANN401, N802 - the same
        if request.tok == "pulumi:pulumi:getResource":
            return super().Invoke(request)  # type: ignore[no-untyped-call]
        self.invoked.append((request.tok, rpc.deserialize_properties(request.args)))
        self.invoke_providers.append(request.provider)
        provider = request.provider.rpartition("::")[0].rpartition("::")[2]
        found = self._invokes.get(f"{request.tok} {provider}", self._invokes[request.tok])
        if isinstance(found, Exception):
            failure = provider_pb2.CheckFailure(reason=str(found))
            return resource_pb2.ResourceInvokeResponse(failures=[failure])
        answer = _sync_await(rpc.serialize_properties(found, {}))
        return _InvokeResponse(**{"return": answer})

    def one(self, type_: str, name: str | None = None) -> Registered:
        """The only registration of this type (and name); the end of the type suffices."""
        found = [one for one in self.all(type_) if name in (None, one.name)]
        assert len(found) == 1, f"{len(found)} resources of type {type_} and name {name}: {found}"
        return found[0]

    def all(self, type_: str) -> list[Registered]:
        """All registrations of this type, by the end of the type."""
        return [one for one in self.registered if one.type.endswith(type_)]

    def names(self) -> set[str]:
        """Names of everything registered, components included."""
        return {one.name for one in self.registered}


class _Refusing(mocks.Mocks):
    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        raise AssertionError(f"the program read the existing resource {args.name}")

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]] | None]:
        raise AssertionError(f"the program called {args.token}")


def record(
    program: Callable[[], object],
    *,
    preview: bool = False,
    outputs: Mapping[str, dict[str, Any]] | None = None,
    invokes: Mapping[str, Any] | None = None,
    config: Mapping[str, str] | None = None,
    secret_keys: tuple[str, ...] = (),
) -> Recorder:
    """Run `program` to its end and return what it registered; what it raises is raised."""
    monitor = Recorder(preview, outputs or {}, invokes or {})
    attempt(program, monitor, preview=preview, config=config, secret_keys=secret_keys)
    return monitor


def attempt(
    program: Callable[[], object],
    monitor: Recorder,
    *,
    preview: bool = False,
    config: Mapping[str, str] | None = None,
    secret_keys: tuple[str, ...] = (),
) -> None:
    """Run `program` under `monitor`, which keeps what was registered before anything was raised."""
    # Older SDKs query each feature for itself.
    info = getattr(monitor, "GetDeploymentInfo", None)
    features = set(info(None).supportedFeatures) if info else None
    settings.configure(
        mocks.MockSettings(  # type: ignore[no-untyped-call]
            monitor=monitor,
            monitor_features=features,
            engine=mocks.MockEngine(None),
            project="ipv6-eni",
            stack="test",
            dry_run=preview,
            organization="organization",
            callbacks=None,
        )
    )
    set_all_config(dict(config or {}), list(secret_keys))
    # A program that failed leaves tasks behind, of an event loop that is closed.
    settings.SETTINGS.outputs.clear()

    def run() -> None:
        program()

    async def in_loop() -> None:
        # What fails is raised. Futures that carry the same error, which nobody awaits, would be logged when they are
        # collected: at any time later, also in the middle of an import.
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
        await run_in_stack(run)

    asyncio.run(in_loop())


def refused(program: Callable[[], object]) -> dict[str, str]:
    """The inputs that a component refuses, with its reasons; it must not have registered anything."""
    monitor = Recorder(True, {}, {})
    try:
        attempt(program, monitor, preview=True)
    except pulumi.InputPropertiesError as error:
        assert monitor.registered == []
        return {one["property_path"]: one["reason"] for one in error.errors or ()}
    raise AssertionError("nothing was refused")


def is_secret(value: object) -> bool:
    """Whether an input of a registration is marked secret."""
    return bool(rpc.is_rpc_secret(value))


def plain(value: object) -> object:
    """An input with the secret mark taken off."""
    return rpc.unwrap_rpc_secret(value)


def _registered(urn: str, request: resource_pb2.RegisterResourceRequest, inputs: dict[str, Any]) -> Registered:
    def name(of: str) -> str:
        return of.rpartition("::")[2]

    return Registered(
        urn=urn,
        type=request.type,
        name=request.name,
        inputs=inputs,
        property_dependencies={
            key: {name(urn) for urn in value.urns} for key, value in request.propertyDependencies.items() if value.urns
        },
        dependencies={name(urn) for urn in request.dependencies},
        parent=name(request.parent),
        provider=request.provider,
        options=request,
    )
