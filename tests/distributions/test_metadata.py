"""What the six pyproject.toml files declare; nothing is built."""

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from alicloud_ipv6.version import VERSION
from tests.distributions.distribution import DISTRIBUTIONS, ROOT, Distribution

EVERY = pytest.mark.parametrize("one", DISTRIBUTIONS.values(), ids=DISTRIBUTIONS)
GENERIC = {"data", "dev", "limits", "offline", "plan", "policies", "program", "rules", "sandbox", "testkit", "tests"}

OPTIONAL = {"certifi"}
"""Packages that are imported where they are installed anyway, by a program that runs in the sandbox."""
NOT_IMPORTED = {
    "pulumi-alicloud-policies": {"pulumi"},  # its lowest version; the imports go through pulumi_policy
    "pulumi-alicloud-offline": {"alicloud-sandbox"},  # run as a command
}


@EVERY
def test_the_metadata_is_complete(one: Distribution) -> None:
    project = one.project
    assert project["license"] == "Apache-2.0"
    assert project["license-files"] == ["LICENSE"]
    assert project["authors"] == [{"name": "the pulumi-alicloud-ipv6 authors"}]
    assert project["readme"] == "README.md" and (one.folder / "README.md").exists()
    assert project["description"] and project["keywords"]
    assert "Typing :: Typed" in project["classifiers"] and (one.folder / one.packages[0] / "py.typed").exists()
    assert not [line for line in project["classifiers"] if line.startswith("License")], "the licence is an SPDX id"
    assert "urls" not in project


@EVERY
def test_the_licence_is_that_of_the_repository(one: Distribution) -> None:
    assert (one.folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


@EVERY
def test_there_is_one_version(one: Distribution) -> None:
    assert one.project.get("version", VERSION) == VERSION


def test_top_level_names_are_not_generic() -> None:
    names = [name for one in DISTRIBUTIONS.values() for name in one.packages]
    assert len(names) == len(set(names))
    assert not GENERIC & set(names)


def imported(one: Distribution) -> Iterator[str]:
    """Yield the absolute imports of a distribution's modules."""
    for path in one.modules:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield node.module or ""


@EVERY
def test_the_declared_dependencies_are_the_imports(one: Distribution) -> None:
    local = {package: other.name for other in DISTRIBUTIONS.values() for package in other.packages}
    known = {package: names[0].replace("_", "-").lower() for package, names in packages_distributions().items()}
    modules = {module.replace("google.protobuf", "protobuf").partition(".")[0] for module in imported(one)}
    used = {({"protobuf": "protobuf"} | known | local)[name] for name in modules - set(sys.stdlib_module_names)}
    extras = one.project.get("optional-dependencies", {})
    declared = one.needs().union(*(one.needs(extra) for extra in extras))
    assert used - {one.name} - OPTIONAL == {name.lower() for name in declared} - NOT_IMPORTED.get(one.name, set())
