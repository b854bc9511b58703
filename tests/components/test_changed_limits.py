"""The components check no limit that has changed since the best-practice page, as docs/components-guide.md says.

One that did would have to say so in its refusal, as the policy pack does, and name a setting that follows the service.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import alicloud_ipv6
import program
from alicloud_rules.limits import LIMITS

_LIMITS = "alicloud_rules.limits"
_BY_MODULE = {name.replace("-", "_"): limit for name, limit in LIMITS.items()}


def imported_limits(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == _LIMITS:
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{_LIMITS}."):
                yield str(node.module).rpartition(".")[2]


def test_every_limit_that_a_component_or_the_program_checks_is_the_same_today() -> None:
    folders = [Path(str(module.__file__)).parent for module in (alicloud_ipv6, program)]
    found = {name for folder in folders for name in imported_limits(folder)}
    assert found == {"ipv6_mask_unique", "cross_account_same_zone"}
    assert not any(_BY_MODULE[name].changed for name in found)
