"""Patterns of policies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alicloud_sandbox.iam.ram.policy_patterns import any_matches, matches

letters = st.text("ab:/*?.[", max_size=8)


def slow(pattern: str, text: str) -> bool:
    """What a pattern means, one character after the other."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(slow(pattern[1:], text[start:]) for start in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and slow(pattern[1:], text[1:])


@given(pattern=letters, text=letters)
def test_a_pattern_matches_what_its_characters_mean(pattern: str, text: str) -> None:
    assert matches(pattern, text) == slow(pattern, text)


@given(text=letters)
def test_an_asterisk_matches_everything(text: str) -> None:
    assert matches("*", text)
    assert matches(f"*{text.replace('*', '').replace('?', '')}*", f"x{text.replace('*', '').replace('?', '')}y")


@given(text=st.text("aBc:/-", max_size=8))
def test_case_counts_unless_it_is_left_aside(text: str) -> None:
    assert matches(text.upper(), text, fold=True)
    assert matches(text.upper(), text) == (text.upper() == text)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("ecs:Describe*", "ecs:DescribeInstances", True),
        ("ecs:Describe*", "ecs:DeleteInstance", False),
        ("ecs:Describe", "ecs:DescribeInstances", False),
        ("acs:ecs:*:*:eni/eni-1", "acs:ecs:cn-beijing:1:eni/eni-1", True),
        ("acs:ecs:*:*:eni/eni-1", "acs:ecs:cn-beijing:1:eni/eni-12", False),
        ("acs:ecs:*:*:eni/eni-?", "acs:ecs:cn-beijing:1:eni/eni-1", True),
        ("acs:ecs:*:*:eni/eni.1", "acs:ecs:cn-beijing:1:eni/eni-1", False),
        ("*a" * 40 + "b", "a" * 2000, False),
    ],
)
def test_patterns_of_real_policies(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


def test_one_of_several_patterns_suffices() -> None:
    assert any_matches(["ecs:*", "vpc:*"], "vpc:CreateVpc")
    assert not any_matches([], "vpc:CreateVpc")
