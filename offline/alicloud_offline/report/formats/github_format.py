"""GitHub workflow commands, which annotate the line of each resource."""

from alicloud_offline.report.formats import text_format
from alicloud_offline.report.report_model import MANDATORY, Finding, Report, describe, short_message


def render(report: Report) -> str:
    """Return one command for each finding, and the summary line."""
    return "\n".join([*(_command(report, one) for one in report.findings), text_format.summary_line(report)])


def _command(report: Report, finding: Finding) -> str:
    source = report.source_of(finding)
    properties = {"file": source.file, "line": str(source.line)} if source else {}
    properties["title"] = finding.rule
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    kind = "error" if finding.level == MANDATORY else "warning"
    return f"::{kind} {shown}::{_data(f'{describe(finding.urn)}: {short_message(finding)}')}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
