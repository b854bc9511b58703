"""Tests of Pulumi policy packs in Python: plans said plainly, wrapped as Pulumi wraps them, judged without a CLI."""

from .config import ConfigError, PackConfig, read_config
from .in_process import resource_args, run_in_process, stack_args
from .own_process import PackError, run_in_process_of_its_own, running_pack
from .plan import Inputs, Plan, Planned
from .report import DroppedPolicyError, Note, NotRun, Remediated, Report, Violation
from .values import UNKNOWN, Output, secret

__all__ = [
    "UNKNOWN",
    "ConfigError",
    "DroppedPolicyError",
    "Inputs",
    "NotRun",
    "Note",
    "Output",
    "PackConfig",
    "PackError",
    "Plan",
    "Planned",
    "Remediated",
    "Report",
    "Violation",
    "read_config",
    "resource_args",
    "run_in_process",
    "run_in_process_of_its_own",
    "running_pack",
    "secret",
    "stack_args",
]
