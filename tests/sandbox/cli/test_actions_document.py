"""The generated document of actions."""

import re
from pathlib import Path

import alicloud_sandbox
from alicloud_sandbox.cli.actions_document import document, row
from alicloud_sandbox.core.actions import Evidence
from alicloud_sandbox.gateway.products import ACTIONS

FILE = Path(__file__).parents[3] / "docs" / "actions.md"
PACKAGE = Path(alicloud_sandbox.__file__).parent


def test_the_document_is_up_to_date() -> None:
    assert FILE.read_text() == f"{document()}\n", "run: make docs"


def test_every_action_has_a_row_of_its_product_s_table() -> None:
    sections = dict(re.findall(r"^## (.+?)\n\n(.+?)(?=\n\n## |\Z)", document(), re.DOTALL | re.MULTILINE))
    for action in ACTIONS.values():
        assert row(action) in sections[f"{action.product} {action.version}"].splitlines()
        assert "|" not in action.note
        assert "\n" not in action.note
        assert (PACKAGE.parent / action.file).is_file()
    assert document().count("\n| ") == len(ACTIONS) + len(sections)


def test_every_word_of_evidence_is_explained() -> None:
    for evidence in Evidence:
        assert f"- *{evidence.value}*: " in document()
