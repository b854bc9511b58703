"""Typed answers of data sources. Not tested here: what a program can do with them."""

from typing import Any

import pulumi_alicloud.ecs  # noqa: F401 (a program has imported what it calls)
from google.protobuf import json_format, struct_pb2

from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.unknown_answers import unknown_answer


def answer(token: str, placeholders: Placeholders, **arguments: object) -> dict[str, Any]:
    return unknown_answer(token, json_format.ParseDict(arguments, struct_pb2.Struct()), placeholders)


def test_a_list_has_one_element_whose_strings_are_placeholders() -> None:
    placeholders = Placeholders()
    found = answer("alicloud:index/getZones:getZones", placeholders)
    (zone,) = found["zones"]
    assert placeholders.labels[zone["id"]] == "getZones.zones[0].id"
    assert [placeholders.labels[one] for one in found["ids"]] == ["getZones.ids[0]"]


def test_arguments_come_back_as_given() -> None:
    found = answer("alicloud:ecs/getImages:getImages", Placeholders(), owners="system", mostRecent=True)
    assert (found["owners"], found["mostRecent"]) == ("system", True)


def test_numbers_and_booleans_are_not_made_up() -> None:
    found = answer("alicloud:ecs/getImages:getImages", Placeholders())
    (image,) = found["images"]
    assert image["size"] is None and image["isCopied"] is None


def test_a_function_of_a_package_that_is_not_there_knows_its_arguments_only() -> None:
    assert answer("nowhere:index/getThing:getThing", Placeholders(), name="x") == {"name": "x"}
