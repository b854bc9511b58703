"""The formats, each read by a library that nobody here wrote where there is one."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped
from pydantic_sarif.model import (  # type: ignore[import-untyped]
    StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog,
)

from alicloud_offline.checking.formats import FORMATS, github, junit, markdown, mermaid, sarif, text
from alicloud_offline.checking.outcome import ADVISORY, Finding, Outcome, Piece
from tests.offline.checking.outcomes import ENI, PIECES, RULES, STACK, clean, outcome


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_an_empty_outcome(name: str) -> None:
    assert FORMATS[name](Outcome("shop", "dev"))


def test_sarif_fits_its_schema_and_has_lines_levels_and_help() -> None:
    written = sarif.written(outcome())
    SarifLog.model_validate_json(written)
    run = json.loads(written)["runs"][0]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("app/a,b.py", 9)
    assert (first["level"], second["level"]) == ("error", "warning")
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "Pulumi.yaml"
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert (rule["id"], rule["helpUri"]) == ("eni-has-group", "https://example.com/eni")
    assert "Add one." in rule["help"]["markdown"]
    assert rule["properties"]["security-severity"] == "7.5"


def test_sarif_names_the_same_finding_the_same_way() -> None:
    prints = [one["partialFingerprints"] for one in json.loads(sarif.written(outcome()))["runs"][0]["results"]]
    assert prints == [one["partialFingerprints"] for one in json.loads(sarif.written(outcome()))["runs"][0]["results"]]
    assert prints[0] != prints[1]


def test_junit_is_read_with_its_counts() -> None:
    xml = JUnitXml.fromstring(junit.written(outcome()).encode())
    suites = {suite.name: suite for suite in xml}
    assert (suites["net"].tests, suites["net"].failures, suites["net"].skipped) == (3, 1, 1)
    results = {case.name: case.result for case in suites["net"]}
    (failure,) = results["eni-has-group: EcsNetworkInterface eni|1"]
    assert isinstance(failure, Failure) and "no <group>" in failure.message
    assert isinstance(results["few-enis: the stack"][0], Skipped)
    assert results["quiet"] == []
    assert suites["other"].skipped == 1


@given(st.text())
def test_junit_is_xml_whatever_a_message_holds(message: str) -> None:
    written = junit.written(replace(outcome(), findings=[Finding("a", "net", ADVISORY, ENI, message)]))
    assert JUnitXml.fromstring(written.encode())


def test_github_commands_are_escaped() -> None:
    error, warning, counts = github.written(outcome()).splitlines()
    assert error.startswith("::error file=app/a%2Cb.py,line=9,title=eni-has-group::EcsNetworkInterface eni|1: It is")
    assert warning == "::warning title=few-enis::the stack: 3 ENIs: 50%25 too many,%0Aat most 2."
    assert counts.startswith("violated: 1 mandatory, 1 advisory")


def test_markdown_has_verdicts_exemptions_and_a_picture() -> None:
    written = markdown.written(outcome())
    assert "| **mandatory** | [eni-has-group](https://example.com/eni) | EcsNetworkInterface eni\\|1" in written
    assert "It is in no &lt;group&gt; \\| 'none' &amp; \\*nothing\\*." in written
    assert "| eni-same-vpc | web-\\* | moving | net | 2030-01-31 |" in written
    assert "```mermaid\nflowchart LR" in written
    assert markdown.written(clean()).startswith("### ✅")


def test_markdown_stays_short_whatever_there_is() -> None:
    findings = [Finding(f"rule-{number}", "net", ADVISORY, STACK, "word " * 500) for number in range(1000)]
    pieces = [Piece(f"{ENI}{n}", "a:b:C", f"eni{n}", STACK, (ENI,)) for n in range(5000)]
    written = markdown.written(replace(outcome(), findings=findings, pieces=[*PIECES, *pieces]))
    assert "and 980 more." in written
    assert len(written) < 20_000


def test_the_picture_marks_what_offends_and_groups_components() -> None:
    drawn = mermaid.drawn(outcome()).splitlines()
    assert 'n1["EcsNetworkInterface<br/>eni#124;1"]' in drawn
    assert drawn[1:4] == ['subgraph g0["Site site"]', 'n0["Network<br/>vpc"]', "end"]
    assert "n1 --> n0" in drawn
    assert "class n1 mandatory" in drawn
    assert all("Stack" not in line and "default_4" not in line for line in drawn)


def test_a_large_picture_shows_what_offends_and_its_neighbours() -> None:
    others = [Piece(f"{ENI}{n}", "a:b:C", f"other{n}", STACK) for n in range(100)]
    drawn = mermaid.drawn(replace(outcome(), pieces=[*PIECES, *others]))
    assert re.findall(r'"([^"]+)"', drawn) == ["Site site", "Network<br/>vpc", "EcsNetworkInterface<br/>eni#124;1"]


def test_text_fits_80_columns_and_is_coloured_only_when_asked() -> None:
    long = replace(outcome(), findings=[Finding("eni-has-group", "net", ADVISORY, ENI, "- " + "word " * 60)])
    written = text.plain(long)
    assert max(map(len, written.splitlines())) <= text.WIDTH
    assert "\x1b" not in written
    assert re.sub(r"\x1b\[\d+m", "", text.coloured(long)) == written


def test_text_says_where_and_what_to_read() -> None:
    written = text.plain(outcome())
    assert "mandatory eni-has-group\n  EcsNetworkInterface eni|1, app/a,b.py:9\n" in written
    assert "  https://example.com/eni" in written
    assert "eni-same-vpc on web-*: moving (net, until 2030-01-31)" in written
    assert written.splitlines()[-1] == "violated: 1 mandatory, 1 advisory in 1.2 s, 80 MiB at most"


def test_json_has_everything() -> None:
    found = json.loads(FORMATS["json"](outcome()))
    assert (found["mandatory"], found["advisory"], found["resources"]) == (1, 1, 4)
    assert (found["findings"][0]["file"], found["findings"][0]["line"]) == ("app/a,b.py", 9)
    assert [rule["id"] for rule in found["rules"]] == [rule.id for rule in RULES]
