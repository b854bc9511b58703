"""Every private or experimental name of the Pulumi SDK that this package uses.

No other module imports `pulumi.runtime` or an underscore module of `pulumi`. A new SDK release may change these names
without notice: `TESTED_SDK` is the newest release that the tests have run with.
"""

import asyncio
import importlib.metadata
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pulumi
from google.protobuf import struct_pb2

from alicloud_offline.offline_error import OfflineError

TESTED_SDK = (3, 272)

try:
    from pulumi._types import (
        input_type_py_to_pulumi_names,
        input_type_types,
        is_input_type,
        is_output_type,
        output_type_types,
        resource_types,
        unwrap_type,
    )
    from pulumi.runtime import configure, resource, rpc, run_in_stack, set_all_config
    from pulumi.runtime.mocks import MockCallArgs, MockEngine, MockMonitor, MockResourceArgs, Mocks, MockSettings
    from pulumi.runtime.proto import analyzer_pb2, provider_pb2, resource_pb2, source_pb2
    from pulumi.runtime.resource import _get_stack_trace
    from pulumi.runtime.rpc import (
        UNKNOWN,
        _special_secret_sig,
        _special_sig_key,
        deserialize_properties,
        is_rpc_secret,
        serialize_properties,
        unwrap_rpc_secret,
    )
    from pulumi.runtime.sync_await import _ensure_event_loop, _sync_await
except ImportError as error:
    raise OfflineError(
        f"Pulumi SDK {importlib.metadata.version('pulumi')} lacks an internal that alicloud-offline needs ({error});"
        f" it is tested up to {'.'.join(map(str, TESTED_SDK))}, so install a release of that line."
    ) from None

__all__ = [
    "UNKNOWN",
    "MockCallArgs",
    "MockMonitor",
    "MockResourceArgs",
    "Mocks",
    "PropertyValue",
    "Request",
    "analyzer_pb2",
    "input_type_py_to_pulumi_names",
    "input_type_types",
    "is_input_type",
    "is_output_type",
    "is_rpc_secret",
    "output_type_types",
    "provider_pb2",
    "resource_pb2",
    "resource_types",
    "set_all_config",
    "source_pb2",
    "unwrap_rpc_secret",
    "unwrap_type",
]  # fmt: skip

PropertyValue = Any
"""A deserialized property: a JSON value, a secret or an unknown."""

Request = Any
"""A message of the resource monitor's protocol; the SDK has no common type for them."""


def deserialize(properties: struct_pb2.Struct) -> dict[str, PropertyValue]:
    """Return the properties of a message as Python values; secrets stay marked."""
    _ensure_event_loop()  # type: ignore[no-untyped-call]
    return dict(deserialize_properties(properties))


def serialize(properties: Mapping[str, PropertyValue]) -> struct_pb2.Struct:
    """Return the properties as a message holds them."""
    return _sync_await(serialize_properties(dict(properties), {}))


def special_value(value: struct_pb2.Value) -> struct_pb2.Value | None:
    """Return a secret's plaintext, an empty value for an asset or archive, and None for every other value."""
    fields = value.struct_value.fields
    if _special_sig_key not in fields:
        return None
    return fields["value"] if fields[_special_sig_key].string_value == _special_secret_sig else struct_pb2.Value()


def map_values(value: PropertyValue, convert: Callable[[PropertyValue], PropertyValue]) -> PropertyValue:
    """Return the items of a list or object converted; every other value as it is."""
    if isinstance(value, dict):
        return {name: convert(inner) for name, inner in value.items()}
    return [convert(inner) for inner in value] if isinstance(value, list) else value


def run_under_monitor(program: Callable[[], None], monitor: MockMonitor, **options: object) -> None:
    """Run a program to its end; `options` are those of `pulumi.runtime.Settings`, such as `project` and `stack`."""
    configure(
        MockSettings(  # type: ignore[no-untyped-call]
            monitor=monitor,
            monitor_features=set(monitor.GetDeploymentInfo(None).supportedFeatures),  # type: ignore[no-untyped-call]
            engine=MockEngine(None),
            organization="organization",
            callbacks=None,
            **options,
        )
    )
    asyncio.run(run_in_stack(program))


@contextmanager
def stack_traces(is_reported: Callable[[str], bool]) -> Iterator[None]:
    """Send with each resource the calls that led to it, of those files that `is_reported` accepts by name.

    The SDK's own stack traces are empty for a resource created by `pulumi.CustomResource` itself, and reading the
    source line of every frame makes them slow.
    """

    def get_stack_trace() -> source_pb2.StackTrace:
        trace = source_pb2.StackTrace()
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if is_reported(frame.f_code.co_filename):
                trace.frames.add(pc=source_pb2.SourcePosition(uri=frame.f_code.co_filename, line=frame.f_lineno))
            frame = frame.f_back
        return trace

    resource._get_stack_trace = get_stack_trace
    try:
        yield
    finally:
        resource._get_stack_trace = _get_stack_trace


@contextmanager
def converted_results(convert: Callable[[Any], Any]) -> Iterator[None]:
    """Have the SDK pass each result of a data source through `convert` before the program sees it."""

    class Rpc:
        def __getattr__(self, name: str) -> object:
            return getattr(rpc, name)

        def translate_output_properties(self, *arguments: Any) -> object:  # noqa: ANN401 (as declared in the SDK)
            return convert(rpc.translate_output_properties(*arguments))

    invoke: Any = sys.modules["pulumi.runtime.invoke"]
    invoke.rpc = Rpc()
    try:
        yield
    finally:
        invoke.rpc = rpc


@contextmanager
def converted_settings(converters: Mapping[str, Callable[[str | None], Any]]) -> Iterator[None]:
    """Have `pulumi.Config` pass a setting to a converter before it reads it as another type.

    The keys are the types in the names of its methods, such as `int`; a converter returns None for a setting that
    `pulumi.Config` itself reads.
    """
    methods = {f"_get_{kind}": convert for kind, convert in converters.items()}
    originals = {name: getattr(pulumi.Config, name) for name in methods}

    def reader(name: str) -> Callable[..., Any]:
        def read(config: Any, key: str, *arguments: object) -> object:  # noqa: ANN401 (a method of the SDK's class)
            found = methods[name](config.get(key))
            return originals[name](config, key, *arguments) if found is None else found

        return read

    for name in methods:
        setattr(pulumi.Config, name, reader(name))
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(pulumi.Config, name, original)
