"""JSON has all data of a report."""

import json

from alicloud_offline.report.formats import FORMATS
from tests.offline.report.sample_reports import RULES, failing_report


def test_json_has_everything() -> None:
    found = json.loads(FORMATS["json"](failing_report()))
    assert (found["mandatory"], found["advisory"], found["resources"]) == (1, 1, 4)
    assert (found["findings"][0]["file"], found["findings"][0]["line"]) == ("app/a,b.py", 9)
    assert [rule["id"] for rule in found["rules"]] == [rule.id for rule in RULES]
