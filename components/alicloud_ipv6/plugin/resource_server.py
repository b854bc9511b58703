"""Serves the package's custom resources, by the providers that serve dynamic resources in a Python program."""

import asyncio
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import grpc
import pulumi
from google.protobuf.empty_pb2 import Empty
from pulumi.dynamic import Config, ConfigureRequest, DiffResult

from .._assignment.concise_errors import EXPECTED_ERRORS
from .._assignment.dynamic_base import ApiProvider
from ._plugin_internals import ProviderServicer, proto
from .configuration import as_stack_config
from .served import RESOURCES
from .wire import read, secrets, write

Handler = TypeVar("Handler", bound=Callable[..., Any])


def _concise_errors(handler: Handler) -> Handler:
    """Report an expected error as its one sentence; any other is a defect and keeps its traceback."""

    @wraps(handler)
    async def handle(self: "ResourceServicer", request: Any, context: grpc.aio.ServicerContext[Any, Any]) -> Any:  # noqa: ANN401
        try:
            return await handler(self, request, context)
        except EXPECTED_ERRORS as error:
            return await context.abort(grpc.StatusCode.UNKNOWN, str(error))

    return handle  # type: ignore[return-value]


class ResourceServicer(ProviderServicer):
    """The SDK's server of components, with the operations of custom resources.

    A call blocks for as long as Alibaba Cloud takes, so each runs in a separate thread.
    """

    _settings: dict[str, Any] = {}  # noqa: RUF012 - replaced as a whole by Configure

    async def Construct(self, request: Any, context: Any) -> proto.ConstructResponse:  # noqa: ANN401, N802
        """Make a component; report its error with its own message."""
        try:
            return await super().Construct(request, context)
        except pulumi.RunError as error:
            await context.abort(grpc.StatusCode.UNKNOWN, str(error))
            raise

    @staticmethod
    def _construct_options(request: proto.ConstructRequest) -> pulumi.ResourceOptions:
        """Keep the timeouts, which the SDK (3.272) reads and drops."""
        options = ProviderServicer._construct_options(request)
        given = request.customTimeouts
        if given.create or given.update or given.delete:
            options.custom_timeouts = pulumi.CustomTimeouts(
                create=given.create or None, update=given.update or None, delete=given.delete or None
            )
        return options

    async def CheckConfig(self, request: Any, _context: Any) -> proto.CheckResponse:  # noqa: ANN401, N802
        """Accept every setting."""
        return proto.CheckResponse(inputs=request.news)

    async def DiffConfig(self, request: Any, _context: Any) -> proto.DiffResponse:  # noqa: ANN401, N802
        """Report changed settings; they replace nothing."""
        same = read(request.olds) == read(request.news)
        changes = proto.DiffResponse.DIFF_NONE if same else proto.DiffResponse.DIFF_SOME
        return proto.DiffResponse(changes=changes)

    async def Configure(self, request: Any, context: Any) -> proto.ConfigureResponse:  # noqa: ANN401, N802
        """Store the settings; they are read when the first resource is served."""
        self._settings = read(request.args)
        self._providers: dict[str, ApiProvider] = {}
        return await super().Configure(request, context)

    @_concise_errors
    async def Check(self, request: Any, _context: Any) -> proto.CheckResponse:  # noqa: ANN401, N802
        """Refuse invalid inputs."""
        result = self._provider(request).check(read(request.olds), read(request.news))
        failures = [proto.CheckFailure(property=one.property, reason=one.reason) for one in result.failures]
        return proto.CheckResponse(inputs=request.news, failures=failures)

    @_concise_errors
    async def Diff(self, request: Any, _context: Any) -> proto.DiffResponse:  # noqa: ANN401, N802
        """Report what would change."""
        found: DiffResult = self._provider(request).diff(request.id, read(request.olds), read(request.news))
        return proto.DiffResponse(
            changes=proto.DiffResponse.DIFF_SOME if found.changes else proto.DiffResponse.DIFF_NONE,
            replaces=found.replaces or (),
            deleteBeforeReplace=bool(found.delete_before_replace),
        )

    @_concise_errors
    async def Create(self, request: Any, _context: Any) -> proto.CreateResponse:  # noqa: ANN401, N802
        """Create the resource."""
        made = await asyncio.to_thread(self._provider(request).create, read(request.properties))
        properties = await write(made.outs or {}, secrets(request.properties))
        return proto.CreateResponse(id=made.id, properties=properties)

    @_concise_errors
    async def Read(self, request: Any, _context: Any) -> proto.ReadResponse:  # noqa: ANN401, N802
        """Read the resource; in an import only the id is known."""
        known = request.properties if len(request.properties) else request.inputs
        found = await asyncio.to_thread(self._provider(request).read, request.id, read(known))
        if not found.id:
            return proto.ReadResponse()
        secret = secrets(request.properties, request.inputs)
        inputs = request.inputs if found.inputs is None else await write(found.inputs, secret)
        return proto.ReadResponse(id=found.id, properties=await write(found.outs or {}, secret), inputs=inputs)

    @_concise_errors
    async def Update(self, request: Any, _context: Any) -> proto.UpdateResponse:  # noqa: ANN401, N802
        """Update the resource in place."""
        olds, news = read(request.olds), read(request.news)
        changed = await asyncio.to_thread(self._provider(request).update, request.id, olds, news)
        return proto.UpdateResponse(properties=await write(changed.outs or {}, secrets(request.news)))

    @_concise_errors
    async def Delete(self, request: Any, _context: Any) -> Empty:  # noqa: ANN401, N802
        """Delete the resource."""
        await asyncio.to_thread(self._provider(request).delete, request.id, read(request.properties))
        return Empty()

    def _provider(self, request: Any) -> ApiProvider:  # noqa: ANN401 - any request about one resource
        kind = request.urn.split("::")[2].rpartition("$")[2].rpartition(":")[2]
        if kind not in self._providers:
            provider = RESOURCES[kind]()
            provider.configure(ConfigureRequest(Config(as_stack_config(self._settings), "")))
            self._providers[kind] = provider
        return self._providers[kind]
