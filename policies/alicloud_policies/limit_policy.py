"""A limit as a policy: settings in, verdicts out, violations to the engine and the rest to the run."""

from collections.abc import Mapping
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    ReportViolation,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from alicloud_rules.limits import Level

from .exemptions import Exemption, exemption_of
from .limits.check import Check
from .run import Run, Session
from .settings import Settings, read_settings, schema_of
from .verdicts import Answer, Verdict

ENFORCEMENT = {
    Level.LIMIT: EnforcementLevel.MANDATORY,
    Level.NEED: EnforcementLevel.MANDATORY,
    Level.ADVICE: EnforcementLevel.ADVISORY,
}
_SEVERITY = {Level.LIMIT: Severity.HIGH, Level.NEED: Severity.HIGH, Level.ADVICE: Severity.MEDIUM}


def limit_policy(check: Check, position: int, session: Session) -> StackValidationPolicy:
    """Return the policy, to stand at this position of the pack."""

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        run = session.run_at(position, args.resources)
        try:
            settings = _settings(check, args.get_config())
        except ValueError as error:
            report(f"This policy's config is wrong: {error}", None)
            return
        verdicts = _verdicts(check, run, settings)
        for verdict in verdicts:
            _tell(check, verdict, settings, run, report)
        _note_unused(check, verdicts, settings, run)
        if not verdicts:
            args.not_applicable("Nothing in the stack is what this is about.")

    level = check.limit.level
    return StackValidationPolicy(
        name=check.id,
        description=f"{check.limit.says[0].upper()}{check.limit.says[1:]}.",
        validate=validate,
        enforcement_level=ENFORCEMENT[level],
        config_schema=PolicyConfigSchema(properties=schema_of((*check.properties, "exemptions"))),
        severity=_SEVERITY[level],
        tags=["alicloud", "ipv6", level.value],
        remediation_steps=check.remedy,
        url=check.url,
    )


def _settings(check: Check, config: Mapping[str, Any]) -> Settings:
    """Read the config; a property that the policy does not have, which the CLI lets pass, would be a silent slip."""
    known = (*check.properties, "exemptions")
    if strange := sorted(config.keys() - set(known)):
        raise ValueError(f"It has no property {strange[0]}, only: {', '.join(known)}.")
    return read_settings(config)


def _verdicts(check: Check, run: Run, settings: Settings) -> list[Verdict]:
    try:
        return list(check.judge(run.plan(settings.outside), settings))
    except Exception as error:
        run.troubles.append(f"judging {check.id}: {error!r}")
        return []


def _tell(check: Check, verdict: Verdict, settings: Settings, run: Run, report: ReportViolation) -> None:
    if verdict.answer is Answer.CANNOT_TELL:
        run.open.append((check.id, verdict))
    elif verdict.answer is Answer.VIOLATES:
        exemption = exemption_of(verdict.urn, settings.exemptions, run.today)
        if exemption is not None and not exemption.expired(run.today):
            run.exempted.append((check.id, verdict, exemption))
        else:
            report(message(check, verdict, exemption), verdict.urn)


def message(check: Check, verdict: Verdict, expired: Exemption | None = None) -> str:
    """Return what is wrong, where, the numbers, how to put it right, and where it is documented."""
    parts = [f"{verdict.label}: {verdict.violation}"]
    if expired is not None:
        parts.append(f"Its exemption ({expired.reason}; {expired.owner}) expired on {expired.expires}.")
    return " ".join([*parts, check.remedy, f"See {check.url}"])


def _note_unused(check: Check, verdicts: list[Verdict], settings: Settings, run: Run) -> None:
    violating = [verdict.urn for verdict in verdicts if verdict.answer is Answer.VIOLATES]
    for exemption in settings.exemptions:
        if not any(exemption.covers(urn) for urn in violating):
            run.unused.append((check.id, exemption))
