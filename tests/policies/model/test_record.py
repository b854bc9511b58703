import math

import pytest

from alicloud_policies.model.counts import Count, exactly
from alicloud_policies.model.plain_values import UNKNOWN, Plain
from alicloud_policies.model.record import Record, count_of, integer_of
from alicloud_policies.model.resource_kinds import Kind
from alicloud_rules.three_valued import Unknown, unknown


def record(inputs: dict[str, Plain], outputs: dict[str, Plain] | None = None) -> Record:
    return Record(kind=Kind.ENI, urn="urn", label="Eni web", id=None, inputs=inputs, outputs=outputs or {})


def test_an_input_precedes_an_output() -> None:
    one = record({"a": 1, "b": UNKNOWN, "c": None}, {"a": 2, "b": 3, "c": 4, "d": 5})
    assert [one.seen(name) for name in "abcde"] == [1, 3, 4, 5, None]
    assert [one.given(name) for name in "abcd"] == [1, UNKNOWN, None, None]


def test_an_unknown_output_leaves_the_input_unknown() -> None:
    assert record({"a": UNKNOWN}, {"a": UNKNOWN}).seen("a") is UNKNOWN


def test_strings_and_booleans() -> None:
    one = record({"old": "x", "empty": "", "later": UNKNOWN, "number": 1, "yes": True})
    assert one.string("new", "empty", "old") == "x"
    assert one.string("empty") is None
    assert one.string("later", "old") == unknown("later of Eni web")
    assert one.string("number") == unknown("number of Eni web")
    assert one.boolean("yes") is True
    assert one.boolean("no") is None
    assert one.boolean("old") == unknown("old of Eni web")


@pytest.mark.parametrize(("value", "number"), [(None, 0), (0, 0), (3.0, 3), ("7", 7), (255, 255)])
def test_integers(value: Plain, number: int) -> None:
    assert integer_of(value, "x") == number
    assert count_of(value, "x") == exactly(number)


@pytest.mark.parametrize("value", [UNKNOWN, -1, 1.5, True, "many", [], {}, math.inf, math.nan, "1e400", "nan"])
def test_other_values_are_unknown(value: Plain) -> None:
    assert integer_of(value, "x") == unknown("x")
    assert count_of(value, "x") == Count(0, None, frozenset({"x"}))


@pytest.mark.parametrize(
    ("inputs", "amount"),
    [
        ({}, exactly(0)),
        ({"count": 2.0}, exactly(2)),
        ({"list": ["a", UNKNOWN, "c"]}, exactly(3)),
        ({"list": ["a"], "count": 4}, exactly(4)),
        ({"list": UNKNOWN}, Count(0, None, frozenset({"list of Eni web"}))),
        ({"list": UNKNOWN, "count": 2}, Count(2, None, frozenset({"list of Eni web"}))),
        ({"count": UNKNOWN}, Count(0, None, frozenset({"count of Eni web"}))),
        ({"count": [1]}, Count(0, None, frozenset({"count of Eni web"}))),
    ],
)
def test_amounts(inputs: dict[str, Plain], amount: Count) -> None:
    assert record(inputs).amount(["list"], ["count"]) == amount


def test_lists() -> None:
    one = record({"list": [1], "object": {"a": 1}, "later": UNKNOWN})
    assert one.items("none", "list") == [1]
    assert one.items("object") == [{"a": 1}]
    assert one.items("later") == unknown("later of Eni web")
    assert one.items("none") is None


def test_an_invalid_integer_is_unknown_and_an_absent_one_is_none() -> None:
    assert record({"mask": "x"}).integer("mask") == unknown("mask of Eni web")
    assert record({}).integer("mask") is None
    assert isinstance(record({"mask": UNKNOWN}).integer("mask"), Unknown)
