"""The input properties of a resource type, read from the args class in the provider's own Python package."""

import functools
import importlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from pulumi import _types

_PROVIDERS = "pulumi:providers:"


@dataclass(frozen=True)
class Shape:
    """The properties of a resource or of an object in it, by their names on the wire; types are as annotated."""

    types: Mapping[str, Any]
    required: frozenset[str]


def shape_of(token: str) -> Shape | None:
    """The inputs of a resource type; None when its provider's package is not installed.

    KeyError when the package is there but has no such type.
    """
    package, module, name = _parts(token)
    if _import(f"pulumi_{package}") is None:
        return None
    classes = _import(f"pulumi_{package}" + (f".{module}" if module else ""))
    arguments = getattr(classes, f"{name}Args", None)
    if not isinstance(arguments, type) or not _types.is_input_type(arguments):
        raise KeyError(token)
    return shape(arguments)


@functools.cache
def shape(arguments: type) -> Shape:
    """The properties of an input class of the SDK."""
    names = _types.input_type_py_to_pulumi_names(arguments)
    parameters = inspect.signature(arguments).parameters.values()
    required = {names[one.name] for one in parameters if one.default is one.empty and one.name in names}
    return Shape(_types.input_type_types(arguments), frozenset(required))


def _parts(token: str) -> tuple[str, str, str]:
    """Package, module (empty for the package itself) and class of a type."""
    if token.startswith(_PROVIDERS):
        return token.removeprefix(_PROVIDERS).replace("-", "_"), "", "Provider"
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
