"""The private and experimental names of the Pulumi SDK that the plugin uses; see `_pulumi_internals`."""

import pulumi

try:
    from pulumi.provider.experimental.analyzer import Analyzer, PropertyDefinition, PropertyType, TypeDefinition
    from pulumi.provider.experimental.component import ComponentProvider
    from pulumi.provider.experimental.property_value import PropertyValue
    from pulumi.provider.experimental.schema import Property
    from pulumi.provider.experimental.util import camel_case
    from pulumi.provider.provider import ConstructResult
    from pulumi.provider.server import ProviderServicer
    from pulumi.runtime import proto, rpc
    from pulumi.runtime.proto import provider_pb2_grpc
except ImportError as error:
    raise pulumi.RunError(
        f"The plugin of alicloud-ipv6 needs a newer Pulumi SDK for Python, as its requirements.txt says: {error}."
    ) from None


def accept_any_version(package: str) -> None:
    """Read references to providers of this package from a program with any version of the package's SDK.

    The SDK (3.272) reads those of the same major version, and passes on the ID of any other in place of the provider.
    """
    for one in rpc._RESOURCE_PACKAGES[package]:
        one.version = lambda: None  # type: ignore[method-assign]


__all__ = [
    "Analyzer",
    "ComponentProvider",
    "ConstructResult",
    "Property",
    "PropertyDefinition",
    "PropertyType",
    "PropertyValue",
    "ProviderServicer",
    "TypeDefinition",
    "accept_any_version",
    "camel_case",
    "proto",
    "provider_pb2_grpc",
    "rpc",
]
