import pytest

from alicloud_rules.limits import DOCUMENTED
from alicloud_rules.regions import REGIONS, check_region, check_zone


def test_the_regions_of_the_limits_are_known() -> None:
    assert DOCUMENTED.eni_ipv6_regions is not None
    assert DOCUMENTED.eni_ipv6_regions < REGIONS
    assert "na-south-1" in REGIONS


def test_a_known_region_is_fine() -> None:
    assert check_region("cn-beijing") is None


def test_a_misspelt_region_gets_a_hint() -> None:
    assert str(check_region("cn-bejing")) == "There is no region 'cn-bejing'; did you mean cn-beijing?"


def test_a_region_like_no_other_gets_the_whole_list() -> None:
    problem = str(check_region("mars"))
    assert all(region in problem for region in REGIONS)


@pytest.mark.parametrize(
    ("zone", "region"),
    [("cn-beijing-h", "cn-beijing"), ("cn-hongkong-b", "cn-hongkong"), ("ap-southeast-1a", "ap-southeast-1")],
)
def test_good_zones(zone: str, region: str) -> None:
    assert check_zone(zone, region) is None


@pytest.mark.parametrize(
    ("zone", "region", "form"),
    [
        ("cn-beijing", "cn-beijing", "cn-beijing-a"),
        ("cn-beijing-", "cn-beijing", "cn-beijing-a"),
        ("cn-beijing-hh", "cn-beijing", "cn-beijing-a"),
        ("cn-beijing-H", "cn-beijing", "cn-beijing-a"),
        ("cn-beijing-1", "cn-beijing", "cn-beijing-a"),
        ("cn-shanghai-h", "cn-beijing", "cn-beijing-a"),
        ("ap-southeast-1-a", "ap-southeast-1", "ap-southeast-1a"),
        ("h", "cn-beijing", "cn-beijing-a"),
        ("", "cn-beijing", "cn-beijing-a"),
        ("a", "", "-a"),
    ],
)
def test_bad_zones_show_the_form(zone: str, region: str, form: str) -> None:
    assert str(check_zone(zone, region)).endswith(f"have the form {form}.")
