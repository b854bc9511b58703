"""The generated document of actions."""

import re
from pathlib import Path

from alicloud_sandbox.actions import Evidence
from alicloud_sandbox.coverage import document
from alicloud_sandbox.products import ACTIONS

FILE = Path(__file__).parents[2] / "docs" / "actions.md"


def test_the_document_is_up_to_date() -> None:
    assert FILE.read_text() == f"{document()}\n", "run: make docs"


def test_every_action_has_a_row_of_its_product_s_table() -> None:
    sections = dict(re.findall(r"^## (.+?)\n\n(.+?)(?=\n\n## |\Z)", document(), re.DOTALL | re.MULTILINE))
    for action in ACTIONS.values():
        row = f"| {action.name} | {action.evidence.value} | {action.note} |"
        assert row in sections[f"{action.product} {action.version}"].splitlines()
        assert "|" not in action.note
        assert "\n" not in action.note
    assert document().count("\n| ") == len(ACTIONS) + len(sections)


def test_every_word_of_evidence_is_explained() -> None:
    for evidence in Evidence:
        assert f"- *{evidence.value}*: " in document()
