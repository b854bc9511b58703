"""The policy of a rule about flows; mandatory, and without effect until its config lists flows."""

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    ReportViolation,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from alicloud_rules.violation import Violation

from ..config.property_schemas import schemas_of
from ..flows.flow_rule import FlowRule
from .policy_calls import checked_settings, noted_results
from .session import Session

FLOW_PROPERTIES = ("flows", "outside")


def flow_policy(rule: FlowRule, position: int, session: Session) -> StackValidationPolicy:
    """Return the policy of a rule, at this position of the pack."""

    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        run = session.run_at(position, args.resources)
        settings = checked_settings(args, FLOW_PROPERTIES, report)
        if settings is None:
            return
        specs, outside = settings.flows, settings.outside
        if specs is None:
            args.not_applicable("The config of this policy lists no flows.")
            return
        for result in noted_results(rule.id, run, lambda: rule.check(run.flows(outside), specs)):
            if isinstance(result.finding, Violation):
                report(f"{result.finding} {rule.remedy}", result.subject.urn or None)

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
