"""Every private name of the Pulumi SDKs that this package uses: the Analyzer protocol, serialization, the pack server.

No other module imports a submodule of `pulumi` or `pulumi_policy`. A new SDK release may change these names without
notice: `TESTED_SDKS` are the newest releases that the tests have run with.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi.runtime.proto.analyzer_pb2_grpc import AnalyzerStub
from pulumi_policy import EnforcementLevel, Policy
from pulumi_policy.deserialize import serialize_properties
from pulumi_policy.policy import _PolicyAnalyzerServicer
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

__all__ = [
    "PACK_MODULE",
    "TESTED_SDKS",
    "UNKNOWN",
    "AnalyzerStub",
    "InProcessAnalyzer",
    "analyzer_pb2",
    "as_struct",
]

TESTED_SDKS = {"pulumi": (3, 272), "pulumi-policy": (1, 21)}

UNKNOWN: Final = UNKNOWN_STRING_VALUE
"""An unknown value. The engine sends this placeholder for a property of any type."""

PACK_MODULE = "pulumi.policy"
"""The module that the Python language host runs to start a pack."""


class InProcessAnalyzer:
    """The SDK's Analyzer service without its gRPC server, for policies of this process."""

    def __init__(
        self,
        policies: Sequence[Policy],
        level: EnforcementLevel = EnforcementLevel.ADVISORY,
        name: str = "in-process",
    ) -> None:
        """Serve the policies as a pack of this name and default level."""
        servicer = _PolicyAnalyzerServicer(name, "0.0.1", list(policies), level)

        def call(name: str) -> Callable[[Any], Any]:
            return partial(getattr(servicer, name), _context=None)

        self.GetAnalyzerInfo = call("GetAnalyzerInfo")
        self.ConfigureStack = call("ConfigureStack")
        self.Configure = call("Configure")
        self.Remediate = call("Remediate")
        self.Analyze = call("Analyze")
        self.AnalyzeStack = call("AnalyzeStack")


def as_struct(properties: Mapping[str, object]) -> struct_pb2.Struct:
    """Return properties in their form on the wire."""
    return json_format.ParseDict(dict(serialize_properties(properties)), struct_pb2.Struct())
