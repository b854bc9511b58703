"""What the Pulumi CLI installs for the plugin: its dependencies once, and nothing that it has to build."""

import re
import tomllib
from typing import Any

from tests.sandbox.serving import CHECKOUT

FOLDER = CHECKOUT / "components"
PYPROJECT: dict[str, Any] = tomllib.loads((FOLDER / "pyproject.toml").read_text())
#: Is beside the plugin's __main__.py.
RULES = "alicloud-rules"


def named(requirements: list[str]) -> dict[str, str]:
    found = (re.match(r"([\w-]+)(.*)", one) for one in requirements)
    return {one[1]: one[2] for one in found if one}


def test_the_requirements_are_those_of_the_distribution() -> None:
    lines = [line for line in (FOLDER / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    installed, declared = named(lines), named(PYPROJECT["project"]["dependencies"])
    assert declared.pop(RULES) == ""
    assert installed.pop("pulumi") == ">=3.230,<4"
    del declared["pulumi"]
    assert installed == declared


def test_the_cli_does_not_take_the_folder_for_a_package() -> None:
    """It would install the folder itself, and the requirements twice; see `IsBuildablePackage` of its Python host."""
    assert "build-backend" not in PYPROJECT["build-system"]
    assert (FOLDER / "rules" / RULES.replace("-", "_") / "__init__.py").exists()
