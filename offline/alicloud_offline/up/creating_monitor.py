"""The resource monitor of `alicloud-offline up`: it creates every registered resource in the sandbox."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alicloud_ipv6.api import Api, ApiError
from alicloud_offline import _pulumi_internals as sdk
from alicloud_offline._pulumi_internals import MockMonitor, PropertyValue, Request, provider_pb2, resource_pb2
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import ProjectSettings
from alicloud_offline.program.type_tokens import PROVIDER, STACK
from alicloud_offline.up.composite_resources import creator_of
from alicloud_offline.up.create_resource import ResourceRequest, State, create_by_table
from alicloud_offline.up.data_source_queries import query_data_source
from alicloud_offline.up.provider_clients import provider_client
from alicloud_offline.up.resource_tables import RESOURCE_TABLES


@dataclass(frozen=True)
class CreatedResource:
    """One registered resource; `id` is empty for a component, `seconds` is the time that its creation took."""

    urn: str
    parent: str
    type: str
    name: str
    id: str
    seconds: float

    @property
    def kind(self) -> str:
        """Return the last part of the type, such as EcsNetworkInterface."""
        return self.type.rpartition(":")[2]


class CreatingMonitor(MockMonitor):
    """Creates the resources of a program; `api` serves those without an explicit provider.

    `on_created` is called with each resource after its creation.
    """

    def __init__(self, settings: ProjectSettings, api: Api, on_created: Callable[[CreatedResource], None]) -> None:
        super().__init__(_NoMocks())
        self.created: list[CreatedResource] = []
        self.outputs: dict[str, Any] = {}
        self._settings = settings
        self._apis: dict[str, Api] = {"": api}
        self._on_created = on_created
        self._lock = threading.Lock()

    def RegisterResource(self, request: Request) -> resource_pb2.RegisterResourceResponse:  # noqa: N802
        """Create a custom resource; a component has only its inputs."""
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.type == STACK:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        started = time.monotonic()
        inputs = plain(sdk.deserialize(request.object))
        identifier, state = self._create(urn, request, inputs) if request.custom else ("", inputs)
        seconds = time.monotonic() - started
        with self._lock:
            self.resources[urn] = MockMonitor.ResourceRegistration(urn, identifier, state)
            self.created.append(CreatedResource(urn, request.parent, request.type, request.name, identifier, seconds))
            self._on_created(self.created[-1])
        return resource_pb2.RegisterResourceResponse(urn=urn, id=identifier, object=sdk.serialize(state))

    def Invoke(self, request: Request) -> resource_pb2.ResourceInvokeResponse:  # noqa: N802
        """Answer a data source from the API."""
        if request.tok == "pulumi:pulumi:getResource":
            return super().Invoke(request)  # type: ignore[no-untyped-call, no-any-return]
        try:
            found = query_data_source(self._apis[request.provider], request.tok, plain(sdk.deserialize(request.args)))
        except ApiError as error:
            return resource_pb2.ResourceInvokeResponse(failures=[provider_pb2.CheckFailure(reason=str(error))])
        fields: Any = {"return": sdk.serialize(found)}  # A keyword of Python.
        return resource_pb2.ResourceInvokeResponse(**fields)

    def RegisterResourceOutputs(self, request: Request) -> Any:  # noqa: ANN401, N802
        """Keep the stack's outputs."""
        if f"::{STACK}::" in request.urn:
            self.outputs = sdk.deserialize(request.outputs)
        return super().RegisterResourceOutputs(request)  # type: ignore[no-untyped-call]

    def _create(self, urn: str, request: Request, inputs: dict[str, Any]) -> tuple[str, State]:
        resource = ResourceRequest(urn, request.type, inputs)
        if resource.type.startswith(PROVIDER):
            # A provider does not exist in the cloud; its token serves as its id.
            self._apis[f"{urn}::{resource.token}"] = provider_client(resource.type, resource.name, inputs)
            return resource.token, inputs
        creator = creator_of(resource.type, self._settings.config, self._settings.project)
        if creator is None and resource.type in RESOURCE_TABLES:
            creator = create_by_table
        if creator is None:
            raise OfflineError(f"`alicloud-offline up` does not support {resource.type}; run `pulumi up` instead.")
        try:
            # The provider of a dynamic resource is not an API client.
            return creator(self._apis.get(request.provider, self._apis[""]), resource)
        except ApiError as error:
            if error.code == "IdempotentParameterMismatch":
                raise OfflineError(
                    f"{resource.name} exists with other properties, and `alicloud-offline up` only creates:"
                    " remove everything with `alicloud-sandbox reset`, or use `pulumi up`."
                ) from None
            raise OfflineError(f"{resource.name} ({resource.type}): {error}") from None


class _NoMocks(sdk.Mocks):
    """Refuses the requests that the base class would pass to a test's mocks."""

    def new_resource(self, args: sdk.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        raise OfflineError(f"`alicloud-offline up` does not read existing resources, such as {args.name} ({args.typ}).")

    def call(self, args: sdk.MockCallArgs) -> tuple[dict[Any, Any], list[tuple[str, str]] | None]:
        raise OfflineError(f"`alicloud-offline up` does not support the function {args.token}.")


def plain(value: PropertyValue) -> PropertyValue:
    """Return a property as the API takes it: without secrets, and integral floats as integers."""
    if sdk.is_rpc_secret(value):
        return plain(sdk.unwrap_rpc_secret(value))
    return int(value) if isinstance(value, float) and value.is_integer() else sdk.map_values(value, plain)
