"""The policy of a limit: it reports violations, and passes other findings to the report policies."""

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    ReportViolation,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from alicloud_rules.limits import DOCUMENTED, Level
from alicloud_rules.violation import Violation

from ..config.policy_exemptions import Exemption, exemption_of
from ..config.policy_settings import Settings
from ..config.property_schemas import schemas_of
from ..judging.findings import RuleResult
from ..judging.rule import LimitRule
from .policy_calls import checked_settings, noted_results
from .session import Run, Session

ENFORCEMENT = {
    Level.LIMIT: EnforcementLevel.MANDATORY,
    Level.NEED: EnforcementLevel.MANDATORY,
    Level.ADVICE: EnforcementLevel.ADVISORY,
}


def limit_policy(rule: LimitRule, position: int, session: Session) -> StackValidationPolicy:
    """Return the policy of a rule, at this position of the pack."""
    properties = (*rule.properties, "exemptions")

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        run = session.run_at(position, args.resources)
        settings = checked_settings(args, properties, report)
        if settings is None:
            return
        results = noted_results(rule.id, run, lambda: rule.check(run.model(settings.outside), settings))
        for result in results:
            _report_result(rule, result, settings, run, report)
        violating = [one.subject.urn for one in results if isinstance(one.finding, Violation)]
        run.unused += [(rule.id, one) for one in settings.exemptions if not any(map(one.covers, violating))]
        if not results:
            args.not_applicable("The stack has no resource that this limit concerns.")

    level = rule.limit.level
    return StackValidationPolicy(
        name=rule.id,
        description=f"{rule.limit.says[0].upper()}{rule.limit.says[1:]}.",
        validate=validate,
        enforcement_level=ENFORCEMENT[level],
        config_schema=PolicyConfigSchema(properties=schemas_of(properties)),
        severity=Severity.MEDIUM if level is Level.ADVICE else Severity.HIGH,
        tags=["alicloud", "ipv6", level.value],
        remediation_steps=rule.remedy,
        url=rule.url,
    )


def _report_result(rule: LimitRule, result: RuleResult, settings: Settings, run: Run, report: ReportViolation) -> None:
    subject, finding = result.subject, result.finding
    if isinstance(finding, Violation):
        exemption = exemption_of(subject.urn, settings.exemptions, run.today)
        if exemption is not None and not exemption.expired(run.today):
            run.exempted.append((rule.id, subject, str(finding), exemption))
        else:
            report(_message(rule, result, settings, exemption), subject.urn)


def _message(rule: LimitRule, result: RuleResult, settings: Settings, expired: Exemption | None) -> str:
    """Return the message of a violation: where it is, what is wrong, how to correct it, and the documentation."""
    parts = [f"{result.subject.label}: {result.finding}"]
    if rule.limit.changed and settings.limits == DOCUMENTED:
        parts.append(
            f"This is the limit of the best-practice page ({rule.limit.documented}); the service has changed since "
            f"({rule.limit.today}). To follow the service, set `limits` of this policy to `today`."
        )
    if expired is not None:
        parts.append(f"Its exemption ({expired.reason}; {expired.owner}) expired on {expired.expires}.")
    return " ".join([*parts, rule.remedy, f"See {rule.url}"])
