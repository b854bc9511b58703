"""Events that a CLI (3.260) wrote about the program `many` with the pack `mixed`."""

import json
from pathlib import Path

import pytest

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.report.engine_events import read_events
from alicloud_offline.report.report_model import ADVISORY, MANDATORY

EVENTS = Path(__file__).with_name("events")


def lines(name: str) -> list[str]:
    return (EVENTS / name).read_text().splitlines()


@pytest.mark.parametrize("name", ["event-log.jsonl", "streaming.jsonl"])
def test_the_findings_are_there(name: str) -> None:
    report = read_events(lines(name), name)
    assert (report.project, report.stack, report.resource_count) == ("shop", "dev", 8)
    assert [(one.rule, one.message) for one in report.mandatory] == [
        ("small-block", "10.2.0.0/16 is wider than /24."),
    ]
    assert [one.rule for one in report.advisory] == ["few-enis", "reads-vpc", "reads-vpc", "tagged", "tagged"]
    assert report.notes == ["The policy adds-tag changes the inputs of vpc."]


def test_policies_that_found_nothing_are_rules_too() -> None:
    rules = {rule.id: rule for rule in read_events(lines("event-log.jsonl"), "log").rules}
    assert {"eni-has-group", "region", "adds-tag"} < rules.keys()
    assert (rules["small-block"].level, rules["small-block"].description) == (MANDATORY, "vSwitches are small.")
    assert rules["few-enis"].level == ADVISORY


def test_other_lines_of_a_log_are_passed_over() -> None:
    mixed = ["Run pulumi preview", *lines("event-log.jsonl"), "{}", "[1]", ""]
    assert len(read_events(mixed, "log").findings) == 6


def test_a_file_without_events_is_refused_with_the_way_to_get_them() -> None:
    with pytest.raises(OfflineError, match=r"notes.txt has no events.*PULUMI_DEBUG_COMMANDS"):
        read_events(["{", '  "steps": []', "}"], "notes.txt")


def test_events_without_policies_are_refused() -> None:
    without = [line for line in lines("event-log.jsonl") if '"policy' not in line]
    with pytest.raises(OfflineError, match="log has no policy events"):
        read_events(without, "log")


def test_an_engine_that_failed_for_other_reasons_cannot_tell() -> None:
    events = [line for line in lines("event-log.jsonl") if '"mandatory"' not in line]
    error = {"sequence": 90, "diagnosticEvent": {"severity": "error", "message": "no\ncredential", "color": "never"}}
    with pytest.raises(OfflineError, match="The engine failed before it evaluated all policies: no credential"):
        read_events([*events, json.dumps(error)], "log")
