"""Exemptions as the packs' config has them."""

from datetime import date

from alicloud_offline.check.active_exemptions import active_exemptions
from alicloud_offline.report.report_model import Exemption

ONE = {"resource": "web-*", "reason": "moving", "owner": "net", "expires": "2030-01-31"}


def test_an_exemption_holds_to_its_last_day() -> None:
    config = {"eni-same-vpc": {"exemptions": [ONE]}, "all": "mandatory"}
    held = Exemption("eni-same-vpc", "web-*", "moving", "net", "2030-01-31")
    assert active_exemptions([config], date(2030, 1, 31)) == [held]
    assert active_exemptions([config], date(2030, 2, 1)) == []


def test_other_config_is_no_exemption() -> None:
    assert active_exemptions([{"a": {"exemptions": "none"}, "b": {"limit": 2}}], date(2030, 1, 1)) == []
