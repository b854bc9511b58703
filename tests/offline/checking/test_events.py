"""The engine's events, as a CLI (3.260) wrote them about the program `many` with the pack `mixed`."""

import json
from pathlib import Path

import pytest

from alicloud_offline.checking.events import read
from alicloud_offline.checking.outcome import ADVISORY, MANDATORY
from alicloud_offline.errors import OfflineError

EVENTS = Path(__file__).with_name("events")


def lines(name: str) -> list[str]:
    return (EVENTS / name).read_text().splitlines()


@pytest.mark.parametrize("name", ["event-log.jsonl", "streaming.jsonl"])
def test_the_findings_are_there(name: str) -> None:
    outcome = read(lines(name), name)
    assert (outcome.project, outcome.stack, outcome.count) == ("shop", "dev", 8)
    assert [(one.rule, one.message) for one in outcome.mandatory] == [
        ("small-block", "10.2.0.0/16 is wider than /24."),
    ]
    assert [one.rule for one in outcome.advisory] == ["few-enis", "reads-vpc", "reads-vpc", "tagged", "tagged"]
    assert outcome.notes == ["The policy adds-tag changes the inputs of vpc."]


def test_policies_that_found_nothing_are_rules_too() -> None:
    rules = {rule.id: rule for rule in read(lines("event-log.jsonl"), "log").rules}
    assert {"eni-has-group", "region", "adds-tag"} < rules.keys()
    assert (rules["small-block"].level, rules["small-block"].description) == (MANDATORY, "vSwitches are small.")
    assert rules["few-enis"].level == ADVISORY


def test_other_lines_of_a_log_are_passed_over() -> None:
    mixed = ["Run pulumi preview", *lines("event-log.jsonl"), "{}", "[1]", ""]
    assert len(read(mixed, "log").findings) == 6


def test_a_file_without_events_is_refused_with_the_way_to_get_them() -> None:
    with pytest.raises(OfflineError, match=r"notes.txt holds no events.*PULUMI_DEBUG_COMMANDS"):
        read(["{", '  "steps": []', "}"], "notes.txt")


def test_events_without_policies_are_refused() -> None:
    without = [line for line in lines("event-log.jsonl") if '"policy' not in line]
    with pytest.raises(OfflineError, match="log holds no policy events"):
        read(without, "log")


def test_an_engine_that_failed_for_other_reasons_cannot_tell() -> None:
    events = [line for line in lines("event-log.jsonl") if '"mandatory"' not in line]
    error = {"sequence": 90, "diagnosticEvent": {"severity": "error", "message": "no\ncredential", "color": "never"}}
    with pytest.raises(OfflineError, match="The engine itself failed, so its policies cannot tell: no credential"):
        read([*events, json.dumps(error)], "log")
