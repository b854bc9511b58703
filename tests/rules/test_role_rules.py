from collections.abc import Callable
from typing import Any

import pytest

from alicloud_rules import role_rules as rules

Rule = Callable[[Any], str | None]

ARN = "acs:ram::1000000000000002:role/ipv6-eni"


@pytest.mark.parametrize(
    ("problem", "right"),
    [
        (rules.account_id_problem, "1000000000000002"),
        (rules.role_name_problem, "r"),
        (rules.role_name_problem, "a.B-9" * 12),
        (rules.role_arn_problem, ARN),
        (rules.session_name_problem, "a@b.c-d_e"),
        (rules.session_name_problem, "x" * 64),
        (rules.session_seconds_problem, 900),
        (rules.session_seconds_problem, 43200),
        (rules.longest_session_problem, 3600),
        (rules.longest_session_problem, 43200),
        (rules.external_id_problem, "a/b:c@d=e"),
    ],
)
def test_what_is_allowed(problem: Rule, right: str | int) -> None:
    assert problem(right) is None


@pytest.mark.parametrize(
    ("problem", "wrong", "said"),
    [
        (rules.account_id_problem, "123", "16 digits"),
        (rules.account_id_problem, "100000000000000x", "16 digits"),
        (rules.role_name_problem, "", "1 to 64"),
        (rules.role_name_problem, "a_b", "letters, digits, . and -"),
        (rules.role_name_problem, "x" * 65, "1 to 64"),
        (rules.role_arn_problem, "", "acs:ram::<16 digits"),
        (rules.role_arn_problem, "ipv6-eni", "acs:ram::<16 digits"),
        (rules.role_arn_problem, ARN.replace("role", "user"), "acs:ram::<16 digits"),
        (rules.role_arn_problem, ARN.replace("0002", "02"), "acs:ram::<16 digits"),
        (rules.role_arn_problem, f"{ARN}/session", "acs:ram::<16 digits"),
        (rules.role_arn_problem, f"{ARN}\n", "acs:ram::<16 digits"),
        (rules.session_name_problem, "x", "2 to 64"),
        (rules.session_name_problem, "x" * 65, "2 to 64"),
        (rules.session_name_problem, "a b", "2 to 64"),
        (rules.session_seconds_problem, 899, "900 to 43200 seconds, not 899"),
        (rules.session_seconds_problem, 43201, "900 to 43200"),
        (rules.longest_session_problem, 3599, "3600 to 43200"),
        (rules.external_id_problem, "x", "2 to 1224"),
        (rules.external_id_problem, "a b", "2 to 1224"),
    ],
)
def test_what_is_not(problem: Rule, wrong: str | int, said: str) -> None:
    assert said in (problem(wrong) or "")


def test_the_account_of_a_role() -> None:
    assert rules.role_account(ARN) == "1000000000000002"
    assert rules.role_account("ipv6-eni") == ""


def test_a_grant_is_for_another_account() -> None:
    assert rules.other_account_problem("1000000000000002", "1000000000000001") is None
    assert "1000000000000002" in (rules.other_account_problem("1000000000000002", "1000000000000002") or "")
