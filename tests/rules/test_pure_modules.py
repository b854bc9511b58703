"""The rules stay pure: whoever imports them from a policy or a sandbox needs neither Pulumi nor a network."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import alicloud_rules

PACKAGE = Path(alicloud_rules.__file__).parent
MODULES = sorted(str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py"))
EDGES = {"http", "socket", "ssl", "subprocess", "urllib"}


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the name of every imported module; those of the package itself begin with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_the_standard_library_and_this_package_only(module: str) -> None:
    names = set(imported(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))))
    tops = {name.partition(".")[0] for name in names if not name.startswith(".")}
    assert tops <= set(sys.stdlib_module_names) - EDGES
