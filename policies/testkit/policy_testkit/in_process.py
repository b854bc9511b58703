"""Runs policies in this process, wrapped by the SDK's own server code, and builds single arguments the same way."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.policy import _PolicyAnalyzerServicer

from .config import PackConfig
from .judge import judge
from .plan import Plan, Planned
from .report import Report


class _InProcess:
    """The SDK's answering object without its gRPC server: the context that each call takes is not looked at."""

    def __init__(self, policies: Sequence[Policy], level: EnforcementLevel) -> None:
        servicer = _PolicyAnalyzerServicer("in-process", "0.0.1", list(policies), level)

        def call(name: str) -> Callable[[Any], Any]:
            return partial(getattr(servicer, name), _context=None)

        self.GetAnalyzerInfo = call("GetAnalyzerInfo")
        self.ConfigureStack = call("ConfigureStack")
        self.Configure = call("Configure")
        self.Remediate = call("Remediate")
        self.Analyze = call("Analyze")
        self.AnalyzeStack = call("AnalyzeStack")


def run_in_process(
    policies: Sequence[Policy],
    plan: Plan,
    config: PackConfig | None = None,
    *,
    level: EnforcementLevel = EnforcementLevel.ADVISORY,
    allow_dropped: bool = False,
) -> Report:
    """Judge the plan by these policies; `level` is the pack's, for policies without one of their own.

    An exception of a policy comes out as it is. For `allow_dropped` and the order of resources see `judge`.
    """
    return judge(_InProcess(policies, level), plan, config or {}, allow_dropped=allow_dropped)


def stack_args(plan: Plan, config: dict[str, Any] | None = None) -> StackValidationArgs:
    """What a stack policy gets; `config` is what its `get_config()` answers."""
    caught: list[StackValidationArgs] = []
    policy = StackValidationPolicy("caught", "Keeps its arguments", lambda args, _: caught.append(args))
    run_in_process([policy], plan, {"caught": config or {}})
    return caught[0]


def resource_args(plan: Plan, resource: Planned, config: dict[str, Any] | None = None) -> ResourceValidationArgs:
    """What a resource policy gets for one resource of the plan; `config` is what its `get_config()` answers."""
    caught: dict[str, ResourceValidationArgs] = {}

    def keep(args: ResourceValidationArgs, _: object) -> None:
        caught[args.urn] = args

    run_in_process([ResourceValidationPolicy("caught", "Keeps its arguments", keep)], plan, {"caught": config or {}})
    return caught[resource.urn]
