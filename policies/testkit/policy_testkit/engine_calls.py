"""The calls of an engine to a pack, in the engine's order."""

from collections.abc import Callable
from typing import Protocol

from google.protobuf import empty_pb2

from ._pulumi_internals import analyzer_pb2 as proto
from .engine_messages import to_resource_policies, to_stack_policies
from .pack_config import PackConfig, completed
from .pack_report import PackReport
from .planned_stack import PlannedResource, PlannedStack
from .property_values import from_struct


class Analyzer(Protocol):
    """The service of a pack; the gRPC stub of the SDK implements it."""

    GetAnalyzerInfo: Callable[[empty_pb2.Empty], proto.AnalyzerInfo]
    ConfigureStack: Callable[[proto.AnalyzerStackConfigureRequest], proto.AnalyzerStackConfigureResponse]
    Configure: Callable[[proto.ConfigureAnalyzerRequest], empty_pb2.Empty]
    Remediate: Callable[[proto.AnalyzeRequest], proto.RemediateResponse]
    Analyze: Callable[[proto.AnalyzeRequest], proto.AnalyzeResponse]
    AnalyzeStack: Callable[[proto.AnalyzeStackRequest], proto.AnalyzeResponse]


def run_pack(analyzer: Analyzer, plan: PlannedStack, config: PackConfig, *, allow_dropped: bool = False) -> PackReport:
    """Configure the pack and run it on each resource and on the stack.

    A policy that the SDK drops because it reads an unknown value raises DroppedPolicyError, unless `allow_dropped`.
    Stack policies receive the resources in reverse order: the engine guarantees no order.
    """
    report = PackReport()
    configure(analyzer, plan, config)
    inputs = {one.urn: _analyze(analyzer, one, report) for one in plan.resources}
    resources = [to_stack_policies(one, inputs[one.urn]) for one in reversed(plan.resources)]
    report.add_analysis(analyzer.AnalyzeStack(proto.AnalyzeStackRequest(resources=resources)))
    if not allow_dropped:
        report.must_have_run()
    return report


def configure(analyzer: Analyzer, plan: PlannedStack, config: PackConfig) -> None:
    """Send the stack and the completed config to the pack."""
    request = proto.AnalyzerStackConfigureRequest(stack=plan.stack, project=plan.project, dry_run=True)
    analyzer.ConfigureStack(request)
    analyzer.Configure(completed(analyzer.GetAnalyzerInfo(empty_pb2.Empty()), config))


def _analyze(analyzer: Analyzer, resource: PlannedResource, report: PackReport) -> dict[str, object]:
    """Remediate and analyze one resource; return its remediated inputs."""
    inputs = resource.inputs
    response = analyzer.Remediate(to_resource_policies(resource, inputs))
    report.add_remediations(response, resource.urn)
    for one in response.remediations:
        if not one.diagnostic:
            inputs = from_struct(one.properties)
    report.add_analysis(analyzer.Analyze(to_resource_policies(resource, inputs)), resource.urn)
    return inputs
