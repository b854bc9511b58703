"""Puts a plan before a pack, in the engine's order of calls."""

from collections.abc import Callable
from typing import Protocol

from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto

from .config import PackConfig, completed
from .plan import Plan, Planned
from .report import Report
from .values import from_struct
from .views import to_resource_policies, to_stack_policies


class Analyzer(Protocol):
    """The calls that an engine makes of a pack; the SDK's gRPC stub has them."""

    GetAnalyzerInfo: Callable[[empty_pb2.Empty], proto.AnalyzerInfo]
    ConfigureStack: Callable[[proto.AnalyzerStackConfigureRequest], proto.AnalyzerStackConfigureResponse]
    Configure: Callable[[proto.ConfigureAnalyzerRequest], empty_pb2.Empty]
    Remediate: Callable[[proto.AnalyzeRequest], proto.RemediateResponse]
    Analyze: Callable[[proto.AnalyzeRequest], proto.AnalyzeResponse]
    AnalyzeStack: Callable[[proto.AnalyzeStackRequest], proto.AnalyzeResponse]


def judge(analyzer: Analyzer, plan: Plan, config: PackConfig, *, allow_dropped: bool = False) -> Report:
    """Configure the pack, then have it judge each resource and the stack.

    A policy that the SDK dropped because it read an unknown is a DroppedPolicyError, unless `allow_dropped`. Stack
    policies get the resources in reverse: the engine promises no order, so no policy may count on the program's.
    """
    report = Report()
    configure(analyzer, plan, config)
    inputs = {one.urn: _analyze(analyzer, one, report) for one in plan.resources}
    resources = [to_stack_policies(one, inputs[one.urn]) for one in reversed(plan.resources)]
    report.add_analysis(analyzer.AnalyzeStack(proto.AnalyzeStackRequest(resources=resources)))
    if not allow_dropped:
        report.must_have_run()
    return report


def configure(analyzer: Analyzer, plan: Plan, config: PackConfig) -> None:
    """Tell the pack the stack and the completed config."""
    request = proto.AnalyzerStackConfigureRequest(stack=plan.stack, project=plan.project, dry_run=True)
    analyzer.ConfigureStack(request)
    analyzer.Configure(completed(analyzer.GetAnalyzerInfo(empty_pb2.Empty()), config))


def _analyze(analyzer: Analyzer, resource: Planned, report: Report) -> dict[str, object]:
    """Remediate and analyze one resource; return its inputs after that."""
    inputs = resource.inputs
    response = analyzer.Remediate(to_resource_policies(resource, inputs))
    report.add_remediations(response, resource.urn)
    for one in response.remediations:
        if not one.diagnostic:
            inputs = from_struct(one.properties)
    report.add_analysis(analyzer.Analyze(to_resource_policies(resource, inputs)), resource.urn)
    return inputs
