from collections.abc import Callable

import pytest

from alicloud_rules.names import (
    check_description,
    check_ecs_name,
    check_resource_group_id,
    check_tags,
    check_vpc_name,
)

Check = Callable[[str], str | None]


@pytest.mark.parametrize("check", [check_ecs_name, check_vpc_name])
@pytest.mark.parametrize("name", ["test-vpc-1", "ab", "a" * 128, "测试-1", "A.b_c-9"])
def test_names_both_products_take(check: Check, name: str) -> None:
    assert check(name) is None


@pytest.mark.parametrize("check", [check_ecs_name, check_vpc_name])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "2 to 128 characters"),
        ("a", "2 to 128 characters"),
        ("a" * 129, "129"),
        ("1abc", "begins with a letter or a Chinese character, but '1abc' begins with '1'"),
        ("-abc", "begins with a letter"),
        ("http://abc", "http://"),
        ("https://abc", "http://"),
        ("a b", "' '"),
        ("a/b", "'/'"),
    ],
)
def test_names_neither_product_takes(check: Check, name: str, says: str) -> None:
    assert says in str(check(name))


def test_only_ecs_names_have_colons() -> None:
    assert check_ecs_name("web:1") is None
    assert "':'" in str(check_vpc_name("web:1"))


def test_descriptions() -> None:
    assert [check_description(text) for text in ("", "ok", "x" * 256)] == [None, None, None]
    assert "2 to 256" in str(check_description("x"))
    assert "257" in str(check_description("x" * 257))
    assert "http://" in str(check_description("http://x"))


def test_good_tags() -> None:
    assert check_tags({}) is None
    assert check_tags({f"key-{number}": "" for number in range(20)}) is None
    assert check_tags({"k" * 128: "v" * 128, "for": "aliyun"}) is None


@pytest.mark.parametrize(
    ("tags", "says"),
    [
        ({f"key-{number}": "" for number in range(21)}, "at most 20 tags, not 21"),
        ({"": "value"}, "must not be empty"),
        ({"aliyun-1": ""}, "aliyun or acs:"),
        ({"acs:rm": ""}, "aliyun or acs:"),
        ({"key": "acs:x"}, "value must not begin with acs:"),
        ({"k" * 129: ""}, "129 characters"),
        ({"key": "v" * 129}, "129 characters"),
        ({"see-http://x": ""}, "http://"),
        ({"key": "at https://x"}, "http://"),
        ({"good": "", "aliyun": ""}, "aliyun"),
    ],
)
def test_bad_tags(tags: dict[str, str], says: str) -> None:
    assert says in str(check_tags(tags))


@pytest.mark.parametrize(("group", "good"), [("rg-acfmxazb4ph6aiy", True), ("rg-9gLOoK", True), ("rg-", False)])
def test_a_resource_group_is_named_by_its_id(group: str, good: bool) -> None:
    assert (check_resource_group_id(group) is None) == good


def test_another_form_is_refused_with_an_example() -> None:
    expected = "A resource group is named by an id such as rg-acfmxazb4ph6aiy, not 'Default'."
    assert str(check_resource_group_id("Default")) == expected
