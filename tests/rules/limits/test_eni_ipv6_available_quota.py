import pytest

from alicloud_rules.limits import DOCUMENTED, TODAY, LimitSet, eni_ipv6_available_quota


@pytest.mark.parametrize("numbers", [DOCUMENTED, TODAY], ids=lambda numbers: numbers.name)
def test_the_available_quota_holds_at_its_number_and_not_above(numbers: LimitSet) -> None:
    allowed = numbers.available_eni_ipv6
    assert eni_ipv6_available_quota.check(allowed, numbers) is None
    violation = eni_ipv6_available_quota.check(allowed + 1, numbers)
    assert violation is not None
    assert (violation.found, violation.allowed) == (allowed + 1, allowed)
    assert str(allowed) in str(violation) and str(allowed + 1) in str(violation)
