"""Flat request parameters become typed records; what is not declared is refused by name."""

import json
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.params import PROTOCOL, CommaList, JsonList, ListOrJson, Params, Tag, named, nest, read
from tests.sandbox.conftest import flatten, refused

ACCOUNT = "1000000000000001"


class Disk(Params):
    size: int
    category: str = ""


class Example(Params, kw_only=True):
    vpc_id: str
    count: int = 0
    force: bool = False
    price: float = 0.0
    limit: int | None = None
    tag: list[Tag] = msgspec.field(default_factory=list)
    group_ids: list[str] = msgspec.field(default_factory=list)
    disk: Disk | None = None
    v_switch_id: str = ""


def parse(**flat: str) -> Example:
    return read(Example, {name.replace("__", "."): value for name, value in flat.items()}, "Example", ACCOUNT)


names = st.from_regex(r"[A-Z][a-z]{1,6}", fullmatch=True)
leaves = st.text(max_size=5)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=11), st.dictionaries(names, inner, min_size=1, max_size=3)
    ),
    max_leaves=20,
)


@given(st.dictionaries(names, trees, max_size=4))
def test_nesting_undoes_the_flattening_of_clients(tree: dict[str, Any]) -> None:
    flat = [pair for name, value in tree.items() for pair in flatten(name, value)]
    assert nest(dict(flat)) == tree
    assert nest(dict(reversed(flat))) == tree


def test_values_are_read_as_what_they_are_declared() -> None:
    found = parse(VpcId="v", Count="3", Force="true", Price="0.5", Limit="0", Disk__Size="40", VSwitchId="s")
    assert (found.vpc_id, found.count, found.force, found.price, found.limit) == ("v", 3, True, 0.5, 0)
    assert found.disk is not None
    assert (found.disk.size, found.v_switch_id) == (40, "s")
    assert not parse(VpcId="v", Force="False").force


def test_lists_follow_their_numbers_not_their_order() -> None:
    found = parse(VpcId="v", GroupIds__10="c", GroupIds__2="b", GroupIds__1="a", Tag__1__Key="k")
    assert found.group_ids == ["a", "b", "c"]
    assert [(tag.key, tag.value) for tag in found.tag] == [("k", "")]


@pytest.mark.parametrize(
    ("flat", "named"),
    [
        ({"VpcID": "v"}, "VpcID"),
        ({"Tag.1.Key": "k", "Tag.1.Scope": "s"}, "Tag.1.Scope"),
        ({"Tag.1.Key": "k", "Tag.2.Key": "l", "Tag.2.Scope": "s"}, "Tag.2.Scope"),
        ({"Disk.Size": "1", "Disk.Kind": "x"}, "Disk.Kind"),
        ({"Nonsense.3.Deep": ""}, "Nonsense"),
    ],
)
def test_what_is_not_declared_is_refused_by_name(flat: dict[str, str], named: str) -> None:
    with refused("UnsupportedParameter", 400) as caught:
        read(Example, {"VpcId": "v", **flat}, "Example", ACCOUNT)
    assert f"model {named}:" in caught.value.message


@pytest.mark.parametrize(
    ("flat", "named"),
    [({}, "VpcId"), ({"VpcId": "v", "Tag.1.Value": "x"}, "Tag.1.Key"), ({"VpcId": "v", "Disk.Category": ""}, "Size")],
)
def test_what_is_missing_is_named(flat: dict[str, str], named: str) -> None:
    with refused("MissingParameter", 400) as caught:
        read(Example, flat, "Example", ACCOUNT)
    assert f"{named} " in caught.value.message


@pytest.mark.parametrize(
    ("flat", "named"),
    [
        ({"Count": "many"}, "Count"),
        ({"Count": "1.5"}, "Count"),
        ({"Count": ""}, "Count"),
        ({"Force": "perhaps"}, "Force"),
        ({"Disk.Size": "big"}, "Disk.Size"),
        ({"GroupIds": "a"}, "GroupIds"),
        ({"VpcId.1": "a"}, "VpcId"),
        ({"Tag.1": "a"}, "Tag.1"),
        ({"Tag.Key": "a"}, "Tag"),
        ({"Disk.1.Size": "1"}, "Disk"),
        ({"GroupIds.01": "a"}, "GroupIds"),
    ],
)
def test_a_malformed_value_is_refused_by_name(flat: dict[str, str], named: str) -> None:
    with refused("InvalidParameter", 400) as caught:
        read(Example, {**({} if "VpcId.1" in flat else {"VpcId": "v"}), **flat}, "Example", ACCOUNT)
    assert f"parameter {named} is not valid" in caught.value.message


@pytest.mark.parametrize("order", [("Tag.1", "Tag.1.Key"), ("Tag.1.Key", "Tag.1")])
def test_a_name_is_a_value_or_a_list_not_both(order: tuple[str, str]) -> None:
    with refused("InvalidParameter", 400):
        nest(dict.fromkeys(order, "x"))


@given(st.dictionaries(st.lists(st.sampled_from(["Tag", "1", "0", "Key", "²", "", "9" * 5000])).map(".".join), leaves))
def test_any_request_is_read_or_refused(flat: dict[str, str]) -> None:
    with suppress(ApiError):
        read(Example, flat, "Example", ACCOUNT)


def test_the_protocol_s_own_parameters_never_reach_an_action() -> None:
    assert read(Example, {"VpcId": "v", **dict.fromkeys(PROTOCOL, "x")}, "Example", ACCOUNT).vpc_id == "v"


@pytest.mark.parametrize("name", ["OwnerId", "ResourceOwnerId", "OwnerAccount", "ResourceOwnerAccount"])
def test_a_request_acts_for_its_own_account_only(name: str) -> None:
    assert read(Example, {"VpcId": "v", name: ACCOUNT}, "Example", ACCOUNT).vpc_id == "v"
    assert read(Example, {"VpcId": "v", name: ""}, "Example", ACCOUNT).vpc_id == "v"
    with refused("UnsupportedParameter", 400) as caught:
        read(Example, {"VpcId": "v", name: "1000000000000002"}, "Example", ACCOUNT)
    assert name in caught.value.message


def test_a_name_with_any_number_of_parts_is_refused() -> None:
    with refused("UnsupportedParameter", 400):
        read(Example, {"VpcId": "v", "A" + ".A" * 100_000: "x"}, "Example", ACCOUNT)


class Lists(Params, kw_only=True):
    ids: JsonList | None = None
    names: ListOrJson = ListOrJson()
    vpc_id: CommaList = CommaList()


def lists(**flat: str) -> Lists:
    return read(Lists, {name.replace("__", "."): value for name, value in flat.items()}, "Lists", ACCOUNT)


def test_lists_in_json() -> None:
    assert lists().ids is None
    assert lists(Ids="").ids is None
    assert lists(Ids="[]").ids == ()
    assert lists(Ids=json.dumps(["i-1", "i-2"])).ids == ("i-1", "i-2")
    assert lists(Ids=r'["\u0069-1"]').ids == ("i-1",)
    for text in ("i-1", "{}", "[1]", "[", '"i-1"', r'["\ud800"]', "[" * 50_000):
        with refused("InvalidParameter", 400) as caught:
            lists(Ids=text)
        assert "Ids" in caught.value.message
    with refused("InvalidParameter", 400):
        lists(Ids__1="i-1")


def test_lists_that_are_numbered_or_in_json_and_lists_with_commas() -> None:
    assert lists(Names__1="a", Names__2="b").names == lists(Names='["a", "b"]').names == ("a", "b")
    assert (*lists(Names="").names, *lists(VpcId="").vpc_id, *lists(VpcId=",").vpc_id) == ()
    assert lists(VpcId="vpc-1,vpc-2").vpc_id == ("vpc-1", "vpc-2")
    for wrong in ({"Names": "a"}, {"Names__1__Key": "a"}, {"VpcId__1": "vpc-1"}):
        with refused("InvalidParameter", 400):
            lists(**wrong)


def test_the_values_of_a_parameter_are_those_of_the_record() -> None:
    found = lists(Ids=r'["\u0069-1"]', VpcId="vpc-1,vpc-2")
    assert (*named(found, "Ids"), *named(found, "VpcId")) == ("i-1", "vpc-1", "vpc-2")
    assert [*named(found, "Names"), *named(found, "Other")] == []
    assert named(parse(VpcId="v"), "VpcId") == ["v"]
    assert named(parse(VpcId="v"), "VSwitchId") == []


def test_a_value_that_no_parameter_can_have_is_refused() -> None:
    assert parse(VpcId="v" * 65_536).vpc_id
    with refused("InvalidParameter", 400):
        parse(VpcId="v" * 65_537)


def test_the_name_of_an_undeclared_parameter_never_gets_into_a_code() -> None:
    for name in ("Secret", "Secret.1"):
        with refused("UnsupportedParameter", 400):
            read(Lists, {name: "x", "Secret.1": "y", "Secret": "z"}, "Lists", ACCOUNT)
