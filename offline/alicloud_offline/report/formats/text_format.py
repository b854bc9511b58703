"""Text for people, wrapped at 80 columns; links and other long words stay whole."""

import textwrap
from collections.abc import Callable, Iterator

from alicloud_offline.report.report_model import MANDATORY, Finding, Report, describe, short_message

WIDTH = 80
_COLOURS = {"red": "31", "yellow": "33", "green": "32", "dim": "2", "bold": "1"}

Paint = Callable[[str, str], str]


def _uncoloured(text: str, _: str) -> str:
    return text


def plain(report: Report) -> str:
    """Return the report without colours."""
    return "\n".join(_lines(report, _uncoloured))


def coloured(report: Report) -> str:
    """Return the report with a terminal's colours."""
    return "\n".join(_lines(report, lambda text, colour: f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"))


def _lines(report: Report, paint: Paint) -> Iterator[str]:
    yield from _title(report, paint)
    for finding in report.findings:
        yield ""
        yield from _finding(report, finding, paint)
    if report.exemptions:
        yield from ("", paint("Exemptions in force:", "bold"))
        for one in report.exemptions:
            until = f", until {one.expires}" if one.expires else ""
            owner = f" ({one.owner}{until})" if one.owner else ""
            yield from _wrapped(f"{one.rule} on {one.resource}: {one.reason}{owner}", "  ")
    if report.notes:
        yield ""
        for note in report.notes:
            yield from (paint(line, "dim") for line in _wrapped(f"Note: {note}", ""))
    yield from ("", summary_line(report, paint))


def _title(report: Report, paint: Paint) -> Iterator[str]:
    packs = sorted({rule.pack for rule in report.rules})
    yield paint(f"{report.project}/{report.stack}", "bold") + f": {report.resource_count} resources"
    if packs:
        yield from _wrapped(f"{len(report.rules)} rules of {', '.join(packs)}", "")


def _finding(report: Report, finding: Finding, paint: Paint) -> Iterator[str]:
    colour = "red" if finding.level == MANDATORY else "yellow"
    yield f"{paint(finding.level, colour)} {paint(finding.rule, 'bold')}"
    source = report.source_of(finding)
    yield f"  {describe(finding.urn)}" + (f", {source.file}:{source.line}" if source else "")
    for line in short_message(finding).splitlines():
        yield from _wrapped(line, "  ")
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


def _wrapped(line: str, indent: str) -> list[str]:
    """Return the line wrapped at WIDTH."""
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + ("  " if line.startswith("- ") else ""),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent.rstrip()]
