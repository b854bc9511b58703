"""Text for people: at most 80 columns where words allow it."""

import textwrap
from collections.abc import Callable, Iterator

from alicloud_offline.checking.outcome import MANDATORY, Finding, Outcome, called, what

WIDTH = 80
_COLOURS = {"red": "31", "yellow": "33", "green": "32", "dim": "2", "bold": "1"}

Paint = Callable[[str, str], str]


def plain(outcome: Outcome) -> str:
    """Without colours."""
    return "\n".join(_lines(outcome, lambda text, _: text))


def coloured(outcome: Outcome) -> str:
    """For a terminal."""
    return "\n".join(_lines(outcome, lambda text, colour: f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"))


def verdict(outcome: Outcome) -> str:
    """The last line: how many findings, and what the run took."""
    return _verdict(outcome, lambda text, _: text)


def _lines(outcome: Outcome, paint: Paint) -> Iterator[str]:
    yield from _title(outcome, paint)
    for finding in outcome.findings:
        yield ""
        yield from _finding(outcome, finding, paint)
    if outcome.exemptions:
        yield from ("", paint("Exemptions in force:", "bold"))
        for one in outcome.exemptions:
            until = f", until {one.expires}" if one.expires else ""
            owner = f" ({one.owner}{until})" if one.owner else ""
            yield from _wrapped(f"{one.rule} on {one.resource}: {one.reason}{owner}", "  ")
    if outcome.notes:
        yield ""
        for note in outcome.notes:
            yield from (paint(line, "dim") for line in _wrapped(f"Note: {note}", ""))
    yield from ("", _verdict(outcome, paint))


def _title(outcome: Outcome, paint: Paint) -> Iterator[str]:
    packs = sorted({rule.pack for rule in outcome.rules})
    yield paint(f"{outcome.project}/{outcome.stack}", "bold") + f": {outcome.count} resources"
    if packs:
        yield from _wrapped(f"{len(outcome.rules)} rules of {', '.join(packs)}", "")


def _finding(outcome: Outcome, finding: Finding, paint: Paint) -> Iterator[str]:
    colour = "red" if finding.level == MANDATORY else "yellow"
    yield f"{paint(finding.level, colour)} {paint(finding.rule, 'bold')}"
    source = outcome.where(finding)
    yield f"  {called(finding.urn)}" + (f", {source.file}:{source.line}" if source else "")
    for line in what(finding).splitlines():
        yield from _wrapped(line, "  ")
    rule = outcome.rule(finding)
    if rule.url and rule.url not in finding.message:
        yield "  " + paint(rule.url, "dim")


def _verdict(outcome: Outcome, paint: Paint) -> str:
    counts = f"{len(outcome.mandatory)} mandatory, {len(outcome.advisory)} advisory"
    word = paint("violated", "red") if outcome.mandatory else paint("holds", "green")
    peak = f", {outcome.peak_mib:.0f} MiB at most" if outcome.peak_mib else ""
    took = f" in {outcome.seconds:.1f} s{peak}" if outcome.seconds else ""
    return f"{word}: {counts}{took}"


def _wrapped(line: str, indent: str) -> list[str]:
    """The line in pieces of at most WIDTH; links and other long words stay whole."""
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + ("  " if line.startswith("- ") else ""),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent.rstrip()]
