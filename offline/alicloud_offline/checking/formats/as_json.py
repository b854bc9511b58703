"""JSON for programs: everything the outcome holds."""

import dataclasses
import json
from typing import Any

from alicloud_offline.checking.outcome import Finding, Outcome


def written(outcome: Outcome) -> str:
    """One object; ``findings`` say what is wrong, worst first."""
    return json.dumps(
        {
            "by": outcome.by,
            "project": outcome.project,
            "stack": outcome.stack,
            "mandatory": len(outcome.mandatory),
            "advisory": len(outcome.advisory),
            "resources": outcome.count,
            "seconds": round(outcome.seconds, 3),
            "peakMiB": round(outcome.peak_mib, 1),
            "findings": [_finding(outcome, one) for one in outcome.findings],
            "rules": [dataclasses.asdict(rule) for rule in outcome.rules],
            "exemptions": [dataclasses.asdict(one) for one in outcome.exemptions],
            "notes": list(outcome.notes),
        },
        indent=2,
    )


def _finding(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    source = outcome.where(finding)
    return {
        **dataclasses.asdict(finding),
        "url": outcome.rule(finding).url,
        "file": source.file if source else None,
        "line": source.line if source else None,
    }
