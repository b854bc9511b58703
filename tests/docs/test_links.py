"""Links between the pages of this repository lead to a file, and to a heading of it where they name one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for folder in (".", "components", "docs", "examples", "policies", "sandbox")
    for page in (ROOT / folder).glob("*.md" if folder != "examples" else "**/*.md")
    if not {"node_modules", "sdks", ".venv"} & set(page.relative_to(ROOT).parts)
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if not leads_somewhere(page, target)] == []


def test_a_link_to_nothing_is_noticed() -> None:
    page = ROOT / "docs" / "components.md"
    assert leads_somewhere(page, "../README.md#the-components")
    assert leads_somewhere(page, "#ipv6vpc")
    assert not leads_somewhere(page, "../README.md#the-component")
    assert not leads_somewhere(page, "nothing.md")


def leads_somewhere(page: Path, target: str) -> bool:
    """Whether the file is there, and has the heading."""
    path, _, anchor = target.partition("#")
    file = page.parent / path if path else page
    return file.exists() and (not anchor or anchor in anchors(file))


def anchors(page: Path) -> set[str]:
    """The headings of a page as GitHub makes anchors of them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
