"""The TypeScript and the YAML example each use every resource of the package, and every argument of each.

YAML is read as YAML. TypeScript is read as text, resource by resource: that a name is an argument's, and in which
object it stands, is for the compiler to prove, in the example's engine test.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from alicloud_ipv6.plugin.schema import package_schema
from tests.examples.projects import EXAMPLES, PROJECTS, runtime

RESOURCES = package_schema()["resources"]
TYPES = package_schema()["types"]
OTHER_CREDENTIALS = {"ecsRoleName", "oidcProviderArn", "oidcRoleArn", "oidcSessionName", "oidcTokenFile"}
"""Ways to act that exclude the profile which the examples use; tests/engine/test_acting.py has them."""
ARGUMENTS = [(token.rpartition(":")[2], name) for token, one in RESOURCES.items() for name in one["inputProperties"]]
SHOWN = [one for one in ARGUMENTS if one[1] not in OTHER_CREDENTIALS]


def nested(token: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The properties of a resource that are objects, or lists of objects, of the package's own types."""
    for name, one in RESOURCES[token]["inputProperties"].items():
        reference = one.get("$ref") or one.get("items", {}).get("$ref") or ""
        found = TYPES.get(reference.removeprefix("#/types/"), {})
        if "properties" in found:
            yield name, found["properties"]


NESTED = [
    (token.rpartition(":")[2], outer, inner) for token in RESOURCES for outer, found in nested(token) for inner in found
]


def test_there_is_something_to_look_for() -> None:
    assert len(RESOURCES) == 8
    assert len(ARGUMENTS) > 50
    assert ("Ipv6Vpc", "vswitches", "ipv6Mask") in NESTED


class Yaml:
    """Which arguments the YAML programs give to which resource."""

    def __init__(self) -> None:
        self.given: dict[str, list[dict[str, Any]]] = {}
        for project in PROJECTS:
            if runtime(project) == "yaml":
                program = yaml.safe_load((EXAMPLES / project / "Pulumi.yaml").read_text())
                for one in program["resources"].values():
                    package, _, kind = one["type"].partition(":")
                    if package == "alicloud-ipv6":
                        self.given.setdefault(kind, []).append(one["properties"])

    def has(self, kind: str, *names: str) -> bool:
        """Whether some resource of this kind has the argument, or the key in the argument."""
        return any(list(_under(properties, names)) for properties in self.given.get(kind, []))


def _under(value: object, names: tuple[str, ...]) -> Iterator[object]:
    if not names:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _under(item, names)
    elif isinstance(value, dict) and names[0] in value:
        yield from _under(value[names[0]], names[1:])


@pytest.fixture(scope="module")
def yaml_programs() -> Yaml:
    return Yaml()


class TypeScript:
    """What the TypeScript program writes between the parentheses of each resource, with the objects that it names."""

    def __init__(self) -> None:
        files = [file.read_text() for file in sorted((EXAMPLES / "typescript").glob("*.ts"))]
        self.text = "\n".join(files)
        self.made: dict[str, str] = {}
        for text in files:
            for found in re.finditer(r"new ipv6\.(\w+)\(", text):
                block = _closed(text, found.end() - 1)
                self.made[found[1]] = self.made.get(found[1], "") + block + _named_objects(text, block)

    def has(self, kind: str, name: str) -> bool:
        """Whether the name stands as a key somewhere in a resource of this kind."""
        return bool(re.search(rf"\b{name}\b\s*[:,}}]", self.made.get(kind, "")))


def _closed(text: str, start: int) -> str:
    """The text from an opening bracket to the one that closes it."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0:
            return text[start : place + 1]
    raise AssertionError(f"a bracket is never closed: {text[start : start + 60]}")


def _named_objects(text: str, block: str) -> str:
    """The objects that a block names, by a spread or as a value, where the file defines them as constants."""
    found = {one[1]: _closed(text, one.end() - 1) for one in re.finditer(r"const (\w+) = \{", text)}
    return "".join(body for name, body in found.items() if re.search(rf"(?:\.\.\.|\b){name}\b", block))


@pytest.fixture(scope="module")
def typescript() -> TypeScript:
    return TypeScript()


def test_yaml_uses_every_resource_and_argument(yaml_programs: Yaml) -> None:
    kinds = {token.rpartition(":")[2] for token in RESOURCES}
    assert kinds - yaml_programs.given.keys() == set()
    assert [one for one in SHOWN if not yaml_programs.has(*one)] == []


def test_yaml_uses_every_nested_argument(yaml_programs: Yaml) -> None:
    assert [one for one in NESTED if not yaml_programs.has(*one)] == []


def test_yaml_gives_no_argument_that_there_is_not(yaml_programs: Yaml) -> None:
    """The engine would say so too; this says it where there is none."""
    known = set(ARGUMENTS)
    given = {(kind, name) for kind, found in yaml_programs.given.items() for one in found for name in one}
    assert given - known == set()


def test_typescript_uses_every_resource_and_argument(typescript: TypeScript) -> None:
    kinds = {token.rpartition(":")[2] for token in RESOURCES}
    assert kinds - typescript.made.keys() == set()
    assert [one for one in SHOWN if not typescript.has(*one)] == []


def test_typescript_uses_every_nested_argument(typescript: TypeScript) -> None:
    assert [one for one in NESTED if not typescript.has(one[0], one[2])] == []


def test_typescript_uses_every_enum(typescript: TypeScript) -> None:
    enums = {token.rpartition(":")[2] for token, one in TYPES.items() if "enum" in one}
    assert {enum for enum in enums if f"ipv6.{enum}." not in typescript.text} == set()


def test_what_is_missing_is_found(yaml_programs: Yaml, typescript: TypeScript) -> None:
    """The checks above can fail."""
    assert not yaml_programs.has("Ipv6Vpc", "ipv4Only")
    assert not yaml_programs.has("Ipv6Vpc", "vswitches", "bandwidthMbps")
    assert not typescript.has("Ipv6Vpc", "bandwidthMbps")
    assert not typescript.has("Ipv6GuestSetup", "cidrBlock")
