"""The lowest versions that are tried are those that the distributions accept."""

import tomllib

import pytest

from dev.tools import CHECKOUT
from dev.tools.lowest_versions import LOWEST


@pytest.mark.parametrize("name", LOWEST)
def test_each_lower_bound_is_tried(name: str) -> None:
    project = tomllib.loads((CHECKOUT / name / "pyproject.toml").read_text())["project"]
    bounds = dict(one.split(",")[0].split(">=") for one in project["dependencies"] if ">=" in one)
    tried = dict(one.split("==") for one in LOWEST[name].requirements if "==" in one)
    for package in bounds.keys() & {"pulumi", "pulumi-alicloud", "pulumi-policy"}:
        assert tried[package].removesuffix(".0") == bounds[package]
