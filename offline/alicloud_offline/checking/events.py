"""The outcome of a real `pulumi preview` or `up`, read from the engine's own events.

They are lines of JSON: what `--event-log FILE` writes (a flag that the CLI has with PULUMI_DEBUG_COMMANDS=1), or what
`pulumi preview --json` prints with PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1. Without that setting `--json` prints one
object from which the engine has dropped the policy events.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from alicloud_offline.checking.outcome import ADVISORY, MANDATORY, Finding, Outcome, Piece, Rule
from alicloud_offline.errors import OfflineError

_HOW = (
    "give what `pulumi preview --event-log FILE` writes (with PULUMI_DEBUG_COMMANDS=1), or what `pulumi preview"
    " --json` prints with PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1"
)
_SUMMARIES = ("policyAnalyzeSummaryEvent", "policyAnalyzeStackSummaryEvent", "policyRemediateSummaryEvent")
_CONSEQUENCES = ("preview failed", "update failed")
_UNRUN = "can't run policy '"

Event = dict[str, Any]


def read(lines: Iterable[str], name: str) -> Outcome:
    """The outcome; OfflineError when there are no policy events in ``name``, or the engine failed for other reasons."""
    events = list(_events(lines))
    if not any(kind in event for event in events for kind in ("preludeEvent", "summaryEvent", "policyEvent")):
        raise OfflineError(f"{name} holds no events of the Pulumi engine; {_HOW}.")
    if not any(kind in event for event in events for kind in (*_SUMMARIES, "policyEvent")):
        raise OfflineError(f"{name} holds no policy events: was there a --policy-pack? {_HOW[0].upper()}{_HOW[1:]}.")
    findings = [_finding(event["policyEvent"]) for event in events if "policyEvent" in event]
    broken = _broken(events, findings)
    if broken:
        raise OfflineError(f"The engine itself failed, so its policies cannot tell: {broken}")
    pieces = _pieces(events)
    project, stack = _names(pieces)
    return Outcome(
        project=project,
        stack=stack,
        pieces=pieces,
        rules=_rules(events),
        findings=findings,
        notes=_remediations(events),
        seconds=_seconds(events),
        by="pulumi",
    )


def _events(lines: Iterable[str]) -> Iterator[Event]:
    """The events among the lines; a log of a CI job may have other lines between them."""
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and "sequence" in event:
            yield event


def _finding(event: Event) -> Finding:
    message = str(event["message"]).strip()
    if not message.startswith(_UNRUN):
        description, _, rest = message.partition("\n")
        message = rest.strip() or description
    level = ADVISORY if event["enforcementLevel"] == "advisory" else MANDATORY
    return Finding(event["policyName"], event["policyPackName"], level, event.get("resourceUrn", ""), message)


def _rules(events: Iterable[Event]) -> list[Rule]:
    """Every policy that ran; what the events do not tell of it, such as its help, is left out."""
    rules: dict[tuple[str, str], Rule] = {}
    for event in events:
        for kind in _SUMMARIES:
            summary = event.get(kind, {})
            for name in (*summary.get("passed", ()), *summary.get("failed", ())):
                pack = summary["policyPackName"]
                rules.setdefault((pack, name), Rule(name, pack, name, ADVISORY))
    for one in (event["policyEvent"] for event in events if "policyEvent" in event):
        key, text = (one["policyPackName"], one["policyName"]), str(one["message"])
        if not text.startswith(_UNRUN):
            level = ADVISORY if one["enforcementLevel"] == "advisory" else MANDATORY
            rules[key] = Rule(key[1], key[0], text.strip().partition("\n")[0], level)
    return [rules[key] for key in sorted(rules)]


def _pieces(events: Iterable[Event]) -> list[Piece]:
    found: dict[str, Piece] = {}
    for event in events:
        meta = event.get("resourcePreEvent", {}).get("metadata", {})
        state = meta.get("new")
        if state:
            urn = meta["urn"]
            found[urn] = Piece(urn, meta["type"], urn.rpartition("::")[2], state.get("parent", ""))
    return list(found.values())


def _names(pieces: Iterable[Piece]) -> tuple[str, str]:
    for piece in pieces:
        stack, project, *_ = piece.urn.removeprefix("urn:pulumi:").split("::")
        return project, stack
    return "", ""


def _seconds(events: Iterable[Event]) -> float:
    return next((float(event["summaryEvent"]["durationSeconds"]) for event in events if "summaryEvent" in event), 0.0)


def _remediations(events: Iterable[Event]) -> list[str]:
    found: dict[str, dict[str, None]] = {}
    for event in events:
        one = event.get("policyRemediationEvent")
        if one:
            found.setdefault(one["policyName"], {})[one["resourceUrn"].rpartition("::")[2]] = None
    return [remediated(policy, names) for policy, names in found.items()]


def remediated(policy: str, names: Iterable[str]) -> str:
    """The note on what a remediating policy has changed."""
    return f"The policy {policy} changes the inputs of {', '.join(names)}."


def _broken(events: Iterable[Event], findings: Iterable[Finding]) -> str:
    """The first error that is no policy's; empty when there is none."""
    if any(one.level == MANDATORY for one in findings):
        return ""
    if not any(event.get("summaryEvent", {}).get("result") == "failed" for event in events):
        return ""
    errors = [event["diagnosticEvent"] for event in events if "diagnosticEvent" in event]
    texts = [" ".join(str(one["message"]).split()) for one in errors if one.get("severity") == "error"]
    return next((text for text in texts if text and text not in _CONSEQUENCES), "it gives no reason.")
