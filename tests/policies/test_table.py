"""The README's tables are those of the limits, and its examples of config are right."""

import json
import re

import pytest

from alicloud_policies.limits import CHECKS
from alicloud_policies.table import README, limits_table, placed, properties_table
from tests.policies.limits.lab import judged, world

TEXT = README.read_text("utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)


def test_the_readme_is_up_to_date() -> None:
    assert placed(TEXT) == TEXT, "run: python -m alicloud_policies.table"


def test_a_row_shows_both_numbers_the_level_and_the_source() -> None:
    rows = limits_table().splitlines()
    assert len(rows) == 2 + len(CHECKS)
    (row,) = [row for row in rows if row.startswith("| `eni-ipv6-available-quota` |")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[2:5] == ["1", "10", "limit, mandatory"]
    assert "AssignIpv6Addresses](https://" in cells[5]


def test_every_property_has_its_row() -> None:
    rows = properties_table()
    assert all(f"| `{name}` |" in rows for check in CHECKS for name in check.properties)


def test_only_what_is_between_the_marks_changes() -> None:
    old = re.sub(r"(table -->).*?(<!-- end -->)", r"\1 old \2", TEXT, flags=re.DOTALL)
    assert placed(f"before {old} after") == f"before {TEXT} after"


def test_a_readme_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="has 0 places for the table of limits"):
        placed("nothing")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_config_fit_the_schemas(example: str) -> None:
    judged(world(), json.loads(example))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 2
