"""Markdown for a comment on a pull request: findings, exemptions in force and the diagram."""

from collections.abc import Iterator, Sequence

from alicloud_offline.report.formats import mermaid_diagram
from alicloud_offline.report.report_model import MANDATORY, Finding, Report, describe, short_message

MOST_ROWS = 20
MOST_CHARACTERS = 200
"""Longest message in a comment; the log has the whole message."""


def render(report: Report) -> str:
    """Return a summary that fits a comment for a stack of any size."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    sign = "❌" if report.mandatory else ("⚠️" if report.advisory else "✅")
    yield f"### {sign} Policies on `{report.project}/{report.stack}`"
    yield ""
    yield (
        f"{len(report.mandatory)} mandatory and {len(report.advisory)} advisory findings in"
        f" {report.resource_count} resources, {len(report.rules)} rules."
    )
    if report.findings:
        yield from (
            "",
            *_table(("level", "rule", "resource", "what"), [_row(report, one) for one in report.findings]),
        )
    if report.exemptions:
        rows = [(one.rule, one.resource, one.reason, one.owner, one.expires) for one in report.exemptions]
        yield from ("", "**Exemptions in force**", "")
        yield from _table(("rule", "resource", "reason", "owner", "until"), [tuple(map(_cell, row)) for row in rows])
    if report.notes:
        yield from ("", *(f"- {note}" for note in report.notes))
    if report.resources:
        yield from ("", "<details><summary>Topology</summary>", "", "```mermaid")
        yield from (mermaid_diagram.render(report), "```", "", "</details>")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows[:MOST_ROWS]:
        yield f"| {' | '.join(row)} |"
    if len(rows) > MOST_ROWS:
        yield from ("", f"and {len(rows) - MOST_ROWS} more.")


def _row(report: Report, finding: Finding) -> tuple[str, ...]:
    rule, source = report.rule_of(finding), report.source_of(finding)
    link = f"[{_cell(finding.rule)}]({rule.url})" if rule.url else _cell(finding.rule)
    level = f"**{finding.level}**" if finding.level == MANDATORY else finding.level
    place = _cell(describe(finding.urn))
    return level, link, place + (f"<br>`{source.file}:{source.line}`" if source else ""), _cell(short_message(finding))


def _cell(value: str) -> str:
    """Return the string as a table cell: on one line, shortened, with Markdown and HTML escaped."""
    flat = " ".join(value.split())
    if len(flat) > MOST_CHARACTERS:
        flat = flat[: MOST_CHARACTERS - 1].rstrip() + "…"
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("|", "\\|"), ("`", "'"), ("*", "\\*")):
        flat = flat.replace(sign, entity)
    return flat
