"""The resource monitor of ``offline up``: every registered resource is created in the sandbox."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pulumi.runtime import mocks, rpc
from pulumi.runtime.proto import provider_pb2, resource_pb2
from pulumi.runtime.sync_await import _ensure_event_loop, _sync_await

from alicloud_ipv6.openapi import Api, ApiError
from alicloud_offline import lookups, providers, resources, special
from alicloud_offline.errors import OfflineError
from alicloud_offline.kinds import KINDS
from alicloud_offline.settings import Settings

STACK = "pulumi:pulumi:Stack"


@dataclass(frozen=True)
class Node:
    """One registered resource, for the tree: ``id`` is empty for a component, ``seconds`` how long it took."""

    urn: str
    parent: str
    type: str
    name: str
    id: str
    seconds: float


class CreatingMonitor(mocks.MockMonitor):
    """Creates what the program registers; ``on_node`` hears of each resource when it is there."""

    def __init__(self, setting: Settings, api: Api, on_node: Callable[[Node], None]) -> None:
        """``api`` creates what has no explicit provider."""
        super().__init__(_NoMocks())
        self.outputs: dict[str, Any] = {}
        self._setting = setting
        self._apis: dict[str, Api] = {"": api}
        self._on_node = on_node
        self._lock = threading.Lock()

    def RegisterResource(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Create a custom resource; a component is only noted."""
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.type == STACK:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        _ensure_event_loop()  # type: ignore[no-untyped-call]
        started = time.monotonic()
        inputs = plain(rpc.deserialize_properties(request.object))
        identifier, state = self._create(urn, request, inputs) if request.custom else ("", inputs)
        node = Node(urn, request.parent, request.type, request.name, identifier, time.monotonic() - started)
        with self._lock:
            self.resources[urn] = mocks.MockMonitor.ResourceRegistration(urn, identifier, state)
            self._on_node(node)
        answer = _sync_await(rpc.serialize_properties(state, {}))
        return resource_pb2.RegisterResourceResponse(urn=urn, id=identifier, object=answer)

    def Invoke(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Answer a data source from the API."""
        if request.tok == "pulumi:pulumi:getResource":
            return super().Invoke(request)  # type: ignore[no-untyped-call]
        _ensure_event_loop()  # type: ignore[no-untyped-call]
        arguments = plain(rpc.deserialize_properties(request.args))
        try:
            found = lookups.answer(self._apis[request.provider], request.tok, arguments)
        except ApiError as error:
            return resource_pb2.ResourceInvokeResponse(failures=[provider_pb2.CheckFailure(reason=str(error))])
        answer: dict[str, Any] = {"return": _sync_await(rpc.serialize_properties(found, {}))}  # no name in Python
        return resource_pb2.ResourceInvokeResponse(**answer)

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: ANN401, N802 (the monitor's own protocol)
        """Keep the stack's outputs."""
        if f"::{STACK}::" in request.urn:
            self.outputs = rpc.deserialize_properties(request.outputs)
        return super().RegisterResourceOutputs(request)  # type: ignore[no-untyped-call]

    def _create(self, urn: str, request: Any, inputs: dict[str, Any]) -> tuple[str, resources.State]:  # noqa: ANN401
        wanted = resources.Wanted(urn, request.type, inputs)
        if wanted.type.startswith(providers.PREFIX):
            # A provider is nothing in the cloud; its token is as good an id as any.
            self._apis[f"{urn}::{wanted.token}"] = providers.provider_api(wanted.type, wanted.name, inputs)
            return wanted.token, inputs
        creator = special.creator_of(wanted.type, self._setting.config, self._setting.project)
        if creator is None and wanted.type in KINDS:
            creator = resources.create
        if creator is None:
            raise OfflineError(f"`offline up` cannot create {wanted.type}; `pulumi up` on the sandbox can.")
        try:
            # The provider of a dynamic resource is its own: it is not among these.
            return creator(self._apis.get(request.provider, self._apis[""]), wanted)
        except ApiError as error:
            if error.code == "IdempotentParameterMismatch":
                raise OfflineError(
                    f"{wanted.name} exists with other properties, and `offline up` only creates:"
                    " remove everything with `alicloud-sandbox reset`, or use `pulumi up`."
                ) from None
            raise OfflineError(f"{wanted.name} ({wanted.type}): {error}") from None


class _NoMocks(mocks.Mocks):
    """The base class asks for mocks; nothing here is one."""

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        raise OfflineError(f"`offline up` cannot read the existing resource {args.name} ({args.typ}).")

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]] | None]:
        raise OfflineError(f"`offline up` cannot call {args.token}.")


def plain(value: Any) -> Any:  # noqa: ANN401 (any property value)
    """A property value for the API: secrets opened, and whole numbers (floats on the wire) as integers."""
    if rpc.is_rpc_secret(value):
        return plain(rpc.unwrap_rpc_secret(value))
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
