"""Markdown for a comment on a pull request: findings, exemptions in force and the diagram."""

import re
from collections.abc import Iterator, Sequence

from alicloud_offline.report.formats import mermaid_diagram
from alicloud_offline.report.report_model import MANDATORY, Finding, Report, describe, short_message

MOST_ROWS = 20
MOST_CHARACTERS = 200
"""Longest message in a comment; the log has the whole message."""
MOST_CHARACTERS_OF_NOTE = 1_000
_MENTION = re.compile(r"([@#])(?=\w)")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "'", **{sign: f"\\{sign}" for sign in "\\|*_[]~$"}}
)


def render(report: Report) -> str:
    """Return a summary that fits a comment for a stack of any size."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    sign = "❌" if report.mandatory else ("⚠️" if report.advisory else "✅")
    yield f"### {sign} Policies on {_code(f'{report.project}/{report.stack}')}"
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
        yield from ("", *(f"- {_cell(note, MOST_CHARACTERS_OF_NOTE)}" for note in report.notes[:MOST_ROWS]))
        if len(report.notes) > MOST_ROWS:
            yield f"- and {len(report.notes) - MOST_ROWS} more notes."
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
    return (
        level,
        link,
        place + (f"<br>{_code(f'{source.file}:{source.line}')}" if source else ""),
        _cell(short_message(finding)),
    )


def _cell(value: str, most: int = MOST_CHARACTERS) -> str:
    """Return the string on one line, shortened, with Markdown and HTML escaped and nobody mentioned."""
    return _MENTION.sub("\\1\u200b", _short(value, most).translate(_ESCAPES))


def _code(value: str) -> str:
    """Return the string as code in a line or a table's cell."""
    return f"`{_short(value, MOST_CHARACTERS).replace('`', chr(39)).replace('|', chr(92) + '|')}`"


def _short(value: str, most: int) -> str:
    flat = " ".join(value.split())
    return f"{flat[: most - 1].rstrip()}…" if len(flat) > most else flat
