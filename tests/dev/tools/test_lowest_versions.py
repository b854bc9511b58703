"""The lowest versions that are tried are those that the distributions accept."""

import re

import pytest

from dev.tools import CHECKOUT
from dev.tools.lowest_versions import LOWEST

_BOUND = re.compile(r'^ *"?(pulumi|pulumi-alicloud|pulumi-policy)>=([\d.]+),', re.MULTILINE)


@pytest.mark.parametrize(("name", "declared"), [(name, file) for name, one in LOWEST.items() for file in one.declared])
def test_each_lower_bound_is_tried(name: str, declared: str) -> None:
    bounds = dict(_BOUND.findall((CHECKOUT / declared).read_text()))
    tried = dict(one.split("==") for one in LOWEST[name].requirements if "==" in one)
    assert "pulumi" in bounds
    assert {package: tried[package].removesuffix(".0") for package in bounds} == bounds


def test_the_table_of_the_documentation_has_them() -> None:
    table = (CHECKOUT / "docs" / "versions.md").read_text()
    for one in LOWEST.values():
        tried = dict(requirement.split("==") for requirement in one.requirements if "==" in requirement)
        assert f"| {tried['pulumi'].removesuffix('.0')} |" in table
