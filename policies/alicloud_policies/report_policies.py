"""The policies that report on the others: what cannot be told yet, and what is exempted; and the one that listens."""

from collections import defaultdict

from pulumi_policy import (
    EnforcementLevel,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from .run import Run, Session

CANNOT_TELL = "cannot-tell-yet"
EXEMPTED = "exempted"
INPUTS = "resource-inputs"
_NAMED = 3


def inputs_policy(session: Session) -> ResourceValidationPolicy:
    """Return the policy that remembers inputs: outputs alone do not tell what the program asked for.

    After a refresh the outputs of an ENI list addresses that were assigned later, and those of an instance list ENIs
    that were attached later; and only inputs tell an unknown value from one that was left out.
    """

    def validate(args: ResourceValidationArgs, _report: ReportViolation) -> None:
        session.note_inputs(args)

    return ResourceValidationPolicy(
        name=INPUTS,
        description="Reads each resource's inputs for the other policies; it never finds fault.",
        validate=validate,
        enforcement_level=EnforcementLevel.ADVISORY,
    )


def cannot_tell_policy(position: int, session: Session) -> StackValidationPolicy:
    """Return the policy that says, once for the whole run, what could not be judged and what would have to be known."""

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        lines = open_lines(session.run_at(position, args.resources))
        if lines:
            report("\n".join(["Not known yet, so not judged:", *lines]), None)

    return StackValidationPolicy(
        name=CANNOT_TELL,
        description="Says which limits could not be judged and what would have to be known; raise it to mandatory "
        "to block such a plan.",
        validate=validate,
        enforcement_level=EnforcementLevel.ADVISORY,
        severity=Severity.LOW,
    )


def exempted_policy(position: int, session: Session) -> StackValidationPolicy:
    """Return the policy that shows what is exempted, so that it is not forgotten."""

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        run = session.run_at(position, args.resources)
        for limit, verdict, one in run.exempted:
            report(
                f"{limit} is not enforced on {verdict.label} until {one.expires}: {one.reason} ({one.owner} answers "
                f"for it). What it would say: {verdict.violation}",
                verdict.urn,
            )
        for limit, one in run.unused:
            report(f"The exemption of {one.resource} from {limit} ({one.owner}) covers no violation; remove it.", None)

    return StackValidationPolicy(
        name=EXEMPTED,
        description="Shows the violations that somebody has exempted, with the reason, the owner and the last day.",
        validate=validate,
        enforcement_level=EnforcementLevel.ADVISORY,
        severity=Severity.LOW,
    )


def open_lines(run: Run) -> list[str]:
    """Return a line for each limit and what it lacks, with the resources that are concerned."""
    concerned: dict[tuple[str, frozenset[str]], dict[str, None]] = defaultdict(dict)
    for limit, verdict in run.open:
        concerned[limit, verdict.missing][verdict.label] = None
    lines = [
        f"- {limit}: {_some(list(labels))}: needs {', '.join(sorted(missing))}"
        for (limit, missing), labels in concerned.items()
    ]
    return lines + [f"- a fault of this policy pack, {trouble}" for trouble in run.troubles]


def _some(labels: list[str]) -> str:
    rest = len(labels) - _NAMED
    return ", ".join(labels[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
