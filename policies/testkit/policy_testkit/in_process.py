"""Policies run in this process through the server code of the SDK, and arguments for single policies."""

from collections.abc import Sequence
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

from ._pulumi_internals import InProcessAnalyzer
from .engine_calls import run_pack
from .pack_config import PackConfig
from .pack_report import PackReport
from .planned_stack import PlannedResource, PlannedStack


def run_in_process(
    policies: Sequence[Policy],
    plan: PlannedStack,
    config: PackConfig | None = None,
    *,
    level: EnforcementLevel = EnforcementLevel.ADVISORY,
    allow_dropped: bool = False,
) -> PackReport:
    """Run the policies on a planned stack; `level` is the default level of the pack.

    Exceptions of policies propagate. For `allow_dropped` and the order of resources, see `run_pack`.
    """
    return run_pack(InProcessAnalyzer(policies, level), plan, config or {}, allow_dropped=allow_dropped)


def stack_args(plan: PlannedStack, config: dict[str, Any] | None = None) -> StackValidationArgs:
    """Return the arguments of a stack policy; `config` is the result of their `get_config()`."""
    captured: list[StackValidationArgs] = []
    policy = StackValidationPolicy("captured", "Captures its arguments", lambda args, _: captured.append(args))
    run_in_process([policy], plan, {"captured": config or {}})
    return captured[0]


def resource_args(
    plan: PlannedStack, resource: PlannedResource, config: dict[str, Any] | None = None
) -> ResourceValidationArgs:
    """Return the arguments of a resource policy for one resource; `config` is the result of their `get_config()`."""
    captured: dict[str, ResourceValidationArgs] = {}

    def keep(args: ResourceValidationArgs, _: object) -> None:
        captured[args.urn] = args

    run_in_process(
        [ResourceValidationPolicy("captured", "Captures its arguments", keep)], plan, {"captured": config or {}}
    )
    return captured[resource.urn]
