"""GitHub's workflow commands: an annotation on the line of each resource."""

from alicloud_offline.checking.formats import text
from alicloud_offline.checking.outcome import MANDATORY, Finding, Outcome, called, what


def written(outcome: Outcome) -> str:
    """One command for each finding; the log shows the last lines, the counts, as they are."""
    return "\n".join([*(_command(outcome, one) for one in outcome.findings), text.verdict(outcome)])


def _command(outcome: Outcome, finding: Finding) -> str:
    source = outcome.where(finding)
    properties = {"file": source.file, "line": str(source.line)} if source else {}
    properties["title"] = finding.rule
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    kind = "error" if finding.level == MANDATORY else "warning"
    return f"::{kind} {shown}::{_data(f'{called(finding.urn)}: {what(finding)}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
