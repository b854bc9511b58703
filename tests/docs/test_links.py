"""Relative links in the pages of this repository resolve to a file, and to a heading where they name one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("components", "dev", "docs", "examples", "offline", "policies", "program", "role", "sandbox", ".github")
PAGES = sorted(
    page
    for page in (*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md")))
    if not {"node_modules", "sdks", ".venv"} & set(page.relative_to(ROOT).parts)
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if not leads_somewhere(page, target)] == []


def test_a_link_to_nothing_is_noticed() -> None:
    page = ROOT / "docs" / "components.md"
    assert leads_somewhere(page, "../README.md#components")
    assert leads_somewhere(page, "#ipv6vpc")
    assert not leads_somewhere(page, "../README.md#component")
    assert not leads_somewhere(page, "nothing.md")


def leads_somewhere(page: Path, target: str) -> bool:
    """Return whether the file exists and has the heading."""
    path, _, anchor = target.partition("#")
    file = page.parent / path if path else page
    return file.exists() and (not anchor or anchor in anchors(file))


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
