"""The policy of a rule about flows; mandatory, and without effect until its config lists flows."""

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    ReportViolation,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from alicloud_rules.three_valued import Unknown

from ..config.policy_settings import Settings, read_settings
from ..config.property_schemas import schemas_of
from ..flows.flow_rule import FlowRule
from ..judging.findings import RuleResult
from .session import Run, Session

FLOW_PROPERTIES = ("flows", "outside")


def flow_policy(rule: FlowRule, position: int, session: Session) -> StackValidationPolicy:
    """Return the policy of a rule, at this position of the pack."""

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        run = session.run_at(position, args.resources)
        try:
            settings = read_settings(args.get_config(), FLOW_PROPERTIES)
        except ValueError as error:
            report(f"Invalid config of this policy: {error}", None)
            return
        if settings.flows is None:
            args.not_applicable("The config of this policy lists no flows.")
            return
        for result in _results(rule, run, settings):
            _report_result(rule, result, run, report)

    return StackValidationPolicy(
        name=rule.id,
        description=f"{rule.says[0].upper()}{rule.says[1:]}.",
        validate=validate,
        enforcement_level=EnforcementLevel.MANDATORY,
        config_schema=PolicyConfigSchema(properties=schemas_of(FLOW_PROPERTIES)),
        severity=Severity.HIGH,
        tags=["alicloud", "ipv6", "reachability"],
        remediation_steps=rule.remedy,
    )


def _results(rule: FlowRule, run: Run, settings: Settings) -> list[RuleResult]:
    try:
        return list(rule.check(run.flows(settings.outside), settings.flows or ()))
    except Exception as error:
        run.internal_errors.append(f"checking {rule.id}: {error!r}")
        return []


def _report_result(rule: FlowRule, result: RuleResult, run: Run, report: ReportViolation) -> None:
    subject, finding = result.subject, result.finding
    if isinstance(finding, Unknown):
        run.undetermined.append((rule.id, subject, finding.missing))
    elif finding is not None:
        report(f"{finding} {rule.remedy}", subject.urn or None)
