"""Reads typed values out of configuration, noting every problem under the key it belongs to."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from alicloud_rules.violation import Violation

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Problems = dict[str, str]
"""Config key, as the user writes it, to one sentence; the first problem of a key is the one that is told."""


class Reader:
    """Reads the keys of one mapping: the stack's configuration, or an object inside of it.

    Values are texts, as the engine hands them over, or what JSON makes of objects. A value that is not of the wanted
    kind is noted, and a harmless one of that kind is returned in its place, so that reading can go on.
    """

    def __init__(self, values: Mapping[str, Any], prefix: str, problems: Problems) -> None:
        """`prefix` comes before a key in messages: `ipv6-eni:`, or `ipv6-eni:halves[0].` inside an object."""
        self._values, self._prefix, self._problems = values, prefix, problems
        self._asked: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text; an empty one stands for "left out"."""
        value = self._value(key, default)
        if isinstance(value, str):
            return value
        # A password may have been set in the wrong form: its value is not repeated.
        self.note(key, "It must be a text.")
        return ""

    def integer(self, key: str, default: int | None = None) -> int:
        """Read a whole number."""
        value = self._value(key, default)
        try:
            if not isinstance(value, bool | float):
                return int(value)
        except (TypeError, ValueError):
            pass
        return self._wrong(key, "a whole number", value, 0)

    def boolean(self, key: str, default: bool | None = None) -> bool:
        """Read true or false."""
        value = self._value(key, default)
        known = {"true": True, "false": False, True: True, False: False}
        if isinstance(value, str | bool) and value in known:
            return known[value]
        return self._wrong(key, "true or false", value, False)

    def texts(self, key: str) -> list[str]:
        """Read a list of texts; left out, it is empty."""
        value = _structure(self._value(key, []))
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
        return self._wrong(key, "a list of texts", value, [])

    def mapping(self, key: str) -> dict[str, str]:
        """Read an object whose values are texts."""
        value = _structure(self._value(key, None))
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return value
        return self._wrong(key, "an object of texts", value, {})

    def choice(self, key: str, choices: type[E], default: E | None = None) -> E:
        """Read one of the values of an enumeration."""
        chosen = self.text(key, default)
        if chosen in tuple(choices):
            return choices(chosen)
        self.note(key, f"There is no {chosen!r}; choose one of: {', '.join(choices)}.")
        return next(iter(choices))

    def nested(self, key: str) -> "Reader | None":
        """Read an object, with a reader of its own; None when it is empty."""
        value = _structure(self._value(key, None))
        if not isinstance(value, dict):
            value = self._wrong(key, "an object", value, {})
        return Reader(value, f"{self._prefix}{key}.", self._problems) if value else None

    def objects(self, key: str) -> list["Reader"]:
        """Read a list of objects, each with a reader of its own."""
        value = _structure(self._value(key, None))
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            value = self._wrong(key, "a list of objects", value, [])
        return [self._inside(key, index, item) for index, item in enumerate(value)]

    def empty_object(self, key: str, index: int) -> "Reader":
        """Return a reader of an object that is not in the list, so that all it reads is a default."""
        return self._inside(key, index, {})

    def note(self, key: str, problem: Violation | str | None) -> None:
        """Note a problem of `key`, if there is one; of the whole object when `key` is empty."""
        if problem:
            self._problems.setdefault(f"{self._prefix}{key}".rstrip("."), str(problem))

    def note_unknown(self) -> None:
        """Note every key that nobody has asked for; call it last."""
        for key in sorted(self._values.keys() - self._asked):
            close = get_close_matches(key, sorted(self._asked), n=1)
            hint = f"did you mean {close[0]}?" if close else f"known are: {', '.join(sorted(self._asked))}."
            self.note(key, f"There is no such key; {hint}")

    def has(self, key: str) -> bool:
        """Tell whether the key is given."""
        self._asked.add(key)
        return key in self._values

    def _inside(self, key: str, index: int, values: Mapping[str, Any]) -> "Reader":
        return Reader(values, f"{self._prefix}{key}[{index}].", self._problems)

    def _value(self, key: str, default: object) -> Any:  # noqa: ANN401 - whatever JSON may hold
        return self._values[key] if self.has(key) else default

    def _wrong(self, key: str, kind: str, value: object, instead: T) -> T:
        self.note(key, f"It must be {kind}, not {'left out' if value is None else repr(value)}.")
        return instead


def _structure(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
