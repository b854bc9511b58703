"""Typed answers of data sources. Not tested here: what a whole program can do with them."""

from typing import Any

import pulumi_alicloud.ecs  # noqa: F401 (a program has imported what it calls)
import pytest
from google.protobuf import json_format, struct_pb2

from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.unknown_answers import UnknownAnswers
from alicloud_offline.check.unknown_values import AnsweredList, UnknownBoolean, UnknownNumber, UnknownString


@pytest.fixture
def placeholders() -> Placeholders:
    return Placeholders()


@pytest.fixture
def answers(placeholders: Placeholders) -> UnknownAnswers:
    return UnknownAnswers(placeholders, 3)


def answer(answers: UnknownAnswers, token: str, **arguments: object) -> dict[str, Any]:
    return answers.answer(token, json_format.ParseDict(arguments, struct_pb2.Struct()))


def test_a_list_has_the_length_of_the_run(answers: UnknownAnswers, placeholders: Placeholders) -> None:
    found = answer(answers, "alicloud:index/getZones:getZones")
    assert [placeholders.labels[one["id"]] for one in found["zones"]] == [f"getZones.zones[{i}].id" for i in range(3)]
    assert [placeholders.labels[one] for one in found["ids"]] == [f"getZones.ids[{i}]" for i in range(3)]


def test_arguments_come_back_as_given(answers: UnknownAnswers) -> None:
    found = answer(answers, "alicloud:ecs/getImages:getImages", owners="system", mostRecent=True, imageIds=["m-1"])
    assert (found["owners"], found["mostRecent"]) == ("system", True)
    assert type(answers.convert(found["imageIds"])) is list


def test_values_have_their_types(answers: UnknownAnswers) -> None:
    found = answers.convert(answer(answers, "alicloud:ecs/getImages:getImages"))["images"]
    assert type(found) is AnsweredList
    kinds = {name: type(found[1][name]) for name in ("name", "size", "isCopied", "diskDeviceMappings")}
    assert kinds == {
        "name": UnknownString,
        "size": UnknownNumber,
        "isCopied": UnknownBoolean,
        "diskDeviceMappings": AnsweredList,
    }


def test_a_list_whose_length_is_used_is_counted(answers: UnknownAnswers) -> None:
    zones = answers.convert(answer(answers, "alicloud:index/getZones:getZones"))
    assert zones["ids"][2] and answers.counted == {}
    assert len(zones["zones"]) == 3
    assert [name.rpartition(".")[2] for name in answers.counted] == ["zones"]


def test_an_element_beyond_the_end_is_needed(answers: UnknownAnswers) -> None:
    ids = answers.convert(answer(answers, "alicloud:index/getZones:getZones"))["ids"]
    with pytest.raises(IndexError):
        ids[6]
    assert answers.needed == 7


def test_a_function_of_a_package_that_is_not_there_knows_its_arguments_only(answers: UnknownAnswers) -> None:
    assert answer(answers, "nowhere:index/getThing:getThing", name="x") == {"name": "x"}
