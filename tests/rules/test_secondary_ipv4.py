import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.secondary_ipv4 import check_secondary_addresses, check_secondary_count


@given(count=st.integers(min_value=-5, max_value=100))
def test_an_eni_is_created_with_1_to_49(count: int) -> None:
    assert (check_secondary_count(count) is None) == (1 <= count <= 49)


@pytest.mark.parametrize(
    ("addresses", "says"),
    [
        ([], "1 to 49 secondary IPv4 addresses, not 0"),
        (["10.0.0.5", "10.0.0.5"], "twice"),
        (["10.0.0.5", "2001:db8::1"], "'2001:db8::1' is not an IPv4 address"),
        ([f"10.0.0.{last}" for last in range(50)], "not 50"),
    ],
)
def test_wrong_addresses(addresses: list[str], says: str) -> None:
    assert says in str(check_secondary_addresses(addresses))


def test_right_addresses() -> None:
    assert check_secondary_addresses(["10.0.0.5", "10.0.0.6"]) is None
