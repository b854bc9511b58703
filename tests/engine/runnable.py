"""Copies of packs and programs that the engine runs with this Python."""

import shutil
import sys
from pathlib import Path

import yaml


def runnable(source: Path, copy: Path) -> Path:
    """Copy a pack or a program, and have the engine run it in this Python's environment, whatever is on PATH."""
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (project,) = copy.glob("Pulumi*.yaml")
    described = yaml.safe_load(project.read_text())
    described["runtime"] = {"name": "python", "options": {"virtualenv": sys.prefix}}
    project.write_text(yaml.safe_dump(described))
    return copy
