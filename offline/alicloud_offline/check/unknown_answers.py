"""Typed answers of data sources, which the check does not query because it has no credentials.

Every string is a placeholder (see `placeholders`), and every list has one element of its type, so that a program can
use `get_zones(...).zones[0].id`. Arguments are returned as given. Numbers and booleans have no placeholder and are
None: a program that computes with one fails with Python's own error, at its line.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from google.protobuf import json_format, struct_pb2

from alicloud_offline._pulumi_internals import PropertyValue, is_output_type, output_type_types
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.program.type_tokens import token_parts

Annotation = Any


def unknown_answer(token: str, arguments: struct_pb2.Struct, placeholders: Placeholders) -> dict[str, PropertyValue]:
    """Return the answer of the data source `token`, such as `alicloud:index/getZones:getZones`."""
    given = json_format.MessageToDict(arguments)
    result = _result_class(token)
    name = token.rpartition(":")[2]
    return {**_object(result, name, placeholders), **given} if result else given


def _result_class(token: str) -> type | None:
    """Return the result's class in the provider's Python package, which the program imported to call it."""
    package, module, function = token_parts(token)
    for name in (f"{package}.{module}", package):
        found = getattr(sys.modules.get(name), f"{function[:1].upper()}{function[1:]}Result", None)
        if isinstance(found, type) and is_output_type(found):
            return found
    return None


def _object(result: type, path: str, placeholders: Placeholders) -> dict[str, PropertyValue]:
    return {name: _value(kind, f"{path}.{name}", placeholders) for name, kind in output_type_types(result).items()}


def _value(kind: Annotation, path: str, placeholders: Placeholders) -> PropertyValue:
    if kind is str:
        return placeholders.create(path)
    if isinstance(kind, type) and is_output_type(kind):
        return _object(kind, path, placeholders)
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {}
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return [_value(inner[0], f"{path}[0]", placeholders)]
    return None
