"""Input properties of a resource type, read from the args class in the provider's Python package."""

import functools
import importlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, get_args, get_overloads

from alicloud_offline._pulumi_internals import (
    input_type_py_to_pulumi_names,
    input_type_types,
    is_input_type,
    is_output_type,
    resource_types,
    unwrap_type,
)
from alicloud_offline.program.type_tokens import token_parts


@dataclass(frozen=True)
class ObjectSchema:
    """Annotations of the properties of a resource or of an object in it, by camelCase name."""

    types: Mapping[str, Any]
    required: frozenset[str]


@functools.cache
def resource_schema(token: str) -> ObjectSchema | None:
    """Return the inputs of a resource type; None when its provider's package is not installed.

    Raises KeyError when the package has no such type.
    """
    if _import(token_parts(token)[0]) is None:
        return None
    arguments = _args_class(_resource_class(token))
    if arguments is None:
        raise KeyError(token)
    return object_schema(arguments)


@functools.cache
def nested_outputs(token: str) -> Mapping[str, Any]:
    """Return the annotations of those outputs of a resource type that are objects or have objects in them."""
    resource = _resource_class(token)
    types = resource_types(resource) if isinstance(resource, type) else {}
    return {name: kind for name, kind in types.items() if _has_object(kind)}


def _has_object(kind: Any) -> bool:  # noqa: ANN401
    kind = unwrap_type(kind)
    return any(_has_object(one) for one in get_args(kind)) or (isinstance(kind, type) and is_output_type(kind))


def _resource_class(token: str) -> Any:  # noqa: ANN401
    package, module, name = token_parts(token)
    return getattr(_import(f"{package}.{module}" if module else package), name, None)


def _args_class(resource: Any) -> type | None:  # noqa: ANN401
    """Return the args class of a resource class, which one of its constructors takes.

    It is not always called `<Name>Args`: where a nested type has that name, it is `<Name>InitArgs`.
    """
    for constructor in get_overloads(vars(resource)["__init__"]) if isinstance(resource, type) else ():
        parameter = inspect.signature(constructor).parameters.get("args")
        found = unwrap_type(parameter.annotation) if parameter else None
        if isinstance(found, type) and is_input_type(found):
            return found
    return None


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
