"""Report of a real `pulumi preview` or `pulumi up`, read from the engine's events.

The events are lines of JSON: the file of `--event-log FILE` (an option of the CLI with PULUMI_DEBUG_COMMANDS=1), or
the output of `pulumi preview --json` with PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1. Without that variable, `--json`
prints one object that lacks the policy events.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.report.report_model import ADVISORY, MANDATORY, Finding, Report, ReportedResource, Rule

_HOW = (
    "give the file of `pulumi preview --event-log FILE` (with PULUMI_DEBUG_COMMANDS=1), or the output of"
    " `pulumi preview --json` with PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1"
)
_SUMMARIES = ("policyAnalyzeSummaryEvent", "policyAnalyzeStackSummaryEvent", "policyRemediateSummaryEvent")
_CONSEQUENCES = ("preview failed", "update failed")
_NOT_RUN = "can't run policy '"

Event = dict[str, Any]


def read_events(lines: Iterable[str], name: str) -> Report:
    """Return the report; `name` is the file's name in errors.

    Raises OfflineError when policy events are missing, or when the engine failed for a reason other than a policy.
    """
    events = list(_events(lines))
    if not any(kind in event for event in events for kind in ("preludeEvent", "summaryEvent", "policyEvent")):
        raise OfflineError(f"{name} has no events of the Pulumi engine; {_HOW}.")
    if not any(kind in event for event in events for kind in (*_SUMMARIES, "policyEvent")):
        raise OfflineError(f"{name} has no policy events: run with --policy-pack, and {_HOW}.")
    findings = [_finding(event["policyEvent"]) for event in events if "policyEvent" in event]
    error = _engine_error(events, findings)
    if error:
        raise OfflineError(f"The engine failed before it evaluated all policies: {error}")
    resources = _resources(events)
    stack, project = resources[0].urn.removeprefix("urn:pulumi:").split("::")[:2] if resources else ("", "")
    return Report(
        project=project,
        stack=stack,
        resources=resources,
        rules=_rules(events),
        findings=findings,
        notes=_remediations(events),
        seconds=_seconds(events),
        by="pulumi",
    )


def _events(lines: Iterable[str]) -> Iterator[Event]:
    """Yield the events among the lines of a CI job's log."""
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and "sequence" in event:
            yield event


def _level(event: Event) -> str:
    return ADVISORY if event["enforcementLevel"] == "advisory" else MANDATORY


def _finding(event: Event) -> Finding:
    message = str(event["message"]).strip()
    if not message.startswith(_NOT_RUN):
        description, _, rest = message.partition("\n")
        message = rest.strip() or description
    return Finding(event["policyName"], event["policyPackName"], _level(event), event.get("resourceUrn", ""), message)


def _rules(events: Iterable[Event]) -> list[Rule]:
    """Return every policy that ran, without the metadata that the events lack, such as a URL."""
    rules: dict[tuple[str, str], Rule] = {}
    for event in events:
        for kind in _SUMMARIES:
            summary = event.get(kind, {})
            for name in (*summary.get("passed", ()), *summary.get("failed", ())):
                pack = summary["policyPackName"]
                rules.setdefault((pack, name), Rule(name, pack, name, ADVISORY))
    for one in (event["policyEvent"] for event in events if "policyEvent" in event):
        key, message = (one["policyPackName"], one["policyName"]), str(one["message"])
        if not message.startswith(_NOT_RUN):
            rules[key] = Rule(key[1], key[0], message.strip().partition("\n")[0], _level(one))
    return [rules[key] for key in sorted(rules)]


def _resources(events: Iterable[Event]) -> list[ReportedResource]:
    found: dict[str, ReportedResource] = {}
    for event in events:
        meta = event.get("resourcePreEvent", {}).get("metadata", {})
        state = meta.get("new")
        if state:
            urn = meta["urn"]
            found[urn] = ReportedResource(urn, meta["type"], urn.rpartition("::")[2], state.get("parent", ""))
    return list(found.values())


def _seconds(events: Iterable[Event]) -> float:
    return next((float(event["summaryEvent"]["durationSeconds"]) for event in events if "summaryEvent" in event), 0.0)


def _remediations(events: Iterable[Event]) -> list[str]:
    found: dict[str, dict[str, None]] = {}
    for event in events:
        one = event.get("policyRemediationEvent")
        if one:
            found.setdefault(one["policyName"], {})[one["resourceUrn"].rpartition("::")[2]] = None
    return [remediation_note(policy, names) for policy, names in found.items()]


def remediation_note(policy: str, names: Iterable[str]) -> str:
    """Return the note on the resources whose inputs a remediating policy changed."""
    return f"The policy {policy} changes the inputs of {', '.join(names)}."


def _engine_error(events: Iterable[Event], findings: Iterable[Finding]) -> str:
    """Return the first error that is not a policy's; empty when there is none."""
    if any(one.level == MANDATORY for one in findings):
        return ""
    if not any(event.get("summaryEvent", {}).get("result") == "failed" for event in events):
        return ""
    errors = [event["diagnosticEvent"] for event in events if "diagnosticEvent" in event]
    messages = [" ".join(str(one["message"]).split()) for one in errors if one.get("severity") == "error"]
    return next((one for one in messages if one and one not in _CONSEQUENCES), "it gives no reason.")
