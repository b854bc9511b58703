"""Typed answers of data sources, which the check does not query because it has no credentials.

Every list has the same number of elements, and every other value is a placeholder (see `placeholders`), so that a
program can use `get_zones(...).zones[1].id`. Arguments are returned as given. The SDK makes objects of its own classes
of an answer; `UnknownAnswers.convert` then puts unknown values of the right type (see `unknown_values`) in them.
"""

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, get_args, get_origin

from google.protobuf import json_format, struct_pb2

from alicloud_offline._pulumi_internals import PropertyValue, is_output_type, output_type_types
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.check.unknown_values import AnsweredList, UnknownBoolean, UnknownNumber, UnknownString
from alicloud_offline.program.type_tokens import token_parts

Annotation = Any
_KINDS: dict[Annotation, type[UnknownString]] = {
    str: UnknownString,
    int: UnknownNumber,
    float: UnknownNumber,
    bool: UnknownBoolean,
}


class UnknownAnswers:
    """Answers of one run, in which every list has `length` elements.

    `counted` has the lists whose length the program uses, and `needed` is the length that it would need to read all
    elements that it asks for.
    """

    def __init__(self, placeholders: Placeholders, length: int) -> None:
        self.length = length
        self.needed = length
        self.counted: dict[str, None] = {}
        self.placeholders = placeholders
        self._kinds: dict[str, type[UnknownString]] = {}

    def answer(self, token: str, arguments: struct_pb2.Struct) -> dict[str, PropertyValue]:
        """Return the answer of the data source `token`, such as `alicloud:index/getZones:getZones`."""
        given = json_format.MessageToDict(arguments)
        result = _result_class(token)
        if result is None:
            return given
        name = token.rpartition(":")[2]
        # The class of a result refuses a string as one of its numbers and booleans, unlike those of nested objects.
        kinds = {key: kind for key, kind in output_type_types(result).items() if kind not in (int, float, bool)}
        return {**{key: self._value(kind, f"{name}.{key}") for key, kind in kinds.items()}, **given}

    def convert(self, result: PropertyValue) -> PropertyValue:
        """Put unknown values of the right type into a result of the SDK, in place, and return it."""
        name = type(result).__name__.removesuffix("Result")
        return self._convert(result, f"{name[:1].lower()}{name[1:]}")

    def _convert(self, value: PropertyValue, path: str) -> PropertyValue:
        if isinstance(value, str):
            return self._kinds[value](value) if value in self._kinds else value
        if isinstance(value, dict):
            for key, inner in dict.items(value):
                dict.__setitem__(value, key, self._convert(inner, f"{path}.{key}"))
        elif isinstance(value, list):
            # A list that the program gave as an argument has a known length.
            is_answered = self._is_answered(value)
            converted = [self._convert(one, path) for one in value]
            return AnsweredList(converted, partial(self._count, path)) if is_answered else converted
        elif is_output_type(type(value)):
            value.__dict__.update({key: self._convert(inner, f"{path}.{key}") for key, inner in vars(value).items()})
        return value

    def _is_answered(self, value: PropertyValue) -> bool:
        """Return whether the value has a placeholder of an answer in it."""
        if isinstance(value, str):
            return value in self._kinds
        inner = dict.values(value) if isinstance(value, dict) else value if isinstance(value, list) else ()
        return any(self._is_answered(one) for one in inner)

    def _count(self, label: str, needed: int) -> None:
        """Note that the program depends on the length of a list; a `needed` of -1 is an element that is there."""
        if needed >= 0:
            self.counted[label] = None
            self.needed = max(self.needed, needed)

    def _object(self, result: type, path: str) -> dict[str, PropertyValue]:
        return {name: self._value(kind, f"{path}.{name}") for name, kind in output_type_types(result).items()}

    def _value(self, kind: Annotation, path: str) -> PropertyValue:
        if kind in _KINDS:
            placeholder = self.placeholders.create(path)
            self._kinds[placeholder] = _KINDS[kind]
            return placeholder
        if isinstance(kind, type) and is_output_type(kind):
            return self._object(kind, path)
        origin, inner = get_origin(kind), get_args(kind)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {}
        if isinstance(origin, type) and issubclass(origin, Sequence):
            return [self._value(inner[0], f"{path}[{index}]") for index in range(self.length)]
        return None


def _result_class(token: str) -> type | None:
    """Return the result's class in the provider's Python package, which the program imported to call it."""
    package, module, function = token_parts(token)
    for name in (f"{package}.{module}", package):
        found = getattr(sys.modules.get(name), f"{function[:1].upper()}{function[1:]}Result", None)
        if isinstance(found, type) and is_output_type(found):
            return found
    return None
