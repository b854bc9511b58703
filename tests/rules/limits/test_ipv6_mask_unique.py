from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.limits import ipv6_mask_unique


@given(masks=st.lists(st.integers(min_value=0, max_value=255), max_size=8))
def test_masks_of_one_vpc_differ(masks: list[int]) -> None:
    assert (ipv6_mask_unique.check(masks) is None) == (len(set(masks)) == len(masks))


def test_shared_masks_are_named() -> None:
    assert "used twice: 7, 9" in str(ipv6_mask_unique.check([9, 1, 7, 9, 7]))
