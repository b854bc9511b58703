"""Columns of text."""

import pytest
from rich.cells import cell_len

from alicloud_sandbox.cli.text_table import align, cells, fold


@pytest.mark.parametrize(
    "text", ["", "test-vpc-1", "测试网络", "ﾊﾝｶｸ", "ｆｕｌｌ", "cafe\u0301", "日本 gateway", "→ ä ß"]
)
def test_the_cells_are_those_that_a_terminal_library_counts(text: str) -> None:
    assert cells(text) == cell_len(text)


def test_columns_stand_one_below_the_other() -> None:
    assert align([("vpc-1", "测试", "", "Available"), ("vpc-22", "shop", "", "")]) == [
        "vpc-1   测试  Available",
        "vpc-22  shop",
    ]


def test_nothing_has_no_lines() -> None:
    assert align([]) == []


def test_parts_are_folded_at_a_terminal_s_width() -> None:
    assert fold(["vpc-1", "测试网络", "cn-beijing", "a-very-long-address"], 16, "  ", "    ") == [
        "  vpc-1 测试网络",
        "    cn-beijing",
        "    a-very-long-address",
    ]
