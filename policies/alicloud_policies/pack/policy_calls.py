"""The parts of a policy's call that the policies of limits and of flows share."""

from collections.abc import Callable, Iterable, Sequence

from pulumi_policy import ReportViolation, StackValidationArgs

from alicloud_rules.three_valued import Unknown

from ..config.policy_settings import Settings, read_settings
from ..judging.findings import RuleResult
from .session import Run


def checked_settings(args: StackValidationArgs, properties: Sequence[str], report: ReportViolation) -> Settings | None:
    """Return the settings of a policy with these properties; report a wrong config and return None."""
    try:
        return read_settings(args.get_config(), tuple(properties))
    except ValueError as error:
        report(f"Invalid config of this policy: {error}", None)
        return None


def noted_results(policy: str, run: Run, check: Callable[[], Iterable[RuleResult]]) -> list[RuleResult]:
    """Return the results of a check, and note the undetermined ones; after an internal error, note that instead."""
    try:
        results = list(check())
    except Exception as error:
        run.internal_errors.append(f"checking {policy}: {error!r}")
        return []
    undetermined = [(one.subject, one.finding) for one in results if isinstance(one.finding, Unknown)]
    run.undetermined += [(policy, subject, finding.missing) for subject, finding in undetermined]
    return results
