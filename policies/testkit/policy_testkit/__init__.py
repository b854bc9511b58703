"""Tests of Pulumi policy packs in Python: planned stacks, wrapped as by the engine, without a Pulumi CLI."""

from ._pulumi_internals import UNKNOWN, InProcessAnalyzer
from .in_process import resource_args, run_in_process, stack_args
from .pack_config import ConfigError, PackConfig, read_config
from .pack_report import DroppedPolicyError, Note, NotRun, PackReport, PolicyViolation, Remediated
from .planned_stack import Inputs, PlannedResource, PlannedStack
from .property_values import Output, secret
from .subprocess_runner import PackError, run_in_subprocess, running_pack

__all__ = [
    "UNKNOWN",
    "ConfigError",
    "DroppedPolicyError",
    "InProcessAnalyzer",
    "Inputs",
    "NotRun",
    "Note",
    "Output",
    "PackConfig",
    "PackError",
    "PackReport",
    "PlannedResource",
    "PlannedStack",
    "PolicyViolation",
    "Remediated",
    "read_config",
    "resource_args",
    "run_in_process",
    "run_in_subprocess",
    "running_pack",
    "secret",
    "stack_args",
]
