"""The types of settings, as strings of the engine and as JSON."""

from enum import StrEnum

import pytest

from program.settings.setting_reader import Problems, SettingReader


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


def read(method: str, value: object, *arguments: object) -> tuple[object, Problems]:
    problems: Problems = {}
    reader = SettingReader({"key": value}, "p:", problems)
    return getattr(reader, method)("key", *arguments), problems


@pytest.mark.parametrize(
    ("method", "value", "expected"),
    [
        ("string", "x", "x"),
        ("integer", "3", 3),
        ("integer", 3, 3),
        ("boolean", "true", True),
        ("boolean", False, False),
        ("strings", '["a", "b"]', ["a", "b"]),
        ("strings", ["a"], ["a"]),
        ("string_map", '{"a": "b"}', {"a": "b"}),
        ("nested", "{}", None),
    ],
)
def test_a_value_of_the_right_type_is_returned(method: str, value: object, expected: object) -> None:
    assert read(method, value) == (expected, {})


@pytest.mark.parametrize(
    ("method", "value", "instead", "problem"),
    [
        ("string", 5, "", "must be a string."),
        ("integer", "x", 0, "must be an integer, not 'x'."),
        ("integer", 1.5, 0, "must be an integer, not 1.5."),
        ("integer", True, 0, "must be an integer, not True."),
        ("integer", None, 0, "must be an integer, but it is not set."),
        ("boolean", "yes", False, "must be a boolean, not 'yes'."),
        ("boolean", 1, False, "must be a boolean, not 1."),
        ("strings", [1], [], "must be an array of strings, not [1]."),
        ("string_map", {"a": 1}, {}, "must be an object with string values, not {'a': 1}."),
        ("nested", "5", None, "must be an object, not 5."),
        ("objects", {"a": 1}, [], "must be an array of objects, not {'a': 1}."),
    ],
)
def test_a_value_of_another_type_is_noted(method: str, value: object, instead: object, problem: str) -> None:
    assert read(method, value) == (instead, {"p:key": problem})


def test_a_choice_names_the_allowed_values() -> None:
    assert read("choice", "red", Color) == (Color.RED, {})
    assert read("choice", "green", Color)[1] == {"p:key": "invalid value 'green'; expected one of red, blue."}


def test_keys_in_an_array_have_their_index() -> None:
    problems: Problems = {}
    first, second = SettingReader({"key": [{"n": "x"}]}, "p:", problems).objects("key", at_least=2)
    assert (first.integer("n", 1), second.integer("n", 2)) == (0, 2)
    assert problems == {"p:key[0].n": "must be an integer, not 'x'."}


def test_unknown_keys_are_noted_with_the_closest_one_or_with_all() -> None:
    problems: Problems = {}
    reader = SettingReader({"size": 1, "siz": 2, "other": 3, "old": 4}, "p:", problems)
    reader.integer("size")
    reader.note_unknown({"old": "size"})
    assert problems == {
        "p:siz": "unknown key; did you mean size?",
        "p:other": "unknown key; expected one of size.",
        "p:old": "this key was renamed; set p:size to the same value instead.",
    }


def test_the_first_problem_of_a_key_stays() -> None:
    problems: Problems = {}
    reader = SettingReader({}, "p:object.", problems)
    reader.note("", None)
    reader.note("", "first")
    reader.note("", "second")
    assert problems == {"p:object": "first"}
