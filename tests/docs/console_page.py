"""Reads docs/from-console-to-code.md: its tables of steps, and its changes of a running stack."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PAGE = Path(__file__).parents[2] / "docs" / "from-console-to-code.md"
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Step:
    """One row of a table: the step's number and the row's other cells by the heads of their columns."""

    number: str
    cells: Mapping[str, str]

    def named(self, column: str) -> list[str]:
        """What a cell names, as code."""
        return _CODE.findall(self.cells.get(column, ""))


@dataclass(frozen=True)
class Change:
    """One of the related operations: the settings that it changes, and the actions that this calls."""

    title: str
    settings: Mapping[str, Any]
    calls: tuple[str, ...]


def sections() -> dict[str, str]:
    """The text below each heading of the second level, without its subsections' own headings taken off."""
    parts = re.split(r"^## (.+)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def steps() -> dict[str, list[Step]]:
    """The rows of each section that has a table."""
    found = {title: _rows(text) for title, text in sections().items()}
    return {title: rows for title, rows in found.items() if rows}


def changes() -> list[Change]:
    """The related operations, in the page's order."""
    parts = re.split(r"^### (.+)$", sections()["Related operations"], flags=re.MULTILINE)[1:]
    return [_change(title, text) for title, text in zip(parts[::2], parts[1::2], strict=True)]


def _rows(text: str) -> list[Step]:
    lines = [line.rstrip()[1:-1].split("|") for line in text.splitlines() if line.startswith("|")]
    if not lines:
        return []
    heads, _rule, *rows = ([cell.strip() for cell in line] for line in lines)
    return [Step(number, dict(zip(heads[1:], cells, strict=True))) for number, *cells in rows]


def _change(title: str, text: str) -> Change:
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (calls,) = re.findall(r"^Calls: (.+)$", text, re.MULTILINE)
    return Change(title, yaml.safe_load(block)["config"], tuple(_CODE.findall(calls)))
