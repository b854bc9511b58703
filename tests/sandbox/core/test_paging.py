"""Paging by token: whatever is made or deleted between two pages, no other row is repeated or skipped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.core.paging import age_key, token_page
from tests.sandbox.conftest import refused

rows = st.sets(st.text(min_size=1, max_size=4), max_size=30)


def walk(found: set[str], most: int) -> list[list[str]]:
    """Every page."""
    pages, token = [], ""
    while True:
        page, token = token_page(found, str, token, most)
        pages.append(page)
        if not token:
            return pages


@given(rows, st.integers(1, 10))
def test_the_pages_are_the_rows_in_order(found: set[str], most: int) -> None:
    pages = walk(found, most)
    assert [row for page in pages for row in page] == sorted(found)
    assert all(len(page) == most for page in pages[:-1])
    assert len(pages) == max(1, -(-len(found) // most))


@given(rows, rows, rows, st.integers(1, 5))
def test_rows_that_stay_are_seen_once(stay: set[str], come: set[str], go: set[str], most: int) -> None:
    before = stay | go
    first, token = token_page(before, str, "", most)
    rest: list[str] = []
    while token:
        page, token = token_page(stay | come, str, token, most)
        rest += page
    seen = [*first, *rest]
    assert len(seen) == len(set(seen))
    if len(before) > most:
        assert stay <= set(seen)


@pytest.mark.parametrize("token", ["nonsense!", "AA", "ü", "_w=="])
def test_a_token_of_somebody_s_own_is_refused(token: str) -> None:
    with refused("InvalidParameter", 400) as caught:
        token_page(["a", "b"], str, token, 1)
    assert "NextToken" in caught.value.message


@given(st.lists(st.floats(0, 4e9), min_size=2, max_size=2))
def test_places_sort_by_age(ages: list[float]) -> None:
    first, second = sorted(round(age, 6) for age in ages)
    assert age_key(first, "x") <= age_key(second, "x")
    assert age_key(first, "a") < age_key(first, "b")
