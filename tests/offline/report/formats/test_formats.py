"""All formats."""

import pytest

from alicloud_offline.report.formats import FORMATS
from alicloud_offline.report.report_model import Report


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_accepts_an_empty_report(name: str) -> None:
    assert FORMATS[name](Report("shop", "dev"))
