from collections.abc import Callable
from typing import Any

import pytest

from alicloud_rules import roles as rules

Rule = Callable[[Any], str | None]

ARN = "acs:ram::1000000000000002:role/ipv6-eni"


@pytest.mark.parametrize(
    ("problem", "right"),
    [
        (rules.check_account_id, "1000000000000002"),
        (rules.check_role_name, "r"),
        (rules.check_role_name, "a.B-9" * 12),
        (rules.check_role_arn, ARN),
        (rules.check_session_name, "a@b.c-d_e"),
        (rules.check_session_name, "x" * 64),
        (rules.check_session_seconds, 900),
        (rules.check_session_seconds, 43200),
        (rules.check_longest_session, 3600),
        (rules.check_longest_session, 43200),
        (rules.check_external_id, "a/b:c@d=e"),
    ],
)
def test_what_is_allowed(problem: Rule, right: str | int) -> None:
    assert problem(right) is None


@pytest.mark.parametrize(
    ("problem", "wrong", "said"),
    [
        (rules.check_account_id, "123", "16 digits"),
        (rules.check_account_id, "100000000000000x", "16 digits"),
        (rules.check_role_name, "", "1 to 64"),
        (rules.check_role_name, "a_b", "letters, digits, . and -"),
        (rules.check_role_name, "x" * 65, "1 to 64"),
        (rules.check_role_arn, "", "acs:ram::<16 digits"),
        (rules.check_role_arn, "ipv6-eni", "acs:ram::<16 digits"),
        (rules.check_role_arn, ARN.replace("role", "user"), "acs:ram::<16 digits"),
        (rules.check_role_arn, ARN.replace("0002", "02"), "acs:ram::<16 digits"),
        (rules.check_role_arn, f"{ARN}/session", "acs:ram::<16 digits"),
        (rules.check_role_arn, f"{ARN}\n", "acs:ram::<16 digits"),
        (rules.check_session_name, "x", "2 to 64"),
        (rules.check_session_name, "x" * 65, "2 to 64"),
        (rules.check_session_name, "a b", "2 to 64"),
        (rules.check_session_seconds, 899, "900 to 43200 seconds, not 899"),
        (rules.check_session_seconds, 43201, "900 to 43200"),
        (rules.check_longest_session, 3599, "3600 to 43200"),
        (rules.check_external_id, "x", "2 to 1224"),
        (rules.check_external_id, "a b", "2 to 1224"),
    ],
)
def test_what_is_not(problem: Rule, wrong: str | int, said: str) -> None:
    assert said in str(problem(wrong))


def test_the_account_of_a_role() -> None:
    assert rules.role_account(ARN) == "1000000000000002"
    assert rules.role_account("ipv6-eni") == ""


def test_a_grant_is_for_another_account() -> None:
    assert rules.check_other_account("1000000000000002", "1000000000000001") is None
    assert "1000000000000002" in str(rules.check_other_account("1000000000000002", "1000000000000002"))
