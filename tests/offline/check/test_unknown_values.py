"""Operations on unknown values: each result is unknown again, or has the documented value."""

import json
import math
from typing import Any

import pytest

from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.unknown_values import (
    AnsweredList,
    UnknownBoolean,
    UnknownNumber,
    UnknownObject,
    UnknownString,
)

PLACEHOLDER = Placeholders().create("value")
STRING, BOOLEAN = UnknownString(PLACEHOLDER), UnknownBoolean(PLACEHOLDER)
# A program takes them for numbers and objects.
NUMBER: Any = UnknownNumber(PLACEHOLDER)
OBJECT: Any = UnknownObject(PLACEHOLDER)
OTHER = UnknownString(Placeholders().create("other"))


def test_a_comparison_with_a_known_string_holds() -> None:
    assert (STRING == "cn-beijing-h", STRING != "cn-beijing-h", STRING in ["a", "b"]) == (True, True, True)
    assert ("beijing" in STRING, STRING.startswith("cn"), STRING.endswith("h")) == (True, True, True)


def test_two_unknown_strings_are_told_apart() -> None:
    assert OTHER != STRING and len({STRING, OTHER, UnknownString(PLACEHOLDER)}) == 2


@pytest.mark.parametrize(
    "result",
    [
        NUMBER + 1,
        1 + NUMBER,
        NUMBER - 1,
        10 - NUMBER,
        NUMBER * 2,
        2 * NUMBER,
        NUMBER / 2,
        100 // NUMBER,
        NUMBER % 4,
        -NUMBER,
        NUMBER**2,
        round(NUMBER / 3, 1),
        math.ceil(NUMBER),
        sum([NUMBER, 1]),
        max(0, NUMBER),
        f"{NUMBER:02d}",
        f"{NUMBER}/{NUMBER}",
        str(NUMBER),
        json.dumps({"port": NUMBER}),
        "size-" + NUMBER,
        NUMBER + "Gi",
        STRING.lower(),
        STRING[:3],
        OBJECT["user"],
        OBJECT.get("port", 80) + 1,
        OBJECT["hosts"][0],
        OBJECT["user"] + "@%",
    ],
)
def test_a_result_is_unknown(result: Any) -> None:  # noqa: ANN401 (results of every type)
    assert isinstance(result, str) and PLACEHOLDER in str(result)


def test_numbers_that_python_needs_are_two() -> None:
    assert (list(range(NUMBER)), int(NUMBER), float(NUMBER), len(OBJECT)) == ([0, 1], 2, 2.0, 2)
    assert NUMBER >= 4 and NUMBER < 4


def test_a_boolean_is_true() -> None:
    assert BOOLEAN and BOOLEAN == True  # noqa: E712 (a program may write it)


def test_an_object_has_two_keys() -> None:
    assert len(list(OBJECT)) == len(OBJECT.items()) == len(OBJECT.keys()) == len(OBJECT.values()) == 2


@pytest.fixture
def needed() -> list[int]:
    return []


@pytest.fixture
def answered(needed: list[int]) -> AnsweredList:
    return AnsweredList([{"min": STRING}, OTHER], needed.append)


def test_reading_an_element_does_not_depend_on_the_length(answered: AnsweredList, needed: list[int]) -> None:
    assert (answered[1], answered[:2][1], answered[-2]["min"]) == (OTHER, OTHER, STRING)
    assert bool(answered) and set(needed) == {-1}


def test_an_index_beyond_the_end_needs_a_longer_list(answered: AnsweredList, needed: list[int]) -> None:
    with pytest.raises(IndexError):
        answered[4]
    assert answered[1:7] == [OTHER]
    assert max(needed) == 7 and 5 in needed


@pytest.mark.parametrize("use", [len, list, lambda one: {x for x in one if x}, lambda one: one[1:], sorted])
def test_the_length_is_used(use: Any, answered: AnsweredList, needed: list[int]) -> None:  # noqa: ANN401
    answered[0] = OTHER
    use(answered)
    assert 0 in needed


def test_a_list_is_its_first_element_too(answered: AnsweredList) -> None:
    assert answered["min"] == STRING and callable(answered.keys)
    with pytest.raises(AttributeError):
        _ = answered.nothing
