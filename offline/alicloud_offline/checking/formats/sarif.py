"""SARIF 2.1.0, as code scanning services take it: rules with help, levels, and the line of each resource."""

import hashlib
import json
from typing import Any

from alicloud_offline.checking import VERSION
from alicloud_offline.checking.outcome import MANDATORY, Finding, Outcome, Rule, called, what

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NOWHERE = "Pulumi.yaml"
"""Where findings of the stack as a whole are shown: services want a file."""

_SCORES = {"low": "3.0", "medium": "5.0", "high": "7.5", "critical": "9.5"}
"""The number that code scanning services sort by, in the middle of the range that each severity has in CVSS."""


def written(outcome: Outcome) -> str:
    """One log with one run."""
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(outcome)]}, indent=2)


def _run(outcome: Outcome) -> dict[str, Any]:
    rules = {(rule.pack, rule.id): rule for rule in outcome.rules}
    for finding in outcome.findings:
        rules.setdefault((finding.pack, finding.rule), outcome.rule(finding))
    places = {key: index for index, key in enumerate(rules)}
    return {
        "tool": {"driver": {"name": outcome.by, "version": VERSION, "rules": [_rule(rule) for rule in rules.values()]}},
        "automationDetails": {"id": f"{outcome.project}/{outcome.stack}/"},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [{"level": "note", "message": {"text": note}} for note in outcome.notes],
            }
        ],
        "columnKind": "utf16CodeUnits",
        "results": [_result(outcome, one, places[one.pack, one.rule]) for one in outcome.findings],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    help_text = " ".join(part for part in (rule.description, rule.remedy, rule.url) if part)
    more = f"\n\n[{rule.url}]({rule.url})" if rule.url else ""
    properties: dict[str, Any] = {"tags": [rule.pack, *rule.tags]}
    if rule.severity:
        properties["security-severity"] = _SCORES[rule.severity]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title or rule.description},
        "fullDescription": {"text": rule.description},
        "help": {"text": help_text, "markdown": f"{rule.description}\n\n{rule.remedy}{more}".strip()},
        "defaultConfiguration": {"enabled": rule.level != "disabled", "level": _level(rule.level)},
        "properties": properties,
    } | ({"helpUri": rule.url} if rule.url else {})


def _level(level: str) -> str:
    return {"mandatory": "error", "remediate": "error", "advisory": "warning"}.get(level, "none")


def _result(outcome: Outcome, finding: Finding, index: int) -> dict[str, Any]:
    source = outcome.where(finding)
    artifact = {"uri": source.file if source else _NOWHERE, "uriBaseId": "%SRCROOT%"}
    same = hashlib.sha256(f"{finding.pack}/{finding.rule}/{finding.urn}/{finding.message}".encode()).hexdigest()
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": "error" if finding.level == MANDATORY else "warning",
        "message": {"text": f"{called(finding.urn)}: {what(finding)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {"startLine": source.line if source else 1},
                },
                "logicalLocations": [{"name": called(finding.urn), "fullyQualifiedName": finding.urn or "stack"}],
            }
        ],
        "partialFingerprints": {"ruleAndResource/v1": same},
    }
