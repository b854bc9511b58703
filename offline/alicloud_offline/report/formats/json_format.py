"""JSON for programs, with all data of a report."""

import dataclasses
import json
from typing import Any

from alicloud_offline.report.report_model import Finding, Report


def render(report: Report) -> str:
    """Return one object; `findings` begin with the mandatory ones."""
    return json.dumps(
        {
            "by": report.by,
            "project": report.project,
            "stack": report.stack,
            "mandatory": len(report.mandatory),
            "advisory": len(report.advisory),
            "resources": report.resource_count,
            "seconds": round(report.seconds, 3),
            "peakMiB": round(report.peak_mib, 1),
            "findings": [_finding(report, one) for one in report.findings],
            "rules": [dataclasses.asdict(rule) for rule in report.rules],
            "exemptions": [dataclasses.asdict(one) for one in report.exemptions],
            "notes": list(report.notes),
        },
        indent=2,
    )


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    source = report.source_of(finding)
    return {
        **dataclasses.asdict(finding),
        "url": report.rule_of(finding).url,
        "file": source.file if source else None,
        "line": source.line if source else None,
    }
