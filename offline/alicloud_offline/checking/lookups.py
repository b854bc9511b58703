"""Typed answers of data sources that know nothing: every text is a mark, every list has one element of its type.

There is no credential to ask with. A program that takes ``get_zones(...).zones[0].id`` gets a mark (see `unknowns`),
which is an unknown value wherever it becomes an input. What the program gave as arguments comes back as it is. Numbers
and booleans cannot be marked and are None: a program that computes with one ends with Python's own error, at its line.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from google.protobuf import json_format, struct_pb2
from pulumi import _types

from alicloud_offline.checking.unknowns import Unknowns


def answer(token: str, arguments: struct_pb2.Struct, unknowns: Unknowns) -> dict[str, Any]:
    """The answer of the data source ``token``, such as ``alicloud:index/getZones:getZones``."""
    given = json_format.MessageToDict(arguments)
    result = _result_class(token)
    name = token.rpartition(":")[2]
    return {**_object(result, name, unknowns), **given} if result else given


def _result_class(token: str) -> type | None:
    """The class of the result in the provider's Python package, which the program has imported to call it."""
    package, _, rest = token.partition(":")
    module, _, function = rest.partition(":")
    module = module.partition("/")[0].replace("/", ".")
    names = [f"pulumi_{package}"] + ([f"pulumi_{package}.{module}"] if module != "index" else [])
    wanted = f"{function[:1].upper()}{function[1:]}Result"
    for name in reversed(names):
        found = getattr(sys.modules.get(name.replace("-", "_")), wanted, None)
        if isinstance(found, type) and _types.is_output_type(found):
            return found
    return None


def _object(result: type, path: str, unknowns: Unknowns) -> dict[str, Any]:
    types = _types.output_type_types(result)
    return {name: _value(kind, f"{path}.{name}", unknowns) for name, kind in types.items()}


def _value(kind: Any, path: str, unknowns: Unknowns) -> Any:  # noqa: ANN401 (any type, any property value)
    if kind is str:
        return unknowns.mark(path)
    if isinstance(kind, type) and _types.is_output_type(kind):
        return _object(kind, path, unknowns)
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {}
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return [_value(inner[0], f"{path}[0]", unknowns)]
    return None
