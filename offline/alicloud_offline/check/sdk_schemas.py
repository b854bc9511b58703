"""Input properties of a resource type, read from the args class in the provider's Python package."""

import functools
import importlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from alicloud_offline._pulumi_internals import input_type_py_to_pulumi_names, input_type_types, is_input_type
from alicloud_offline.program.type_tokens import PROVIDER


@dataclass(frozen=True)
class ObjectSchema:
    """Annotations of the properties of a resource or of an object in it, by camelCase name."""

    types: Mapping[str, Any]
    required: frozenset[str]


def resource_schema(token: str) -> ObjectSchema | None:
    """Return the inputs of a resource type; None when its provider's package is not installed.

    Raises KeyError when the package has no such type.
    """
    package, module, name = _parts(token)
    if _import(f"pulumi_{package}") is None:
        return None
    classes = _import(f"pulumi_{package}" + (f".{module}" if module else ""))
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


def _parts(token: str) -> tuple[str, str, str]:
    """Return package, module (empty for the package itself) and class of a type."""
    if token.startswith(PROVIDER):
        return token.removeprefix(PROVIDER).replace("-", "_"), "", "Provider"
    package, _, rest = token.partition(":")
    module, _, name = rest.rpartition(":")
    module = module.partition("/")[0]
    return package.replace("-", "_"), "" if module == "index" else module.replace("-", ""), name


@functools.cache
def _import(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None
