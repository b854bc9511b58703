"""The reference says what the schema says, all of it, and its snippets are right.

Python's snippets run; those in other languages are only held against the YAML ones, and those against the schema: the
compilers read them in tests/examples/test_sdks.py.
"""

import copy
import inspect
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml

import alicloud_ipv6
from alicloud_ipv6 import Identity, Ipv6Assignment
from alicloud_ipv6.plugin.schema import package_schema
from alicloud_ipv6.version import PACKAGE
from dev.tools.component_reference import PAGE, reference, undescribed
from dev.tools.package_schema import SNIPPETS
from dev.tools.snippets import LANGUAGES
from dev.tools.snippets.language import class_name, named_type
from dev.tools.snippets.python import ASSIGNMENT, python_name
from tests.components.recorder import record

SCHEMA = package_schema()
USES: dict[str, Any] = yaml.safe_load(SNIPPETS.read_text())
RESOURCES = {token.rpartition(":")[2]: one for token, one in SCHEMA["resources"].items()}
TYPES = {class_name(token, one): one for token, one in SCHEMA["types"].items()}
COMPONENTS = [name for name, one in RESOURCES.items() if one.get("isComponent")]


def section(name: str) -> str:
    return PAGE.read_text().partition(f"\n### {name}\n")[2].partition("\n### ")[0].partition("\n## ")[0]


def snippet(name: str, language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", section(name), re.DOTALL)
    return str(found)


def test_the_page_is_up_to_date() -> None:
    assert reference(SCHEMA, USES) == PAGE.read_text(), "run: make docs (python -m dev.tools.component_reference)"


def test_everything_is_described() -> None:
    assert undescribed(SCHEMA) == []


def without(*path: str) -> Callable[[Any], None]:
    def take(schema: Any) -> None:  # noqa: ANN401 - any JSON
        for key in path:
            schema = schema[int(key) if isinstance(schema, list) else key]
        del schema["description"]

    return take


ENI = f"{PACKAGE}:index:Ipv6SecondaryEni"


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (("resources", ENI), "Ipv6SecondaryEni"),
        (("resources", ENI, "inputProperties", "assign"), "Ipv6SecondaryEni.assign"),
        (("resources", ENI, "properties", "privateIpv4"), "Ipv6SecondaryEni.privateIpv4"),
        (("types", f"{PACKAGE}:index:Vswitch"), "VswitchArgs"),
        (("types", f"{PACKAGE}:index:Vswitch", "properties", "name"), "VswitchArgs.name"),
        (("types", f"{PACKAGE}:index:Policy", "enum", "1"), "Policy drop"),
        (("provider",), "provider"),
        (("provider", "inputProperties", "profile"), "provider.profile"),
        (("config", "variables", "region"), "config.region"),
    ],
)
def test_what_has_no_description_is_named(path: tuple[str, ...], named: str) -> None:
    schema = copy.deepcopy(SCHEMA)
    without(*path)(schema)
    assert undescribed(schema) == [named]


@pytest.mark.parametrize("name", [*RESOURCES, *TYPES])
def test_a_section_has_every_name(name: str) -> None:
    one = RESOURCES.get(name) or TYPES[name]
    shown = section(name)
    for key in (*one.get("inputProperties", {}), *one.get("properties", {})):
        assert f"| `{python_name(key)}` | `{key}` |" in shown
    for member in one.get("enum", ()):
        assert f"| `{member['value']}` | {' '.join(member['description'].split())} |" in shown


def test_links_within_the_page_lead_somewhere() -> None:
    page = PAGE.read_text()
    headings = {title.lower().replace(" ", "-") for title in re.findall(r"^#+ (.+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings


@pytest.mark.parametrize("name", COMPONENTS)
def test_pythons_spelling_is_that_of_the_classes(name: str) -> None:
    component, args = getattr(alicloud_ipv6, name), getattr(alicloud_ipv6, f"{name}Args")
    assert {python_name(key) for key in RESOURCES[name]["inputProperties"]} == set(args.__dataclass_fields__)
    assert {python_name(key) for key in RESOURCES[name]["properties"]} == set(component.__annotations__)


def test_pythons_spelling_is_that_of_the_assignment() -> None:
    given = {python_name(key) for key in RESOURCES[ASSIGNMENT]["inputProperties"]}
    keywords = set(inspect.signature(Ipv6Assignment.__init__).parameters) - {"self", "name", "opts", "identity"}
    assert given == keywords | set(Identity.__dataclass_fields__)


def test_pythons_spelling_is_that_of_nested_types() -> None:
    for name, one in TYPES.items():
        if "enum" not in one:
            fields = getattr(alicloud_ipv6, name).__dataclass_fields__
            assert {python_name(key) for key in one["properties"]} == set(fields)


@pytest.mark.parametrize("name", RESOURCES)
def test_the_python_snippet_runs(name: str) -> None:
    code = compile(snippet(name, "python"), name, "exec")
    # A preview, so that what only the service knows stays unknown, as where somebody tries the snippet first.
    made = record(lambda: exec(code, {}), preview=True, config={"alicloud:region": "cn-beijing"})
    assert [one.name for one in made.all(f":{name}")] == ["shop"]
    assert len(made.registered) == 1 if name == ASSIGNMENT else len(made.registered) > 1


@pytest.mark.parametrize("name", RESOURCES)
def test_the_yaml_snippet_fits_the_schema(name: str) -> None:
    ((_, made),) = yaml.safe_load(snippet(name, "yaml"))["resources"].items()
    assert made["type"] == f"{PACKAGE}:index:{name}"
    assert (
        misfits(made["properties"], RESOURCES[name]["inputProperties"], RESOURCES[name].get("requiredInputs", ())) == []
    )


@pytest.mark.parametrize("name", RESOURCES)
def test_the_typescript_snippet_says_the_same(name: str) -> None:
    text = snippet(name, "typescript")
    assert f"new ipv6.{name}(" in text
    ((_, made),) = yaml.safe_load(snippet(name, "yaml"))["resources"].items()
    bare = re.sub(r'"[^"]*"', '""', text)
    assert re.findall(r"(\w+): ", bare) == list(keys(made["properties"]))
    for enum, member in re.findall(r"ipv6\.(\w+)\.(\w+)", bare):
        assert member in {one["name"] for one in TYPES[enum]["enum"]}


#: How a property is set in a language that begins its name with a capital letter, or calls a builder.
SETS = {
    "go": r"\b([A-Z]\w*): ",
    "csharp": r"\b([A-Z]\w*) = (?!Pulumi\.)",
    "java": r"\.(?!builder|build|run|of)([a-z]\w*)\(",
}


@pytest.mark.parametrize("name", RESOURCES)
@pytest.mark.parametrize("language", SETS)
def test_the_snippet_in_another_language_says_the_same(name: str, language: str) -> None:
    ((_, made),) = yaml.safe_load(snippet(name, "yaml"))["resources"].items()
    bare = re.sub(r'"[^"]*"', '""', snippet(name, language))
    given = [found[0].lower() + found[1:] for found in re.findall(SETS[language], bare)]
    assert given == list(keys(made["properties"]))


@pytest.mark.parametrize("name", RESOURCES)
def test_a_section_has_a_snippet_in_every_language(name: str) -> None:
    shown = section(name)
    assert re.findall(r"<summary>(.+)</summary>", shown) == [title for title, _ in LANGUAGES]
    assert re.findall(r"^```(\w+)$", shown, re.MULTILINE) == [fence for _, fence in LANGUAGES]
    assert shown.count("<details") == shown.count("</details>") == len(LANGUAGES)


def test_a_snippet_that_does_not_fit_is_noticed() -> None:
    given = {
        "cidr": "",
        "region": 7,
        "securityGroupIds": ["sg-1", 2],
        "assign": "later",
        "publicBandwidth": {"bandwidthMbps": "10"},
    }
    assert misfits(given, RESOURCES["Ipv6SecondaryEni"]["inputProperties"], ["vswitchId"]) == [
        "vswitchId is missing",
        "cidr",
        "region",
        "securityGroupIds",
        "assign",
        "ipv6GatewayId is missing",
        "bandwidthMbps",
    ]


PLAIN = {"string": str, "integer": int, "boolean": bool}


def misfits(values: Mapping[str, Any], properties: Mapping[str, Any], required: Any) -> list[str]:  # noqa: ANN401
    """The properties that the schema does not have, or has with another type, and those that are missing."""
    found = [f"{name} is missing" for name in required if name not in values]
    for name, value in values.items():
        found += wrong(name, value, properties[name]) if name in properties else [name]
    return found


def wrong(name: str, value: Any, one: Mapping[str, Any]) -> list[str]:  # noqa: ANN401 - any JSON
    named = named_type(SCHEMA, one)
    if named and "enum" in named[1]:
        return [] if value in {member["value"] for member in named[1]["enum"]} else [name]
    if named:
        return misfits(value, named[1]["properties"], named[1].get("required", ()))
    if one["type"] == "array":
        return [problem for item in value for problem in wrong(name, item, one["items"])]
    return [] if type(value) is PLAIN[one["type"]] else [name]


def keys(value: Any) -> list[str]:  # noqa: ANN401 - any JSON
    """The names of all properties, those of nested objects included, in order."""
    if isinstance(value, Mapping):
        return [key for name, one in value.items() for key in (name, *keys(one))]
    return [key for one in value for key in keys(one)] if isinstance(value, list) else []
