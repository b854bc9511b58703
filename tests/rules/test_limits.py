"""The table of limits, and what holds for all of them."""

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules import limits
from alicloud_rules.limits import (
    DOCUMENTED,
    LIMITS,
    TODAY,
    Level,
    eni_ipv6_attached_quota,
    eni_ipv6_available_quota,
    no_ipv6_at_eni_creation,
    no_ipv6_at_instance_creation,
    security_group_ip_quota,
)
from alicloud_rules.security_groups import GroupType


def test_every_row_of_the_table_is_there_once() -> None:
    by_level = {level: [row.id for row in LIMITS.values() if row.level is level] for level in Level}
    assert by_level[Level.LIMIT] == [
        "eni-ipv6-region",
        "eni-ipv6-available-quota",
        "eni-ipv6-attached-quota",
        "eni-ipv6-instance-type",
        "security-group-ip-quota",
        "no-ipv6-at-eni-creation",
        "no-ipv6-at-instance-creation",
    ]
    assert by_level[Level.NEED] == [
        "cross-account-same-zone",
        "eni-same-vpc",
        "eni-attach-quota",
        "ipv6-vswitch-required",
        "ipv6-mask-unique",
        "ipv6-bandwidth-gateway",
    ]
    assert by_level[Level.ADVICE] == ["ipv6-ingress-open", "plain-secret", "unknown-instance-type"]


@pytest.mark.parametrize("row", LIMITS.values(), ids=LIMITS)
def test_a_row_says_what_it_is_and_who_refuses(row: limits.Limit) -> None:
    assert LIMITS[row.id] is row
    assert row.says and row.source
    assert bool(row.refused_by) == (row.level is not Level.ADVICE)
    assert (row.documented is not None) == (row.today is not None) == (row.level is Level.LIMIT)


@pytest.mark.parametrize("row", LIMITS.values(), ids=LIMITS)
def test_a_limit_is_in_the_file_of_its_id(row: limits.Limit) -> None:
    module = import_module(f"alicloud_rules.limits.{row.id.replace('-', '_')}")
    assert module.LIMIT is row
    assert callable(module.check)
    assert str(module.__doc__).startswith(f"{row.id}: ")


def test_no_two_rows_of_a_level_have_one_position() -> None:
    assert len({(row.level, row.order) for row in LIMITS.values()}) == len(LIMITS)


def test_the_table_shows_the_numbers_in_force() -> None:
    regions = LIMITS["eni-ipv6-region"]
    assert regions.documented == "cn-beijing, cn-hongkong, cn-huhehaote, cn-shanghai, cn-shenzhen"
    quota = LIMITS["eni-ipv6-available-quota"]
    assert (quota.documented, quota.today) == ("1", "10")
    creation = LIMITS["no-ipv6-at-eni-creation"]
    assert (creation.documented, creation.today) == ("forbidden", "allowed")


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        LIMITS["new"] = LIMITS["plain-secret"]  # type: ignore[index]


@given(
    count=st.integers(min_value=0, max_value=70_000),
    quantity=st.integers(min_value=0, max_value=50),
    kind=st.sampled_from(GroupType),
)
def test_what_the_page_allows_is_allowed_today(count: int, quantity: int, kind: GroupType) -> None:
    pairs = [
        [eni_ipv6_available_quota.check(count, numbers) for numbers in (DOCUMENTED, TODAY)],
        [eni_ipv6_attached_quota.check(count, quantity, numbers) for numbers in (DOCUMENTED, TODAY)],
        [security_group_ip_quota.check(count, kind, numbers) for numbers in (DOCUMENTED, TODAY)],
        [no_ipv6_at_eni_creation.check(count, numbers) for numbers in (DOCUMENTED, TODAY)],
        [no_ipv6_at_instance_creation.check(count, numbers) for numbers in (DOCUMENTED, TODAY)],
    ]
    assert all(documented is not None or today is None for documented, today in pairs)
