"""Policies of every kind: for resources and the stack, at every level, with config; one reads an unknown."""

from typing import Any

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

ENI = "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface"
VPC = "alicloud:vpc/network:Network"
VSWITCH = "alicloud:vpc/switch:Switch"


def eni_has_group(args: StackValidationArgs, report: ReportViolation) -> None:
    for one in args.resources:
        groups = one.property_dependencies.get("securityGroupIds")
        if one.resource_type == ENI and not groups and "securityGroupIds" not in list(one.props):
            report(f"{one.name} is in no security group.", one.urn)


def few_enis(args: StackValidationArgs, report: ReportViolation) -> None:
    found = sum(one.resource_type == ENI for one in args.resources)
    if found > args.get_config()["most"]:
        report(f"{found} ENIs, at most {args.get_config()['most']:g}.", None)


def region(args: StackValidationArgs, report: ReportViolation) -> None:
    for one in args.resources:
        if one.resource_type == VPC and one.provider and "region" not in list(one.provider.props):
            report("The region is not known.", one.urn)


def small_block(args: ResourceValidationArgs, report: ReportViolation) -> None:
    if args.resource_type == VSWITCH and "cidrBlock" in list(args.props):
        block = args.props["cidrBlock"]
        if int(block.partition("/")[2]) < 24:
            report(f"{block} is wider than /24.", None)


def reads_vpc(args: ResourceValidationArgs, report: ReportViolation) -> None:
    if args.resource_type == VSWITCH and args.props["vpcId"] == "vpc-1":
        report("It is in vpc-1.", None)


def add_tag(args: ResourceValidationArgs) -> Any:  # noqa: ANN401 (the SDK wants it so)
    if args.resource_type == VPC and "tags" not in list(args.props):
        return {**args.props, "tags": {"team": "net"}}
    return None


def tagged(args: ResourceValidationArgs, report: ReportViolation) -> None:
    if args.resource_type in (VPC, VSWITCH) and "tags" not in list(args.props):
        report("It has no tags.", None)


def stack_reads(args: StackValidationArgs, report: ReportViolation) -> None:
    args.not_applicable("There is nothing to judge.")


MANDATORY, ADVISORY = EnforcementLevel.MANDATORY, EnforcementLevel.ADVISORY
MOST = PolicyConfigSchema({"most": {"type": "integer", "minimum": 0, "default": 2}})

PolicyPack(
    "mixed",
    [
        StackValidationPolicy(
            "eni-has-group",
            "An ENI is in a security group.",
            eni_has_group,
            MANDATORY,
            url="https://example.com/eni",
            remediation_steps="Give securityGroupIds.",
        ),
        StackValidationPolicy("few-enis", "There are few ENIs.", few_enis, ADVISORY, MOST),
        StackValidationPolicy("region", "The region is known.", region, MANDATORY),
        StackValidationPolicy("never", "Nothing.", stack_reads),
        ResourceValidationPolicy("small-block", "vSwitches are small.", small_block, MANDATORY),
        ResourceValidationPolicy("reads-vpc", "Not in vpc-1.", reads_vpc, MANDATORY),
        ResourceValidationPolicy(
            "adds-tag", "VPCs have a tag.", remediate=add_tag, enforcement_level=EnforcementLevel.REMEDIATE
        ),
        ResourceValidationPolicy("tagged", "It is tagged.", tagged, ADVISORY),
        ResourceValidationPolicy("off", "Never runs.", tagged, EnforcementLevel.DISABLED),
    ],
)
