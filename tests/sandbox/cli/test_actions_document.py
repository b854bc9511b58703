"""The generated document of actions."""

import re
from functools import cache
from pathlib import Path

import alicloud_sandbox
from alicloud_sandbox.cli.actions_document import document, row, word
from alicloud_sandbox.cli.evidence import source_of_refusal
from alicloud_sandbox.cli.refusals import refusals
from alicloud_sandbox.core.actions import Evidence
from alicloud_sandbox.gateway.products import ACTIONS

FILE = Path(__file__).parents[3] / "docs" / "actions.md"
PACKAGE = Path(alicloud_sandbox.__file__).parent


def test_the_document_is_up_to_date() -> None:
    assert FILE.read_text() == f"{document()}\n", "run: make docs"


@cache
def sections() -> dict[str, str]:
    """The sections of the document by their titles."""
    return dict(re.findall(r"^## (.+?)\n\n(.+?)(?=\n\n## |\Z)", document(), re.DOTALL | re.MULTILINE))


def test_every_action_has_a_row_of_its_product_s_table() -> None:
    for action in ACTIONS.values():
        assert row(action) in sections()[f"{action.product} {action.version}"].splitlines()
        assert "|" not in action.note
        assert "\n" not in action.note
        assert (PACKAGE.parent / action.file).is_file()
    assert document().count("\n| ") == len(ACTIONS) + len(sections()) + len(refusals())


def test_every_refusal_has_a_row_with_its_source() -> None:
    rows = sections()["Refusals"].splitlines()
    for refusal in refusals():
        assert f"| {refusal.product} | `{refusal.code}` | {refusal.status} | {source_of_refusal(refusal)} |" in rows


def test_every_word_of_evidence_is_explained() -> None:
    for evidence in Evidence:
        assert f"- *{word(evidence)}*: " in document()
