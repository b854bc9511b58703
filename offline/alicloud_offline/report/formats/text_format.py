"""Text for people, wrapped at 80 columns or at a terminal's width; links and other long words stay whole."""

import textwrap
from collections.abc import Callable, Iterator

from alicloud_offline.report.report_model import MANDATORY, Finding, Report, describe, short_message

WIDTH = 80
"""Columns of a report that does not go to a terminal."""
_NARROWEST, _WIDEST = 40, 120
_COLOURS = {"red": "31", "yellow": "33", "green": "32", "dim": "2", "bold": "1"}

Paint = Callable[[str, str], str]


def _uncoloured(text: str, _: str) -> str:
    return text


def plain(report: Report) -> str:
    """Return the report without colours."""
    return "\n".join(_lines(report, _uncoloured))


def for_terminal(report: Report, columns: int, colours: bool) -> str:
    """Return the report for a terminal of so many columns; beyond 120 columns lines would be hard to read."""

    def paint(text: str, colour: str) -> str:
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if colours else text

    return "\n".join(_lines(report, paint, max(_NARROWEST, min(columns, _WIDEST))))


def _lines(report: Report, paint: Paint, width: int = WIDTH) -> Iterator[str]:
    yield from _title(report, paint, width)
    for finding in report.findings:
        yield ""
        yield from _finding(report, finding, paint, width)
    if report.exemptions:
        yield from ("", paint("Exemptions in force:", "bold"))
        for one in report.exemptions:
            until = f", until {one.expires}" if one.expires else ""
            owner = f" ({one.owner}{until})" if one.owner else ""
            yield from _wrapped(f"{one.rule} on {one.resource}: {one.reason}{owner}", "  ", width)
    if report.notes:
        yield ""
        for note in report.notes:
            yield from (paint(line, "dim") for line in _wrapped(f"Note: {note}", "", width))
    yield from ("", summary_line(report, paint))


def _title(report: Report, paint: Paint, width: int) -> Iterator[str]:
    packs = sorted({rule.pack for rule in report.rules})
    yield paint(f"{report.project}/{report.stack}", "bold") + f": {report.resource_count} resources"
    if packs:
        yield from _wrapped(f"{len(report.rules)} rules of {', '.join(packs)}", "", width)


def _finding(report: Report, finding: Finding, paint: Paint, width: int) -> Iterator[str]:
    colour = "red" if finding.level == MANDATORY else "yellow"
    yield f"{paint(finding.level, colour)} {paint(finding.rule, 'bold')}"
    source = report.source_of(finding)
    yield f"  {describe(finding.urn)}" + (f", {source.file}:{source.line}" if source else "")
    for line in short_message(finding).splitlines():
        yield from _wrapped(line, "  ", width)
    rule = report.rule_of(finding)
    if rule.url and rule.url not in finding.message:
        yield "  " + paint(rule.url, "dim")


def summary_line(report: Report, paint: Paint = _uncoloured) -> str:
    """Return the last line: the number of findings, time and memory."""
    counts = f"{len(report.mandatory)} mandatory, {len(report.advisory)} advisory"
    word = paint("violated", "red") if report.mandatory else paint("holds", "green")
    peak = f", {report.peak_mib:.0f} MiB at most" if report.peak_mib else ""
    took = f" in {report.seconds:.1f} s{peak}" if report.seconds else ""
    return f"{word}: {counts}{took}"


def _wrapped(line: str, indent: str, width: int) -> list[str]:
    """Return the line wrapped at the width."""
    return textwrap.wrap(
        line,
        width,
        initial_indent=indent,
        subsequent_indent=indent + ("  " if line.startswith("- ") else ""),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent.rstrip()]
