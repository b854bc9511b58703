"""Text for people."""

import re
from dataclasses import replace

import pytest

from alicloud_offline.report.formats import text_format
from alicloud_offline.report.report_model import ADVISORY, Finding
from tests.offline.report.sample_reports import ENI, failing_report

LONG = replace(failing_report(), findings=[Finding("eni-has-group", "net", ADVISORY, ENI, "- " + "word " * 60)])


def test_text_fits_80_columns_without_colours() -> None:
    written = text_format.plain(LONG)
    assert max(map(len, written.splitlines())) <= text_format.WIDTH
    assert "\x1b" not in written


@pytest.mark.parametrize(("columns", "longest"), [(20, 40), (40, 40), (100, 100), (300, 120)])
def test_text_fits_a_terminal(columns: int, longest: int) -> None:
    lines = text_format.for_terminal(LONG, columns, colours=False).splitlines()
    words = [line for line in lines if "word" in line]
    assert longest - len("word ") <= max(map(len, words)) <= longest


def test_colours_change_no_text() -> None:
    coloured = text_format.for_terminal(LONG, text_format.WIDTH, colours=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == text_format.plain(LONG)


def test_text_says_where_and_what_to_read() -> None:
    written = text_format.plain(failing_report())
    assert "mandatory eni-has-group\n  EcsNetworkInterface eni|1, app/a,b.py:9\n" in written
    assert "  https://example.com/eni" in written
    assert "eni-same-vpc on web-*: moving (net, until 2030-01-31)" in written
    assert written.splitlines()[-1] == "violated: 1 mandatory, 1 advisory in 1.2 s, 80 MiB at most"
