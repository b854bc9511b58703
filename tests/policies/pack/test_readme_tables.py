"""The tables of the README are up to date, and its examples of config are valid."""

import json
import re

import pytest

from alicloud_policies.pack.readme_tables import README, limits_table, properties_table, updated
from alicloud_policies.rules import RULES
from tests.policies.rule_fixtures import new_stack, report_on

TEXT = README.read_text("utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)


def test_the_readme_is_up_to_date() -> None:
    assert updated(TEXT) == TEXT, "run: python -m alicloud_policies.pack.readme_tables"


def test_a_row_shows_both_numbers_the_level_and_the_source() -> None:
    rows = limits_table().splitlines()
    assert len(rows) == 2 + len(RULES)
    (row,) = [
        row
        for row in rows
        if row.startswith("| [`eni-ipv6-available-quota`](alicloud_policies/rules/eni_ipv6_available_quota.py) |")
    ]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[2:5] == ["1", "10", "limit, mandatory"]
    assert "AssignIpv6Addresses](https://" in cells[5]


def test_every_property_has_its_row() -> None:
    rows = properties_table()
    assert all(f"| `{name}` |" in rows for rule in RULES for name in rule.properties)


def test_only_the_tables_change() -> None:
    old = re.sub(r"(table -->).*?(<!-- end -->)", r"\1 old \2", TEXT, flags=re.DOTALL)
    assert updated(f"before {old} after") == f"before {TEXT} after"


def test_a_readme_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="has 0 places for the table of limits"):
        updated("nothing")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_config_fit_the_schemas(example: str) -> None:
    report_on(new_stack(), json.loads(example))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 3
