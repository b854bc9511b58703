"""Text for people."""

import re
from dataclasses import replace

from alicloud_offline.report.formats import text_format
from alicloud_offline.report.report_model import ADVISORY, Finding
from tests.offline.report.sample_reports import ENI, failing_report


def test_text_fits_80_columns_and_is_coloured_only_when_asked() -> None:
    long = replace(failing_report(), findings=[Finding("eni-has-group", "net", ADVISORY, ENI, "- " + "word " * 60)])
    written = text_format.plain(long)
    assert max(map(len, written.splitlines())) <= text_format.WIDTH
    assert "\x1b" not in written
    assert re.sub(r"\x1b\[\d+m", "", text_format.coloured(long)) == written


def test_text_says_where_and_what_to_read() -> None:
    written = text_format.plain(failing_report())
    assert "mandatory eni-has-group\n  EcsNetworkInterface eni|1, app/a,b.py:9\n" in written
    assert "  https://example.com/eni" in written
    assert "eni-same-vpc on web-*: moving (net, until 2030-01-31)" in written
    assert written.splitlines()[-1] == "violated: 1 mandatory, 1 advisory in 1.2 s, 80 MiB at most"
