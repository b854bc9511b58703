"""The policies that report on the others, and the one that reads inputs for them."""

from collections import defaultdict
from collections.abc import Callable

from pulumi_policy import (
    EnforcementLevel,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from .session import Run, Session

CANNOT_TELL = "cannot-tell-yet"
EXEMPTED = "exempted"
INPUTS = "resource-inputs"
_MAX_LABELS = 3


def inputs_policy(session: Session) -> ResourceValidationPolicy:
    """Return the policy that records inputs, because outputs do not show what the program requests.

    After a refresh, the outputs of an ENI contain addresses that were assigned later, and those of an instance contain
    ENIs that were attached later. Only inputs distinguish an unknown value from an omitted one.
    """

    def validate(args: ResourceValidationArgs, _report: ReportViolation) -> None:
        session.note_inputs(args)

    return ResourceValidationPolicy(
        name=INPUTS,
        description="Reads the inputs of each resource for the other policies; it never reports a violation.",
        validate=validate,
        enforcement_level=EnforcementLevel.ADVISORY,
    )


def undetermined_policy(position: int, session: Session) -> StackValidationPolicy:
    """Return the policy that reports, once per run, the undetermined findings and the inputs that would decide."""

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        lines = _undetermined_lines(session.run_at(position, args.resources))
        if lines:
            report("\n".join(["Not checked, because these values are not known yet:", *lines]), None)

    return _report_policy(
        CANNOT_TELL,
        "Reports the limits that cannot be checked yet and the values that are missing; set it to mandatory to block "
        "such a plan.",
        validate,
    )


def exempted_policy(position: int, session: Session) -> StackValidationPolicy:
    """Return the policy that reports exempted violations and unused exemptions."""

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        run = session.run_at(position, args.resources)
        for limit, subject, message, one in run.exempted:
            report(
                f"{subject.label} is exempt from {limit} until {one.expires}: {one.reason} (owner: {one.owner}). "
                f"The violation: {message}",
                subject.urn,
            )
        for limit, one in run.unused:
            report(
                f"The exemption of {one.resource} from {limit} ({one.owner}) applies to no violation; remove it.", None
            )

    return _report_policy(EXEMPTED, "Reports the exempted violations, with reason, owner and last day.", validate)


def _report_policy(
    name: str, description: str, validate: Callable[[StackValidationArgs, ReportViolation], None]
) -> StackValidationPolicy:
    return StackValidationPolicy(
        name=name,
        description=description,
        validate=validate,
        enforcement_level=EnforcementLevel.ADVISORY,
        severity=Severity.LOW,
    )


def _undetermined_lines(run: Run) -> list[str]:
    """Return a line for each limit and set of missing inputs, with the resources concerned."""
    concerned: dict[tuple[str, frozenset[str]], dict[str, None]] = defaultdict(dict)
    for limit, subject, missing in run.undetermined:
        concerned[limit, missing][subject.label] = None
    lines = [
        f"- {limit}: {_shortened(list(labels))}: needs {', '.join(sorted(missing))}"
        for (limit, missing), labels in concerned.items()
    ]
    return lines + [f"- internal error of this policy pack, {error}" for error in run.internal_errors]


def _shortened(labels: list[str]) -> str:
    rest = len(labels) - _MAX_LABELS
    return ", ".join(labels[:_MAX_LABELS]) + (f" and {rest} more" if rest > 0 else "")
