import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_rules.desired_addresses import UNKNOWN, check_desired_addresses, check_request_count


@pytest.mark.parametrize(
    ("count", "addresses", "said"),
    [
        (1, ["::1"], "ipv6AddressCount and ipv6Addresses exclude each other"),
        (None, None, "Give ipv6AddressCount"),
        (0, None, "1 or more, not 0"),
        (1.5, None, "not 1.5"),
        ("1", None, "not 1"),
        (None, ["::1", "0:0::1"], "twice"),
        (None, ["10.0.0.1"], "10.0.0.1"),
        (None, "::1", "a list"),
        (None, [], "at least one"),
    ],
)
def test_what_cannot_be_desired(count: object, addresses: object, said: str) -> None:
    assert said in str(check_desired_addresses(count, addresses))


def test_what_is_right_or_unknown_passes() -> None:
    for count, addresses in ((1, None), (3.0, None), (UNKNOWN, None), (None, ["::1", UNKNOWN]), (None, UNKNOWN)):
        assert check_desired_addresses(count, addresses) is None


@given(count=st.integers(min_value=-5, max_value=20))
def test_one_request_assigns_one_to_ten(count: int) -> None:
    assert (check_request_count(count) is None) == (1 <= count <= 10)


def test_a_violation_says_what_is_allowed_and_what_was_found() -> None:
    assert str(check_request_count(11)) == "One request assigns 1 to 10 IPv6 addresses, not 11."
