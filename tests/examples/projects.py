"""The projects under examples/, and copies of them in separate folders."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).parents[2]
EXAMPLES = CHECKOUT / "examples"
NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir())

#: Every project: the folders with a Pulumi.yaml, as paths below examples/.
PROJECTS = sorted(
    str(file.parent.relative_to(EXAMPLES))
    for file in EXAMPLES.rglob("Pulumi.yaml")
    if not {"node_modules", "sdks", ".venv"} & set(file.parts)
)

#: What running an example leaves in it; nothing of it is ever copied.
_LEFT_BEHIND = shutil.ignore_patterns(
    ".venv",
    "node_modules",
    "sdks",
    "package-lock.json",
    "go.sum",
    "Pulumi.*.yaml",
    "__pycache__",
    "*.egg-info",
    "existing",
)


def project_file(project: str) -> dict[str, Any]:
    """What a project's Pulumi.yaml says."""
    found: dict[str, Any] = yaml.safe_load((EXAMPLES / project / "Pulumi.yaml").read_text())
    return found


def runtime(project: str) -> str:
    """The language of a project, as Pulumi names it: python, nodejs, go or yaml."""
    found = project_file(project)["runtime"]
    return str(found["name"] if isinstance(found, dict) else found)


PYTHON = [project for project in PROJECTS if runtime(project) == "python"]


def copy(project: str, place: Path, stack: str = "dev", settings: Mapping[str, Any] | None = None) -> Path:
    """Copy a project alone, with a stack of these settings, and return its folder."""
    clean_copy(EXAMPLES / project, place)
    name = project_file(project)["name"]
    config = {key if ":" in key else f"{name}:{key}": value for key, value in (settings or {}).items()}
    (place / f"Pulumi.{stack}.yaml").write_text(yaml.safe_dump({"config": config}))
    return place


def clean_copy(source: Path, place: Path) -> Path:
    """Copy a folder without what running it leaves there."""
    shutil.copytree(source, place, ignore=_LEFT_BEHIND)
    return place
