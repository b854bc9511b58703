"""SARIF 2.1.0 for code scanning services: rules with help, levels, and the line of each resource."""

import hashlib
import json
from typing import Any
from urllib.parse import quote

from alicloud_offline import VERSION
from alicloud_offline.report.report_model import MANDATORY, Finding, Report, Rule, describe, short_message

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_STACK_FILE = "Pulumi.yaml"
"""File of the findings of the stack as a whole, because services require one."""

_SCORES = {"low": "3.0", "medium": "5.0", "high": "7.5", "critical": "9.5"}
"""Sort key of code scanning services: the middle of each severity's range in CVSS."""


def render(report: Report) -> str:
    """Return one log with one run."""
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, indent=2)


def _run(report: Report) -> dict[str, Any]:
    rules = {(rule.pack, rule.id): rule for rule in report.rules}
    for finding in report.findings:
        rules.setdefault((finding.pack, finding.rule), report.rule_of(finding))
    positions = {key: index for index, key in enumerate(rules)}
    return {
        "tool": {"driver": {"name": report.by, "version": VERSION, "rules": [_rule(rule) for rule in rules.values()]}},
        "automationDetails": {"id": f"{report.project}/{report.stack}/"},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [{"level": "note", "message": {"text": note}} for note in report.notes],
            }
        ],
        "columnKind": "utf16CodeUnits",
        "results": [_result(report, one, positions[one.pack, one.rule]) for one in report.findings],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    help_text = " ".join(part for part in (rule.description, rule.remedy, rule.url) if part)
    link = f"\n\n[{rule.url}]({rule.url})" if rule.url else ""
    properties: dict[str, Any] = {"tags": [rule.pack, *rule.tags]}
    if rule.severity:
        properties["security-severity"] = _SCORES[rule.severity]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title or rule.description},
        "fullDescription": {"text": rule.description},
        "help": {"text": help_text, "markdown": f"{rule.description}\n\n{rule.remedy}{link}".strip()},
        "defaultConfiguration": {"enabled": rule.level != "disabled", "level": _level(rule.level)},
        "properties": properties,
    } | ({"helpUri": rule.url} if rule.url else {})


def _level(level: str) -> str:
    return {"mandatory": "error", "remediate": "error", "advisory": "warning"}.get(level, "none")


def _result(report: Report, finding: Finding, index: int) -> dict[str, Any]:
    source = report.source_of(finding)
    artifact = {"uri": quote(source.file, safe="/,") if source else _STACK_FILE, "uriBaseId": "%SRCROOT%"}
    fingerprint = hashlib.sha256(f"{finding.pack}/{finding.rule}/{finding.urn}/{finding.message}".encode()).hexdigest()
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": "error" if finding.level == MANDATORY else "warning",
        "message": {"text": f"{describe(finding.urn)}: {short_message(finding)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {"startLine": source.line if source else 1},
                },
                "logicalLocations": [{"name": describe(finding.urn), "fullyQualifiedName": finding.urn or "stack"}],
            }
        ],
        "partialFingerprints": {"ruleAndResource/v1": fingerprint},
    }
