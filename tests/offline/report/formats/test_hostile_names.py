"""Names and messages of a hostile program in every format, at every place that a report has for them."""

import json
import re
from xml.etree import ElementTree

import pytest

from alicloud_offline.report.formats import FORMATS
from alicloud_offline.report.report_model import (
    MANDATORY,
    Exemption,
    Finding,
    Report,
    ReportedResource,
    Rule,
    SourceLine,
)

HOSTILE = (
    "x</td><img src=x onerror=alert(1)>`\n::stop-commands::t\r\n##[error]z\x1b[2J\x9b1m @acme/team %0A::add-mask::y"
    " | [a](javascript:b) ``` \u202ecod\u2066 \ud800 </failure>]]> #12 __b__ \x00\uffff"
)
URN = f"urn:pulumi:dev::shop::alicloud:vpc/network:Network::{HOSTILE}"


def hostile_report() -> Report:
    return Report(
        project=HOSTILE,
        stack=HOSTILE,
        resources=[ReportedResource(URN, HOSTILE, HOSTILE, URN, (URN,), SourceLine(HOSTILE, 1))],
        rules=[Rule("rule", "pack", HOSTILE, MANDATORY)],
        findings=[Finding("rule", "pack", MANDATORY, URN, HOSTILE)],
        exemptions=[Exemption(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)],
        notes=[HOSTILE],
    )


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_has_a_control_character_or_a_command_to_the_runner(name: str) -> None:
    written = FORMATS[name](hostile_report())
    written.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
    commands = [line for line in written.splitlines() if re.match(r"\s*::", line)]
    assert [line[:8] for line in commands] == (["::error "] if name == "github" else [])
    assert not re.search(r"##\w*\[", written)


def test_markdown_has_no_html_link_mention_or_open_code() -> None:
    written = FORMATS["markdown"](hostile_report())
    text = re.sub(r"`[^`\n]*`", "", written.partition("<details>")[0])
    assert "<" not in text.replace("<br>", "")
    assert not re.search(r"(?<!\\)\[a", text)
    assert not re.search(r"[@#]\w", text)
    assert "__" not in text.replace("\\_", "")
    assert written.count("```") == 2
    rows = [line for line in written.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5, 6}


def test_github_has_one_line_for_the_finding() -> None:
    command, summary = FORMATS["github"](hostile_report()).splitlines()
    properties, _, data = command.removeprefix("::error ").partition("::")
    assert re.fullmatch(r"file=[^:,]*,line=1,title=rule", properties)
    assert "%250A" in data
    assert summary.startswith("violated: ")


def test_junit_is_xml_with_one_failure() -> None:
    suites = ElementTree.fromstring(FORMATS["junit"](hostile_report()))
    assert len(suites.findall("testsuite/testcase/failure")) == 1
    assert not suites.findall(".//img")


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_json_is_an_object(name: str) -> None:
    assert isinstance(json.loads(FORMATS[name](hostile_report())), dict)


def test_a_sarif_file_is_a_uri() -> None:
    (run,) = json.loads(FORMATS["sarif"](hostile_report()))["runs"]
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[\w/,.~%-]+", location)
