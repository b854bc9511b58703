"""The page from the console to code has every step of the best-practice page, and names only what exists.

The best-practice page is not part of this repository: its numbering is kept here. That a setting does what the page
says of it is not proved here; tests/engine/test_console_page.py does that for the changes of a running stack.
"""

import re
import shlex
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pulumi_alicloud as alicloud
import pytest
import yaml

from alicloud_ipv6.plugin.schema import package_schema
from alicloud_ipv6.version import PACKAGE
from alicloud_rules.limits import LIMITS
from alicloud_sandbox.gateway.products import ACTIONS
from dev.tools.snippets.language import named_type
from tests.docs.console_page import PAGE, Step, changes, steps

ROOT = Path(__file__).parents[2]
SCHEMA = package_schema()
SETTINGS: dict[str, dict[str, Any]] = {
    key.partition(":")[2]: one for key, one in yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"].items()
}
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
PULUMI = {"up", "preview", "refresh", "destroy", "config"}
PROVIDER = {"alicloud:region", "alicloud:profile"}
"""Settings of the alicloud provider."""
VARIABLES = {"ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ECS_LOGIN_PASSWORD"}

INSTANCE = ["4", "4.1", "4.2", "4.3", *(f"4.3{letter}" for letter in "abcde")]
NUMBERS = {
    "Limits": list("abcdefgh"),
    "Example 1: prerequisites": list("abcdefgh"),
    "Example 1: in both accounts": ["1", "2", "2.1", "2.2", "2.3", "3", "3.1", "3.2", "3.3", *INSTANCE],
    "Example 1: in each account": [
        *("1", "1.1", "1.2", "1.3", "1.3a", "1.3b", "1.3c"),
        *("2", "3", "4", "4.1", "4.2"),
        *("5", "5.1", "5.2", "5.3", "5.4", "5.5", "6"),
    ],
    "Example 2": [
        *("1", "2", "2.1", "2.2", "2.3", "3", "3.1", "3.2", "3.3", "3.3.1", "3.3.2"),
        *INSTANCE,
        *("5", "5.1", "5.2", "5.3", "5.3a", "5.3b", "5.3c", "5.4", "5.5", "5.6", "5.7", "5.8"),
        *("6", "6.1", "6.2", "6.3", "6.4", "6.5", "7"),
    ],
}
OPERATIONS = [
    *("AssignIpv6Addresses", "UnassignIpv6Addresses"),
    *("AuthorizeSecurityGroup", "AuthorizeSecurityGroupEgress"),
    *("RevokeSecurityGroup", "RevokeSecurityGroupEgress"),
]
ROWS = [(section, step) for section, rows in steps().items() for step in rows]
IDS = [f"{section} {step.number}" for section, step in ROWS]


def test_every_step_is_there_in_the_pages_order() -> None:
    assert {section: [step.number for step in rows] for section, rows in steps().items()} == NUMBERS


@pytest.mark.parametrize(("section", "step"), ROWS, ids=IDS)
def test_a_step_is_quoted_translated_and_done(section: str, step: Step) -> None:
    assert re.search("[一-鿿]", step.cells["the page"])
    assert step.cells["in English"]
    parts = [other for other in steps()[section] if other.number.startswith(f"{step.number}.")]
    assert step.cells["setting"] or step.cells["argument"] or parts


@pytest.mark.parametrize("step", [step for _, step in ROWS], ids=IDS)
def test_what_a_step_names_exists(step: Step) -> None:
    assert [name for name in step.named("setting") if not is_setting(name)] == []
    assert [name for name in step.named("argument") if not is_argument(name)] == []
    assert [name for name in step.named("action") if not is_action(name)] == []
    assert [name for name in step.named("policy") if name not in LIMITS] == []


def test_each_related_operation_is_a_change_that_calls_its_action() -> None:
    found = changes()
    assert [one for one in OPERATIONS if not any(one in change.calls for change in found)] == []
    assert len(found) == len(OPERATIONS)
    for change, action in zip(found, OPERATIONS, strict=True):
        assert action in change.calls, change.title
        assert all(is_action(name) for name in change.calls)
        assert all(key.partition(":")[0] == "ipv6-eni" and is_setting(key.partition(":")[2]) for key in change.settings)


def test_the_text_around_the_tables_names_what_exists() -> None:
    text = re.sub(r"```.*?```|^\|.*?$", "", PAGE.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    named = re.findall(r"`([A-Z][A-Za-z0-9]*\.[A-Za-z.0-9]+)`", text)
    assert "Ipv6Vpc.vswitches.ipv6Mask" in named
    assert [name for name in named if not is_argument(name) and not name.startswith("Pulumi.")] == []
    commands = [" ".join(one.split()) for one in re.findall(r"`((?:make|pulumi|python)\s[^`]+)`", text)]
    assert [one for one in commands if not is_setting(one)] == []


def test_the_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)", PAGE.read_text("utf-8")):
        assert (PAGE.parent / target).exists(), target


@pytest.mark.parametrize(
    "name", ["site.vpcName", "sites.vpc", "ipv6Count", "make upp", "python -m dev.tools.none", "pulumi apply"]
)
def test_a_setting_that_is_not_there_is_noticed(name: str) -> None:
    assert not is_setting(name)


@pytest.mark.parametrize("name", ["Ipv6Net.cidrBlock", "Ipv6Vpc.cidr", "Ipv6Vpc.vswitches.mask", "Ipv6Vpc.tags.a"])
def test_an_argument_that_is_not_there_is_noticed(name: str) -> None:
    assert not is_argument(name)


def is_setting(name: str) -> bool:
    """Whether it is a setting of the stack or the provider, an environment variable, or a command."""
    words = shlex.split(name)
    if words[0] in ("make", "python", "pulumi") or words[0].isupper():
        return is_command(words)
    key, _, inside = name.partition(".")
    if inside:
        return key in SETTINGS and inside in inner_keys(SETTINGS[key]["description"])
    return key in SETTINGS or key in PROVIDER


def inner_keys(description: str) -> set[str]:
    """The keys of an object, which its description lists as `Keys: one (what it is), two (...).`"""
    listed = re.sub(r"\([^)]*\)", "", description.partition("Keys: ")[2]).partition(".")[0]
    return set(re.findall(r"\w+", listed))


def is_command(words: list[str]) -> bool:
    """Whether it is a target of make, a module of this repository, a command of the CLI, or an environment variable."""
    if words[0] == "make":
        return words[1] in TARGETS
    if words[0] == "python":
        return (
            words[1] == "-m" and find_spec(words[2].partition(".")[0]) is not None and find_spec(words[2]) is not None
        )
    if words[0] == "pulumi":
        folder = ROOT / (words[2] if words[1] == "-C" else ".")
        return words[3 if words[1] == "-C" else 1] in PULUMI and (folder / "Pulumi.yaml").exists()
    return words == ["FROM=2", "TO=1"] or words[0] in VARIABLES


def is_argument(name: str) -> bool:
    """Whether the schema has it: a component's argument, or one of a nested type. Or a resource of the provider."""
    kind, *path = name.split(".")
    if not path:
        return hasattr(alicloud.ecs, kind)
    properties: Mapping[str, Any] = SCHEMA["resources"].get(f"{PACKAGE}:index:{kind}", {}).get("inputProperties", {})
    for key in path:
        if key not in properties:
            return False
        one = properties[key]
        named = named_type(SCHEMA, one.get("items", one))
        properties = named[1].get("properties", {}) if named else {}
    return True


def is_action(name: str) -> bool:
    """Whether the sandbox has it."""
    return name in {action.name for action in ACTIONS.values()}
