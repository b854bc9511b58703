"""The files and folders that the pages for contributors name exist, so that a recipe leads to its files."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "docs/sandbox.md")]
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()} - {".sandbox", ".venv"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_named_paths_exist(page: Path) -> None:
    assert [path for path in named_paths(page.read_text("utf-8")) if not exists(path)] == []


def test_a_page_names_paths_and_a_missing_one_is_noticed() -> None:
    named = named_paths("See `tests/rules/limits/test_ID.py`, `tests/none.py`, `make up` and `core`/`network`.")
    assert named == ["tests/rules/limits/test_ID.py", "tests/none.py"]
    assert [exists(path) for path in named] == [True, False]


def named_paths(text: str) -> list[str]:
    """Return the paths that a page writes as inline code, from a folder at the top on."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [path for path in re.findall(r"`([\w.-]+/[\w./-]*)`", prose) if path.partition("/")[0] in FOLDERS]


def exists(path: str) -> bool:
    """Return whether a path exists; `ID` in it matches any name."""
    return any(ROOT.glob(path.rstrip("/").replace("ID", "*")))
