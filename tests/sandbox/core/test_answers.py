"""Shapes that many answers share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.core.answers import check_tag_map, checked_tags, only, tagged
from alicloud_sandbox.core.entities import RouteTable
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import Pages, Tag
from tests.sandbox.conftest import refused


def table(identifier: str, name: str = "", **tags: str) -> RouteTable:
    return RouteTable(
        id=identifier,
        account="1",
        region="cn-beijing",
        created=1.0,
        name=name,
        tags=tags,
        vpc_id="vpc-1",
        router_id="vrt-1",
    )


@given(st.lists(st.integers(), max_size=130), st.integers(1, 50))
def test_numbered_pages_are_the_whole(found: list[int], size: int) -> None:
    seen: list[int] = []
    for number in range(1, len(found) // size + 2):
        rows, numbers = page(Pages(page_number=number, page_size=size), found, lambda row: row)
        assert numbers == {"PageNumber": number, "PageSize": size, "TotalCount": len(found)}
        seen += rows
    assert seen == found
    assert page(Pages(page_number=1_000), found, str)[0] == []


@pytest.mark.parametrize(("number", "size", "named"), [(0, 10, "PageNumber"), (1, 0, "PageSize"), (1, 51, "PageSize")])
def test_pages_that_cannot_be_are_refused(number: int, size: int, named: str) -> None:
    with refused("InvalidParameter", 400) as caught:
        page(Pages(page_number=number, page_size=size), [], str)
    assert named in caught.value.message
    assert page(Pages(page_size=100), [], str, most=100)[0] == []


def test_an_empty_filter_lets_everything_pass() -> None:
    first, second = table("vtb-1", "a"), table("vtb-2", "b")
    assert only([first, second], name="", id=None) == [first, second]
    assert only([first, second], name="b", vpc_id="vpc-1") == [second]
    assert only([first, second], name="b", id="vtb-1") == []


def test_tags_are_found_by_key_or_by_key_and_value() -> None:
    plain, dev, test = table("vtb-0"), table("vtb-1", env="dev", team="net"), table("vtb-2", env="test")
    assert tagged([plain, dev, test], []) == [plain, dev, test]
    assert tagged([plain, dev, test], [Tag(key="env")]) == [dev, test]
    assert tagged([plain, dev, test], [Tag(key="env", value="test")]) == [test]
    assert tagged([plain, dev, test], [Tag(key="env"), Tag(key="team")]) == [dev]


def test_tags_of_a_request() -> None:
    assert checked_tags([Tag(key="a", value="1"), Tag(key="b")]) == {"a": "1", "b": ""}
    with refused("Duplicate.TagKey", 400):
        checked_tags([Tag(key="a", value="1"), Tag(key="a", value="1")])
    with refused("InvalidTagKey.Malformed", 400):
        checked_tags([Tag(key="acs:a")])
    check_tag_map({str(number): "" for number in range(20)})
    with refused("QuotaExceed.Tags", 403):
        check_tag_map({str(number): "" for number in range(21)})
