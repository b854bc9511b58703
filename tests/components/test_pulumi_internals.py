"""The private and experimental names of the Pulumi SDK: in two modules, and tested with the installed SDK."""

import ast
from importlib.metadata import version
from pathlib import Path

import alicloud_ipv6
from alicloud_ipv6 import _pulumi_internals as internals
from alicloud_ipv6.plugin import _plugin_internals

PACKAGE = Path(alicloud_ipv6.__file__).parent
INTERNAL = ("pulumi.runtime", "pulumi.provider", "pulumi.output", "pulumi._")


def test_the_installed_sdk_is_not_newer_than_the_tested_one() -> None:
    installed = tuple(map(int, version("pulumi").split(".")[:2]))
    assert installed <= internals.TESTED_SDK, (
        f"Pulumi SDK {installed} is newer than TESTED_SDK {internals.TESTED_SDK}: run tests/components and tests/engine"
        " with it, then raise TESTED_SDK in _pulumi_internals.py."
    )


def test_only_two_modules_import_internals() -> None:
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name.startswith(INTERNAL) for name in names):
                found.add(file.name)
            if isinstance(node, ast.Attribute) and ast.unparse(node).startswith(INTERNAL):
                found.add(file.name)
    assert found == {"_pulumi_internals.py", "_plugin_internals.py"}


def test_every_internal_is_there() -> None:
    for module in (internals, _plugin_internals):
        assert all(hasattr(module, name) for name in module.__all__)
