from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules import limits
from alicloud_rules.limits import DOCUMENTED, LIMITS, TODAY, ChargeType, GroupType, Level, LimitSet

BOTH = pytest.mark.parametrize("numbers", [DOCUMENTED, TODAY], ids=lambda numbers: numbers.name)
COUNTS = st.integers(min_value=0, max_value=70_000)


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


@BOTH
def test_a_limit_set_is_found_by_its_name(numbers: LimitSet) -> None:
    assert limits.limit_set(numbers.name) is numbers


def test_an_unknown_limit_set_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no limit set 'new'; choose one of: documented, today\."):
        limits.limit_set("new")


def test_only_five_regions_are_documented_and_none_is_refused_today() -> None:
    assert limits.ipv6_region_problem("cn-huhehaote", DOCUMENTED) is None
    problem = limits.ipv6_region_problem("cn-hangzhou", DOCUMENTED)
    assert problem is not None
    assert "cn-hangzhou" in problem and "cn-huhehaote" in problem
    assert limits.ipv6_region_problem("cn-hangzhou", TODAY) is None


def test_a_region_list_of_the_users_own_is_enforced() -> None:
    numbers = replace(TODAY, eni_ipv6_regions=frozenset({"cn-hangzhou"}))
    assert limits.ipv6_region_problem("cn-hangzhou", numbers) is None
    assert limits.ipv6_region_problem("cn-beijing", numbers) is not None


@BOTH
def test_the_available_quota_holds_at_its_number_and_not_above(numbers: LimitSet) -> None:
    allowed = numbers.available_eni_ipv6
    assert limits.available_quota_problem(allowed, numbers) is None
    problem = limits.available_quota_problem(allowed + 1, numbers)
    assert problem is not None
    assert str(allowed) in problem and str(allowed + 1) in problem


@BOTH
@given(quantity=st.integers(min_value=0, max_value=50))
def test_the_attached_quota_holds_at_its_number_and_not_above(numbers: LimitSet, quantity: int) -> None:
    allowed = limits.attached_quota(quantity, numbers)
    assert limits.attached_quota_problem(allowed, quantity, numbers) is None
    assert limits.attached_quota_problem(allowed + 1, quantity, numbers) is not None


@pytest.mark.parametrize(("quantity", "documented", "today"), [(0, 0, 0), (1, 1, 1), (15, 1, 15)])
def test_the_attached_quota_is_capped_at_one_only_in_the_documented_set(
    quantity: int, documented: int, today: int
) -> None:
    assert limits.attached_quota(quantity, DOCUMENTED) == documented
    assert limits.attached_quota(quantity, TODAY) == today


def test_a_type_without_ipv6_is_refused_by_name() -> None:
    assert limits.instance_type_ipv6_problem("ecs.g6.large", 1) is None
    problem = limits.instance_type_ipv6_problem("ecs.xn4.small", 0)
    assert problem is not None
    assert "ecs.xn4.small" in problem


@BOTH
def test_group_quotas_hold_at_their_numbers_and_not_above(numbers: LimitSet) -> None:
    for kind, allowed in (
        (GroupType.BASIC, numbers.basic_group_ips),
        (GroupType.ADVANCED, numbers.advanced_group_enis),
    ):
        assert limits.group_quota_problem(allowed, kind, numbers) is None
        problem = limits.group_quota_problem(allowed + 1, kind, numbers)
        assert problem is not None
        assert str(allowed) in problem and str(allowed + 1) in problem


def test_group_quotas_are_the_documented_numbers() -> None:
    assert (DOCUMENTED.basic_group_ips, TODAY.basic_group_ips) == (2000, 6000)
    assert DOCUMENTED.advanced_group_enis == TODAY.advanced_group_enis == 65536


def test_an_unknown_group_type_is_a_problem() -> None:
    problem = limits.group_quota_problem(1, "basic", TODAY)
    assert problem is not None
    assert "normal, enterprise" in problem


def test_ipv6_at_creation_is_forbidden_only_in_the_documented_set() -> None:
    for check in (limits.eni_creation_problem, limits.instance_creation_problem):
        assert check(0, DOCUMENTED) is None
        assert check(1, DOCUMENTED) is not None
        assert check(1, TODAY) is None


@given(count=COUNTS, quantity=st.integers(min_value=0, max_value=50), kind=st.sampled_from(GroupType))
def test_what_the_page_allows_is_allowed_today(count: int, quantity: int, kind: GroupType) -> None:
    pairs = [
        [limits.available_quota_problem(count, numbers) for numbers in (DOCUMENTED, TODAY)],
        [limits.attached_quota_problem(count, quantity, numbers) for numbers in (DOCUMENTED, TODAY)],
        [limits.group_quota_problem(count, kind, numbers) for numbers in (DOCUMENTED, TODAY)],
        [limits.eni_creation_problem(count, numbers) for numbers in (DOCUMENTED, TODAY)],
        [limits.instance_creation_problem(count, numbers) for numbers in (DOCUMENTED, TODAY)],
    ]
    assert all(documented is not None or today is None for documented, today in pairs)


@given(count=st.integers(min_value=-5, max_value=20))
def test_one_request_assigns_one_to_ten(count: int) -> None:
    assert (limits.request_count_problem(count) is None) == (1 <= count <= 10)


def test_a_problem_says_what_is_allowed_and_what_was_found() -> None:
    assert limits.request_count_problem(11) == "One request assigns 1 to 10 IPv6 addresses, not 11."
    assert limits.mask_problem(256) == "An IPv6 mask is a whole number from 0 to 255, not 256."


def test_zone_and_vpc_of_eni_and_instance_must_agree() -> None:
    assert limits.same_zone_problem("cn-beijing-h", "cn-beijing-h") is None
    problem = limits.same_zone_problem("cn-beijing-h", "cn-beijing-g")
    assert problem is not None
    assert "cn-beijing-h" in problem and "cn-beijing-g" in problem
    assert limits.same_vpc_problem("vpc-1", "vpc-1") is None
    assert limits.same_vpc_problem("vpc-1", "vpc-2") is not None
    assert limits.same_vpc_problem("vpc-1", "vpc-2", granted=True) is None


def test_the_primary_eni_counts_against_the_eni_quota() -> None:
    assert limits.eni_quota_problem(2, 2, "ecs.g6.large") is None
    problem = limits.eni_quota_problem(3, 2, "ecs.g6.large")
    assert problem is not None
    assert "ecs.g6.large" in problem and "2" in problem and "3" in problem


@pytest.mark.parametrize("nothing", [None, ""])
def test_vswitch_and_vpc_both_need_an_ipv6_block(nothing: str | None) -> None:
    assert limits.ipv6_vswitch_problem("2001:db8::/64", "2001:db8::/56") is None
    assert "vSwitch" in str(limits.ipv6_vswitch_problem(nothing, "2001:db8::/56"))
    assert "VPC" in str(limits.ipv6_vswitch_problem("2001:db8::/64", nothing))


@given(mask=st.integers(min_value=-10, max_value=300))
def test_a_mask_is_0_to_255(mask: int) -> None:
    assert (limits.mask_problem(mask) is None) == (0 <= mask <= 255)


@given(masks=st.lists(st.integers(min_value=0, max_value=255), max_size=8))
def test_masks_of_one_vpc_differ(masks: list[int]) -> None:
    assert (limits.mask_unique_problem(masks) is None) == (len(set(masks)) == len(masks))


def test_shared_masks_are_named() -> None:
    assert "used twice: 7, 9" in str(limits.mask_unique_problem([9, 1, 7, 9, 7]))


def test_bandwidth_needs_a_gateway() -> None:
    assert limits.bandwidth_gateway_problem("vpc-1", "ipv6gw-1") is None
    assert "vpc-1" in str(limits.bandwidth_gateway_problem("vpc-1", None))


@pytest.mark.parametrize(("charge_type", "most"), [(ChargeType.BY_TRAFFIC, 1000), (ChargeType.BY_BANDWIDTH, 2000)])
def test_bandwidth_range_depends_on_the_charge_type(charge_type: ChargeType, most: int) -> None:
    assert [limits.bandwidth_problem(mbps, charge_type) for mbps in (1, most)] == [None, None]
    for mbps in (0, most + 1):
        problem = limits.bandwidth_problem(mbps, charge_type)
        assert problem is not None
        assert charge_type in problem and str(most) in problem and str(mbps) in problem


def test_an_unknown_charge_type_is_a_problem() -> None:
    assert "PayByBandwidth, PayByTraffic" in str(limits.bandwidth_problem(5, "PayByOld95"))
