"""Input properties of a resource type, read from the args class in the provider's Python package."""

import functools
import importlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from alicloud_offline._pulumi_internals import input_type_py_to_pulumi_names, input_type_types, is_input_type
from alicloud_offline.program.type_tokens import token_parts


@dataclass(frozen=True)
class ObjectSchema:
    """Annotations of the properties of a resource or of an object in it, by camelCase name."""

    types: Mapping[str, Any]
    required: frozenset[str]


def resource_schema(token: str) -> ObjectSchema | None:
    """Return the inputs of a resource type; None when its provider's package is not installed.

    Raises KeyError when the package has no such type.
    """
    package, module, name = token_parts(token)
    if _import(package) is None:
        return None
    classes = _import(f"{package}.{module}" if module else package)
    arguments = getattr(classes, f"{name}Args", None)
    if not isinstance(arguments, type) or not is_input_type(arguments):
        raise KeyError(token)
    return object_schema(arguments)


@functools.cache
def object_schema(arguments: type) -> ObjectSchema:
    """Return the properties of an input class of the SDK."""
    names = input_type_py_to_pulumi_names(arguments)
    parameters = inspect.signature(arguments).parameters.values()
    required = {names[one.name] for one in parameters if one.default is one.empty and one.name in names}
    return ObjectSchema(input_type_types(arguments), frozenset(required))


@functools.cache
def _import(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None
