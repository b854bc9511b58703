"""Typed answers of data sources. Not proved here: that a program can do with them what it wants to."""

from typing import Any

import pulumi_alicloud.ecs  # noqa: F401 (a program has imported what it calls)
from google.protobuf import json_format, struct_pb2

from alicloud_offline.checking.lookups import answer
from alicloud_offline.checking.unknowns import Unknowns


def ask(token: str, unknowns: Unknowns, **arguments: object) -> dict[str, Any]:
    return answer(token, json_format.ParseDict(arguments, struct_pb2.Struct()), unknowns)


def test_a_list_has_one_element_whose_texts_are_marks() -> None:
    unknowns = Unknowns()
    found = ask("alicloud:index/getZones:getZones", unknowns)
    (zone,) = found["zones"]
    assert unknowns.labels[zone["id"]] == "getZones.zones[0].id"
    assert [unknowns.labels[one] for one in found["ids"]] == ["getZones.ids[0]"]


def test_arguments_come_back_as_given() -> None:
    found = ask("alicloud:ecs/getImages:getImages", Unknowns(), owners="system", mostRecent=True)
    assert (found["owners"], found["mostRecent"]) == ("system", True)


def test_numbers_and_booleans_are_not_made_up() -> None:
    found = ask("alicloud:ecs/getImages:getImages", Unknowns())
    (image,) = found["images"]
    assert image["size"] is None and image["isCopied"] is None


def test_a_function_of_a_package_that_is_not_there_knows_its_arguments_only() -> None:
    assert ask("nowhere:index/getThing:getThing", Unknowns(), name="x") == {"name": "x"}
