"""Read typed values from a mapping of settings, and note every problem with its key."""

import json
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from alicloud_rules.violation import Violation

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Problems = dict[str, str]
"""Config key, as the user writes it, to its first problem."""
Problem = Violation | str | None


def if_set(check: Callable[[str], Problem]) -> Callable[[str], Problem]:
    """Return a check that accepts an empty string, too."""
    return lambda value: check(value) if value else None


class SettingReader:
    """Reads the keys of one mapping: the stack's configuration, or an object in it.

    Values are strings, as the engine passes them, or JSON. When a value has the wrong type, the reader notes that and
    returns an empty value of the right type, so that reading goes on.
    """

    def __init__(self, values: Mapping[str, Any], prefix: str, problems: Problems) -> None:
        """Read `values`; `prefix` comes before a key in messages: `ipv6-eni:`, or `ipv6-eni:sites[0].` in an object."""
        self._values, self._prefix, self._problems = values, prefix, problems
        self._known: set[str] = set()

    def string(self, key: str, default: str | None = None, check: Callable[[str], Problem] = lambda _: None) -> str:
        """Return a string that passes the check; an empty one means "not set"."""
        value = self._value(key, default)
        if isinstance(value, str):
            self.note(key, check(value))
            return value
        # The value may be a password of the wrong type: the message does not repeat it.
        self.note(key, "must be a string.")
        return ""

    def integer(self, key: str, default: int | None = None, check: Callable[[int], Problem] = lambda _: None) -> int:
        """Return an integer that passes the check."""
        value = self._value(key, default)
        try:
            number = int(value) if not isinstance(value, bool | float) else None
        except (TypeError, ValueError):
            number = None
        if number is None:
            return self._wrong_type(key, "an integer", value, 0)
        self.note(key, check(number))
        return number

    def boolean(self, key: str, default: bool | None = None) -> bool:
        """Return a boolean."""
        value = self._value(key, default)
        known = {"true": True, "false": False, True: True, False: False}
        if isinstance(value, str | bool) and value in known:
            return known[value]
        return self._wrong_type(key, "a boolean", value, False)

    def strings(self, key: str) -> list[str]:
        """Return an array of strings, by default an empty one."""
        value = _parsed(self._value(key, []))
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
        return self._wrong_type(key, "an array of strings", value, [])

    def string_map(self, key: str) -> dict[str, str]:
        """Return an object whose values are strings."""
        value = _parsed(self._value(key, None))
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return value
        return self._wrong_type(key, "an object with string values", value, {})

    def choice(self, key: str, choices: type[E], default: E | None = None) -> E:
        """Return a member of an enumeration."""
        chosen = self.string(key, default)
        if chosen in tuple(choices):
            return choices(chosen)
        self.note(key, f"invalid value {chosen!r}; expected one of {', '.join(choices)}.")
        return next(iter(choices))

    def nested(self, key: str) -> "SettingReader | None":
        """Return a reader for an object; None if the object is empty."""
        value = _parsed(self._value(key, None))
        if not isinstance(value, dict):
            value = self._wrong_type(key, "an object", value, {})
        return SettingReader(value, f"{self._prefix}{key}.", self._problems) if value else None

    def objects(self, key: str, at_least: int = 0) -> list["SettingReader"]:
        """Return a reader for each object of an array; empty objects fill a shorter array up to `at_least`."""
        value = _parsed(self._value(key, None))
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            value = self._wrong_type(key, "an array of objects", value, [])
        filled = [*value, *({} for _ in range(len(value), at_least))]
        return [SettingReader(item, f"{self._prefix}{key}[{i}].", self._problems) for i, item in enumerate(filled)]

    def note(self, key: str, problem: Problem) -> None:
        """Note a problem of `key`, or of the whole object if `key` is empty; None: there is no problem."""
        if problem:
            self._problems.setdefault(f"{self._prefix}{key}".rstrip("."), str(problem))

    def note_unknown(self, renamed: Mapping[str, str] | None = None) -> None:
        """Note every key that was not read; call it last. `renamed` maps former keys to their new names."""
        for key in sorted(self._values.keys() - self._known):
            if new := (renamed or {}).get(key):
                self.note(key, f"this key was renamed; set {self._prefix}{new} to the same value instead.")
                continue
            close = get_close_matches(key, sorted(self._known), n=1)
            hint = f"did you mean {close[0]}?" if close else f"expected one of {', '.join(sorted(self._known))}."
            self.note(key, f"unknown key; {hint}")

    def has(self, key: str) -> bool:
        """Return whether the key is set."""
        self._known.add(key)
        return key in self._values

    def _value(self, key: str, default: object) -> Any:  # noqa: ANN401 - any JSON
        return self._values[key] if self.has(key) else default

    def _wrong_type(self, key: str, expected: str, value: object, instead: T) -> T:
        self.note(key, f"must be {expected}{', but it is not set' if value is None else f', not {value!r}'}.")
        return instead


def _parsed(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
