"""Examples found in docstrings, and how their outcomes are counted."""

from pathlib import Path

import pytest

from dev.tools.sdk_examples import (
    BROKEN,
    HOLDS,
    REFUSED,
    STOPPED,
    Outcome,
    classify,
    find_examples,
    read_details,
    table,
)

SOURCE = '''
class Switch:
    """A vSwitch.

    ```python
    import pulumi
    for name in ("a", "b"):
        pulumi.log.info(name)
    ```
    """

    def get(self):
        """
        ```python
        import pulumi
        for name in ("a", "b"):
            pulumi.log.info(name)
        ```
        ```typescript
        import * as pulumi from "@pulumi/pulumi";
        ```
        """
'''


def test_an_example_is_found_once_and_without_its_indentation(tmp_path: Path) -> None:
    (tmp_path / "vpc").mkdir()
    (tmp_path / "vpc" / "switch.py").write_text(SOURCE)
    (example,) = find_examples(tmp_path)
    assert (example.module, example.file) == ("vpc", "vpc/switch.py")
    assert example.program == 'import pulumi\nfor name in ("a", "b"):\n    pulumi.log.info(name)\n'


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ("NameError: name 'regions' is not defined", BROKEN),
        ("TypeError: Switch._internal_init() got an unexpected keyword argument 'x'", BROKEN),
        ("AttributeError: 'Switch' object has no attribute 'x'", BROKEN),
        ("ValueError: invalid literal for int() with base 10: 'fake-port'", BROKEN),
        ("ValueError: invalid literal for int() with base 10: 'Unknown-0123456789ab'", STOPPED),
        ("AttributeError: 'UnknownString' object has no attribute 'x'", STOPPED),
        ("AttributeError: 'list' object has no attribute 'min'", STOPPED),
        ("IndexError: list index out of range", STOPPED),
    ],
)
def test_an_examples_own_errors_are_told_from_those_of_the_check(error: str, outcome: str) -> None:
    assert classify(f"The program failed at __main__.py:3: {error}") == outcome


def test_the_table_counts_outcomes_with_their_causes() -> None:
    rows = [
        Outcome("1", "vpc", "a.py", HOLDS, ""),
        Outcome(
            "2", "vpc", "a.py", REFUSED, "wrong-type: size must be an integer.; wrong-type: name must be a string."
        ),
        Outcome("3", "ecs", "b.py", STOPPED, "The program failed: IndexError: list index out of range"),
    ]
    assert [line.split() for line in table(rows).splitlines()] == [
        ["3", "examples", "of", "2", "modules"],
        ["holds", "1"],
        ["refused", "1"],
        ["1", "wrong-type"],
        ["stopped", "1"],
        ["1", "IndexError"],
        ["broken", "0"],
    ]


def test_the_last_outcome_of_an_example_counts(tmp_path: Path) -> None:
    file = tmp_path / "details.jsonl"
    assert read_details(file) == {}
    row = '{"id": "1", "module": "vpc", "file": "a.py", "outcome": "%s", "detail": ""}\n'
    file.write_text(row % STOPPED + row % HOLDS)
    assert read_details(file)["1"].outcome == HOLDS
