"""Every private or experimental name of the Pulumi SDK that this package uses.

No other module imports `pulumi.runtime`, `pulumi.provider` or `pulumi.output`. A new SDK release may change these names
without notice: `TESTED_SDK` is the newest release that the tests have run with.
"""

from pulumi.output import Unknown
from pulumi.provider.experimental.analyzer import Analyzer, PropertyDefinition, PropertyType, TypeDefinition
from pulumi.provider.experimental.component import ComponentProvider
from pulumi.provider.experimental.property_value import PropertyValue
from pulumi.provider.experimental.schema import Property
from pulumi.provider.experimental.util import camel_case
from pulumi.provider.provider import ConstructResult
from pulumi.provider.server import ProviderServicer
from pulumi.runtime import invoke_output, proto, rpc
from pulumi.runtime.proto import provider_pb2_grpc

__all__ = [
    "TESTED_SDK",
    "Analyzer",
    "ComponentProvider",
    "ConstructResult",
    "Property",
    "PropertyDefinition",
    "PropertyType",
    "PropertyValue",
    "ProviderServicer",
    "TypeDefinition",
    "Unknown",
    "camel_case",
    "invoke_output",
    "proto",
    "provider_pb2_grpc",
    "rpc",
]

TESTED_SDK = (3, 272)
