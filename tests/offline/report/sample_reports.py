"""Reports for the tests of the formats: one with data of every kind, one without findings."""

from alicloud_offline.report.report_model import (
    ADVISORY,
    MANDATORY,
    Exemption,
    Finding,
    Report,
    ReportedResource,
    Rule,
    SourceLine,
)

STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"
SITE = "urn:pulumi:dev::shop::shop:index:Site::site"
VPC = "urn:pulumi:dev::shop::shop:index:Site$alicloud:vpc/network:Network::vpc"
ENI = "urn:pulumi:dev::shop::alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface::eni|1"
PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:alicloud::default_4_0_0"

RULES = (
    Rule(
        "eni-has-group",
        "net",
        "An ENI is in a group.",
        MANDATORY,
        "ENI groups",
        "https://example.com/eni",
        "Add one.",
        "high",
    ),
    Rule("few-enis", "net", "There are few ENIs.", ADVISORY),
    Rule("quiet", "net", "Nothing is wrong.", MANDATORY),
    Rule("off", "other", "Never evaluated.", "disabled"),
)
RESOURCES = (
    ReportedResource(STACK, "pulumi:pulumi:Stack", "shop-dev", ""),
    ReportedResource(PROVIDER, "pulumi:providers:alicloud", "default_4_0_0", ""),
    ReportedResource(SITE, "shop:index:Site", "site", STACK, (), SourceLine("app/__main__.py", 3)),
    ReportedResource(VPC, "alicloud:vpc/network:Network", "vpc", SITE, (), SourceLine("app/__main__.py", 4)),
    ReportedResource(
        ENI, "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface", "eni|1", STACK, (VPC,), SourceLine("app/a,b.py", 9)
    ),
)
FINDINGS = (
    Finding("few-enis", "net", ADVISORY, STACK, "3 ENIs: 50% too many,\nat most 2."),
    Finding("eni-has-group", "net", MANDATORY, ENI, "It is in no <group> | `none` & *nothing*."),
)


def failing_report() -> Report:
    return Report(
        project="shop",
        stack="dev",
        resources=RESOURCES,
        rules=RULES,
        findings=FINDINGS,
        exemptions=[Exemption("eni-same-vpc", "web-*", "moving", "net", "2030-01-31")],
        notes=["Data sources were not queried."],
        seconds=1.25,
        peak_mib=80.4,
    )


def passing_report() -> Report:
    return Report("shop", "dev", RESOURCES, RULES)
