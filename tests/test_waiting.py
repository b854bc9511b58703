"""Waiting for a state in a test."""

import pytest

from tests.waiting import until


def test_it_returns_the_first_true_answer() -> None:
    answers = iter([None, False, "there", "later"])
    assert until(lambda: next(answers), "something") == "there"


def test_it_says_what_it_waited_for() -> None:
    with pytest.raises(AssertionError, match=r"waited 0\.05 s in vain for the end of all"):
        until(lambda: None, "the end of all", seconds=0.05)
