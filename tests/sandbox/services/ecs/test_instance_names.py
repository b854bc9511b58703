"""Names of several instances, and host names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.services.ecs.instance_names import host_name_problem, in_order


@pytest.mark.parametrize(
    ("name", "amount", "names"),
    [
        ("ecs", 2, ["ecs", "ecs"]),
        ("ecs[7,3]", 3, ["ecs007", "ecs008", "ecs009"]),
        ("ecs[,]-x", 2, ["ecs000000-x", "ecs000001-x"]),
        ("ecs[9,1]", 2, ["ecs000009", "ecs000010"]),
        ("ecs[1,9]", 1, ["ecs[1,9]"]),
    ],
)
def test_ordered_names_count_up(name: str, amount: int, names: list[str]) -> None:
    assert in_order(name, amount, unique_suffix=False) == names


@pytest.mark.parametrize(
    ("name", "amount", "names"),
    [
        ("ecs", 2, ["ecs001", "ecs002"]),
        ("ecs", 1, ["ecs"]),
        ("", 2, ["", ""]),
        ("ecs[1,2]", 2, ["ecs01", "ecs02"]),
        ("ecs[1,2]x", 2, ["ecs01x001", "ecs02x002"]),
    ],
)
def test_a_unique_suffix_is_added_where_documented(name: str, amount: int, names: list[str]) -> None:
    assert in_order(name, amount, unique_suffix=True) == names


@given(
    st.from_regex(r"[a-z]{2,10}(\[[0-9]{0,6},[1-6]?\])?", fullmatch=True),
    st.integers(min_value=2, max_value=100),
)
def test_names_with_a_unique_suffix_never_repeat(name: str, amount: int) -> None:
    names = in_order(name, amount, unique_suffix=True)
    assert len(set(names)) == len(names) == amount


@pytest.mark.parametrize("name", ["web-1", "a.b-c.d", "0a"])
def test_linux_host_names(name: str) -> None:
    assert host_name_problem(name, windows=False) is None


@pytest.mark.parametrize("name", ["a", "-ab", "ab.", "a..b", "a.-b", "a_b", "x" * 65, "名字"])
def test_no_linux_host_names(name: str) -> None:
    assert host_name_problem(name, windows=False)


@pytest.mark.parametrize("name", ["a.b", "1234", "x" * 16])
def test_no_windows_host_names(name: str) -> None:
    assert host_name_problem(name, windows=True)
