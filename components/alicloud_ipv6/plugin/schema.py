"""Infers the package's schema, from which SDKs in other languages and the reference are generated.

The SDK infers the components' part from their types and docstrings; this module adds the rest in the same form.
`make docs` adds the examples and writes components/schema.json, which the plugin serves.
"""

import json
import re
from functools import cache
from inspect import cleandoc
from typing import Any

from ..ipv6_assignment import Ipv6Assignment
from ..version import PACKAGE, VERSION
from ._plugin_internals import Analyzer, ComponentProvider, Property, PropertyDefinition, camel_case
from .assignment_args import Ipv6AssignmentArgs
from .configuration import CONFIGURATION
from .served import components

_ABOUT = {
    "displayName": "Alibaba Cloud IPv6",
    "description": "IPv6 on Alibaba Cloud: VPCs with IPv6, secondary ENIs with assigned and public IPv6 addresses.",
    "keywords": ["alicloud", "ipv6", "eni", "vpc", "category/network", "kind/component"],
}

# An SDK has these names however it is added. By default one from a git address is named after the repository's owner.
_LANGUAGES = {
    "nodejs": {"packageName": f"@pulumi/{PACKAGE}", "respectSchemaVersion": True},
    "python": {"packageName": "pulumi_alicloud_ipv6", "pyproject": {"enabled": True}, "respectSchemaVersion": True},
    "go": {"importBasePath": "example.com/pulumi-alicloud-ipv6/sdk/go/alicloudipv6", "respectSchemaVersion": True},
    "csharp": {"rootNamespace": "Pulumi", "namespaces": {PACKAGE: "AlicloudIpv6"}, "respectSchemaVersion": True},
    "java": {"basePackage": "com.pulumi", "buildFiles": "gradle"},
}


@cache
def package_schema() -> dict[str, Any]:
    """Return the schema of everything that the plugin serves."""
    return completed(ComponentProvider(components(), PACKAGE, None, VERSION).schema or "")


def completed(inferred: str) -> dict[str, Any]:
    """Return the whole schema, given the part that the SDK has inferred from the components."""
    # Other languages put "Args" at the end of the name of an input's type themselves.
    schema: dict[str, Any] = json.loads(re.sub(rf'({PACKAGE}:index:\w+)Args"', r'\1"', inferred))
    schema["resources"][f"{PACKAGE}:index:Ipv6Assignment"] = _assignment()
    schema["provider"] = {
        "description": "The identity of the package's custom resources that do not set their own.",
        "type": "object",
        "inputProperties": CONFIGURATION,
    }
    schema["config"] = {"variables": CONFIGURATION}
    for kind in schema["types"].values():
        for member in kind.get("enum") or ():
            member["name"] = member["name"].title().replace("_", "")
    # SDKs of the alicloud provider differ by language in their newest version, and some languages have none.
    del schema["dependencies"]
    readable: dict[str, Any] = _readable({**schema, **_ABOUT, "language": _LANGUAGES}, _names(schema))
    return readable


def _assignment() -> dict[str, Any]:
    inputs = _properties(Ipv6AssignmentArgs, output=False)
    outputs = {**_properties(Ipv6Assignment, output=True), **inputs}
    return {
        "description": Ipv6Assignment.__doc__,
        "type": "object",
        "inputProperties": _written(inputs),
        "requiredInputs": _required(inputs),
        "properties": _written(outputs),
        "required": _required(outputs),
    }


def _properties(kind: type, *, output: bool) -> dict[str, PropertyDefinition]:
    """Return the properties of a class; the SDK finds a property's docstring only in the class that declares it."""
    found: dict[str, PropertyDefinition] = {}
    for one in kind.__mro__[:-1]:
        analyzed, _ = Analyzer(PACKAGE).analyze_type(one, is_component_output=output)
        found |= {name: definition for name, definition in analyzed.items() if definition.description}
    return found


def _written(properties: dict[str, PropertyDefinition]) -> dict[str, Any]:
    return {name: Property.from_definition(one).to_json() for name, one in properties.items()}


def _required(properties: dict[str, PropertyDefinition]) -> list[str]:
    return sorted(name for name, one in properties.items() if not one.optional)


def _names(schema: dict[str, Any]) -> frozenset[str]:
    """Return the name of every property in other languages."""
    kinds = [*schema["resources"].values(), *schema["types"].values()]
    return frozenset(name for one in kinds for bag in ("inputProperties", "properties") for name in one.get(bag) or {})


def _readable(part: Any, names: frozenset[str]) -> Any:  # noqa: ANN401 - any JSON
    """Leave out empty entries, and write property names in descriptions as other languages do."""
    if isinstance(part, dict):
        return {key: _entry(key, value, names) for key, value in part.items() if value is not None}
    return [_readable(one, names) for one in part] if isinstance(part, list) else part


def _entry(key: str, value: Any, names: frozenset[str]) -> Any:  # noqa: ANN401 - any JSON
    if key == "description" and isinstance(value, str):
        return _text(value, names)
    if key == "$ref" and value.startswith("/"):
        return "pulumi.json#/Any"
    if key in ("items", "additionalProperties") and isinstance(value, dict):
        # The description is that of the whole. A plain item has a type that the SDK for Go does not define.
        value = {name: one for name, one in value.items() if name not in ("description", "plain")}
    return _readable(value, names)


def _text(text: str, names: frozenset[str]) -> str:
    def renamed(found: re.Match[str]) -> str:
        name = camel_case(found[1])
        return f"`{name}`" if name in names else found[0]

    return re.sub(r"`([a-z0-9_]+)`", renamed, cleandoc(text))
