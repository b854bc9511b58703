"""Counts what it is shown, and reads an unknown when its config asks for that."""

from collections.abc import Mapping

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

LIMIT: Mapping[str, object] = {"type": "integer", "minimum": 0, "default": 2}


def few(args: StackValidationArgs, report: ReportViolation) -> None:
    """More custom resources than the limit."""
    thing = [one for one in args.resources if one.resource_type == "x:y:Thing"]
    if len(thing) > args.get_config()["limit"]:
        report(f"{len(thing)} things", thing[-1].urn)


def reads(args: ResourceValidationArgs, report: ReportViolation) -> None:
    """Reads a value that may be unknown."""
    if args.resource_type == "x:y:Thing" and args.props["size"] > 3:
        report("too large", None)


PolicyPack(
    "plain",
    [
        StackValidationPolicy(
            "few", "Few things.", few, EnforcementLevel.MANDATORY, PolicyConfigSchema({"limit": dict(LIMIT)})
        ),
        ResourceValidationPolicy("reads", "Small things.", reads),
    ],
)
