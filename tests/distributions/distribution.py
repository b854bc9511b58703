"""The six distributions of this repository, read from their pyproject.toml."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDERS = ("components/rules", "components", "policies", "policies/testkit", "sandbox", "offline")


@dataclass(frozen=True)
class Distribution:
    """One folder with a pyproject.toml."""

    subdirectory: str

    @property
    def folder(self) -> Path:
        return ROOT / self.subdirectory

    @cached_property
    def project(self) -> dict[str, Any]:
        project: dict[str, Any] = self.settings["project"]
        return project

    @cached_property
    def settings(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "pyproject.toml").read_text("utf-8"))

    @property
    def name(self) -> str:
        return str(self.project["name"])

    @property
    def packages(self) -> list[str]:
        """The top-level packages, the first of which is the one to import."""
        tool = self.settings["tool"]
        if "setuptools" in tool:
            return [pattern.rstrip("*") for pattern in tool["setuptools"]["packages"]["find"]["include"]]
        return list(tool["hatch"]["build"]["targets"]["wheel"]["packages"])

    @property
    def modules(self) -> Iterator[Path]:
        return (self.folder / self.packages[0]).rglob("*.py")

    @property
    def files(self) -> set[str]:
        """All files of its packages, relative to its folder."""
        found = (path for package in self.packages for path in (self.folder / package).rglob("*"))
        return {
            path.relative_to(self.folder).as_posix()
            for path in found
            if path.is_file() and "__pycache__" not in path.parts
        }

    def needs(self, extra: str = "") -> set[str]:
        """Return the names of the distributions that it declares, with those of an extra."""
        declared = [*self.project["dependencies"], *self.project.get("optional-dependencies", {}).get(extra, ())]
        return {re.split(r"[^\w.-]", requirement)[0] for requirement in declared}


DISTRIBUTIONS = {one.name: one for one in map(Distribution, FOLDERS)}


def with_local_needs(name: str, extra: str = "") -> set[str]:
    """Return a distribution and the others of this repository that it needs, directly or not."""
    found = {name}
    for needed in DISTRIBUTIONS[name].needs(extra) & DISTRIBUTIONS.keys():
        found |= with_local_needs(needed)
    return found
