"""Write docs/components.md from the components' schema: `python -m dev.tools.component_reference`.

docs/snippets.yaml has the examples.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

import alicloud_ipv6
from alicloud_ipv6.plugin.schema import package_schema
from dev.tools import CHECKOUT
from dev.tools.package_schema import SNIPPETS
from dev.tools.snippets import LANGUAGES, snippet
from dev.tools.snippets.language import class_name, named_type
from dev.tools.snippets.python import ASSIGNMENT, python_name

PAGE = CHECKOUT / "docs" / "components.md"

_INTRODUCTION = """\
# Components, arguments and outputs

Generated from the docstrings by `make docs`.

A Python program imports the components from `alicloud_ipv6`. Each takes a name, an object with its arguments, whose
class is the component's name followed by `Args`, and resource options. Programs in other languages add the package with
`pulumi package add` and use the names of the second column, as the descriptions do; Go and C# begin them with a capital
letter. The [guide](components-guide.md#installation) shows both.

A *plain* argument must be known when the program runs; any other argument can be an output of another resource. Invalid
arguments stop the program before anything is created, with one error for all arguments of a component."""

_OF_THE_ASSIGNMENT = """\
This is a resource, not a component. Its type is `alicloud-ipv6:index:Ipv6Assignment` where the plugin serves it, and
`pulumi-python:dynamic/ipv6:Ipv6Assignment` in a Python program. In Python its arguments are keyword arguments, and
`profile` and those after it are set together: `identity=Identity(profile=...)`. In other languages its arguments are
also outputs."""

_OF_THE_CONFIGURATION = """\
The settings of the plugin: `pulumi config set alicloud-ipv6:KEY VALUE`, with `--secret` for secrets, or the arguments
of an explicit provider of this package. A Python program does not need them. The alicloud provider, which creates
everything except the IPv6 assignment, has separate settings."""

Definition = Mapping[str, Any]


def reference(schema: Definition, uses: Mapping[str, Any]) -> str:
    """Return the page; `uses` has the properties of an example of each resource."""
    resources, types = _resources(schema), _types(schema)
    groups = {
        "Components": sorted(resources.keys() - {ASSIGNMENT}),
        "The IPv6 assignment": [ASSIGNMENT],
        "Nested arguments": sorted(name for name, one in types.items() if "enum" not in one),
        "Enums": sorted(name for name, one in types.items() if "enum" in one),
        "Configuration of the plugin": [],
    }
    parts = [_INTRODUCTION, "\n".join(_contents(title, names) for title, names in groups.items())]
    for title, names in groups.items():
        parts.append(f"## {title}")
        for name in names:
            parts.append(f"### {name}")
            found = name in resources
            parts += _resource(schema, name, resources[name], uses[name]) if found else _type(schema, name, types[name])
    parts += [_OF_THE_CONFIGURATION, schema["provider"]["description"], _settings(schema)]
    return "\n\n".join(parts) + "\n"


def undescribed(schema: Definition) -> list[str]:
    """Return the names of the resources, types, properties, enum values and plugin settings without a description."""
    return [name for name, one in _all(schema) if not str(one.get("description", "")).strip()]


def _all(schema: Definition) -> Iterator[tuple[str, Definition]]:
    kinds = {**_resources(schema), **_types(schema), "provider": schema["provider"]}
    for kind, one in kinds.items():
        yield kind, one
        for bag in ("inputProperties", "properties"):
            yield from ((f"{kind}.{name}", found) for name, found in one.get(bag, {}).items())
        yield from ((f"{kind} {found['value']}", found) for found in one.get("enum", ()))
    yield from ((f"config.{name}", found) for name, found in schema["config"]["variables"].items())


def _resource(schema: Definition, name: str, one: Definition, use: Definition) -> Iterator[str]:
    yield one["description"]
    outputs = one["properties"]
    if name == ASSIGNMENT:
        yield _OF_THE_ASSIGNMENT
        outputs = {key: found for key, found in outputs.items() if key not in one["inputProperties"]}
    yield _arguments(schema, one["inputProperties"], one.get("requiredInputs", ()))
    yield _outputs(schema, outputs, one["required"])
    for language in LANGUAGES:
        title, fence = language
        opened = " open" if fence == "python" else ""
        code = f"```{fence}\n{snippet(schema, language, name, use)}\n```"
        yield f"<details{opened}><summary>{title}</summary>\n\n{code}\n\n</details>"


def _type(schema: Definition, name: str, one: Definition) -> Iterator[str]:
    yield one["description"]
    if "enum" not in one:
        yield _arguments(schema, one["properties"], one.get("required", ()))
        return
    python = getattr(alicloud_ipv6, name)
    rows = []
    for member in one["enum"]:
        names = (f"{name}.{python(member['value']).name}", f"{name}.{member['name']}", member["value"])
        rows.append([*(f"`{one_name}`" for one_name in names), member["description"]])
    yield _table(["Python", "TypeScript", "YAML", "meaning"], rows)


def _settings(schema: Definition) -> str:
    settings = schema["config"]["variables"]
    rows = [[f"`{name}`", _type_of(schema, one), one["description"]] for name, one in settings.items()]
    return _table(["setting", "type", "meaning"], rows)


def _arguments(schema: Definition, properties: Definition, required: Sequence[str]) -> str:
    return _properties(schema, properties, required, ("argument in Python", "required"))


def _outputs(schema: Definition, properties: Definition, always: Sequence[str]) -> str:
    found = _properties(schema, properties, always, ("output in Python", "always set"))
    return found if properties else "No outputs."


def _properties(schema: Definition, properties: Definition, sure: Sequence[str], heads: tuple[str, str]) -> str:
    def row(name: str, one: Definition) -> list[str]:
        yes = "yes" if name in sure else "no"
        return [f"`{python_name(name)}`", f"`{name}`", _type_of(schema, one), yes, one["description"]]

    rows = [row(name, one) for name, one in properties.items()]
    return _table([heads[0], "in other languages", "type", heads[1], "meaning"], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    escaped = [[" ".join(cell.replace("|", "\\|").split()) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *escaped])


def _type_of(schema: Definition, one: Definition, *, inside: bool = False) -> str:
    """Return the type of a property, as a link if this package defines it."""
    named = named_type(schema, one)
    if named:
        found = f"[{named[0]}](#{named[0].lower()})"
    elif "$ref" in one:
        found = "alicloud provider"
    elif one["type"] == "array":
        found = f"list of {_type_of(schema, one['items'], inside=True)}"
    elif one["type"] == "object":
        found = f"map of {_type_of(schema, one['additionalProperties'], inside=True)}"
    else:
        found = str(one["type"])
    found += ", secret" if one.get("secret") else ""
    return f"{found}, *plain*" if one.get("plain") and not inside else found


def _contents(title: str, names: Sequence[str]) -> str:
    found = f"- [{title}](#{title.lower().replace(' ', '-')})"
    return f"{found}: {', '.join(f'[{name}](#{name.lower()})' for name in names)}" if names else found


def _resources(schema: Definition) -> dict[str, Any]:
    return {token.rpartition(":")[2]: one for token, one in schema["resources"].items()}


def _types(schema: Definition) -> dict[str, Any]:
    return {class_name(token, one): one for token, one in schema["types"].items()}


if __name__ == "__main__":
    PAGE.write_text(reference(package_schema(), yaml.safe_load(SNIPPETS.read_text())))
