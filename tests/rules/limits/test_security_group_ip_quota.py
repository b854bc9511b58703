import pytest

from alicloud_rules.limits import DOCUMENTED, TODAY, LimitSet, security_group_ip_quota
from alicloud_rules.security_groups import GroupType


@pytest.mark.parametrize("numbers", [DOCUMENTED, TODAY], ids=lambda numbers: numbers.name)
def test_group_quotas_hold_at_their_numbers_and_not_above(numbers: LimitSet) -> None:
    for kind, allowed in (
        (GroupType.BASIC, numbers.basic_group_ips),
        (GroupType.ADVANCED, numbers.advanced_group_enis),
    ):
        assert security_group_ip_quota.check(allowed, kind, numbers) is None
        violation = security_group_ip_quota.check(allowed + 1, kind, numbers)
        assert violation is not None
        assert str(allowed) in str(violation) and str(allowed + 1) in str(violation)


def test_group_quotas_are_the_documented_numbers() -> None:
    assert (DOCUMENTED.basic_group_ips, TODAY.basic_group_ips) == (2000, 6000)
    assert DOCUMENTED.advanced_group_enis == TODAY.advanced_group_enis == 65536


def test_an_unknown_group_type_is_refused() -> None:
    assert "normal, enterprise" in str(security_group_ip_quota.check(1, "basic", TODAY))
