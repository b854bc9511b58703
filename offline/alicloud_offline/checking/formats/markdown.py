"""Markdown for a comment on a pull request: verdicts, exemptions in force, the picture."""

from collections.abc import Iterator, Sequence

from alicloud_offline.checking.formats import mermaid
from alicloud_offline.checking.outcome import MANDATORY, Finding, Outcome, called, what

MOST_ROWS = 20
MOST_CHARACTERS = 200
"""Of a message: a comment is to be read, the whole message stands in the log."""


def written(outcome: Outcome) -> str:
    """A summary that fits a comment, whatever the size of the stack."""
    return "\n".join(_lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    sign = "❌" if outcome.mandatory else ("⚠️" if outcome.advisory else "✅")
    yield f"### {sign} Policies on `{outcome.project}/{outcome.stack}`"
    yield ""
    yield (
        f"{len(outcome.mandatory)} mandatory and {len(outcome.advisory)} advisory findings in"
        f" {outcome.count} resources, {len(outcome.rules)} rules."
    )
    if outcome.findings:
        yield from (
            "",
            *_table(("level", "rule", "resource", "what"), [_row(outcome, one) for one in outcome.findings]),
        )
    if outcome.exemptions:
        rows = [(one.rule, one.resource, one.reason, one.owner, one.expires) for one in outcome.exemptions]
        yield from ("", "**Exemptions in force**", "")
        yield from _table(("rule", "resource", "reason", "owner", "until"), [tuple(map(_cell, row)) for row in rows])
    if outcome.notes:
        yield from ("", *(f"- {note}" for note in outcome.notes))
    if outcome.pieces:
        yield from ("", "<details><summary>Topology</summary>", "", "```mermaid")
        yield from (mermaid.drawn(outcome), "```", "", "</details>")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows[:MOST_ROWS]:
        yield f"| {' | '.join(row)} |"
    if len(rows) > MOST_ROWS:
        yield from ("", f"and {len(rows) - MOST_ROWS} more.")


def _row(outcome: Outcome, finding: Finding) -> tuple[str, ...]:
    rule, source = outcome.rule(finding), outcome.where(finding)
    link = f"[{_cell(finding.rule)}]({rule.url})" if rule.url else _cell(finding.rule)
    level = f"**{finding.level}**" if finding.level == MANDATORY else finding.level
    place = _cell(called(finding.urn))
    return level, link, place + (f"<br>`{source.file}:{source.line}`" if source else ""), _cell(what(finding))


def _cell(text: str) -> str:
    """The text on one line, cut, and with no meaning of its own in Markdown or HTML."""
    flat = " ".join(text.split())
    if len(flat) > MOST_CHARACTERS:
        flat = flat[: MOST_CHARACTERS - 1].rstrip() + "…"
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("|", "\\|"), ("`", "'"), ("*", "\\*")):
        flat = flat.replace(sign, entity)
    return flat
