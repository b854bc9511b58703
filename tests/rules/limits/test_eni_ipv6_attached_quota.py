import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.limits import DOCUMENTED, TODAY, LimitSet
from alicloud_rules.limits.eni_ipv6_attached_quota import attached_quota, check


@pytest.mark.parametrize("numbers", [DOCUMENTED, TODAY], ids=lambda numbers: numbers.name)
@given(quantity=st.integers(min_value=0, max_value=50))
def test_the_attached_quota_holds_at_its_number_and_not_above(numbers: LimitSet, quantity: int) -> None:
    allowed = attached_quota(quantity, numbers)
    assert check(allowed, quantity, numbers) is None
    assert check(allowed + 1, quantity, numbers) is not None


@pytest.mark.parametrize(("quantity", "documented", "today"), [(0, 0, 0), (1, 1, 1), (15, 1, 15)])
def test_the_attached_quota_is_capped_at_one_only_in_the_documented_set(
    quantity: int, documented: int, today: int
) -> None:
    assert attached_quota(quantity, DOCUMENTED) == documented
    assert attached_quota(quantity, TODAY) == today
