"""The rules for RAM roles and their sessions.

Sources: the API pages AssumeRole (STS) and CreateRole (RAM).
"""

import re

from .violation import Violation

SESSION_SECONDS = range(900, 43_201)
"""DurationSeconds of AssumeRole; no longer than the role's own longest session."""
LONGEST_SESSION_SECONDS = range(3600, 43_201)
"""MaxSessionDuration of CreateRole: the longest session that the role allows."""
DEFAULT_SESSION_SECONDS = 3600
DEFAULT_SESSION_NAME = "pulumi-ipv6"

_ACCOUNT = re.compile(r"\d{16}")
_ROLE_NAME = re.compile(r"[A-Za-z0-9.-]{1,64}")
_ROLE_ARN = re.compile(rf"acs:ram::(\d{{16}}):role/{_ROLE_NAME.pattern}")
_SESSION_NAME = re.compile(r"[A-Za-z0-9.@_-]{2,64}")
_EXTERNAL_ID = re.compile(r"[A-Za-z0-9+=,.@:/_-]{2,1224}")


def check_account_id(account_id: str) -> Violation | None:
    """Check the form of an Alibaba Cloud account's id."""
    return _check_form("account-id", _ACCOUNT, account_id, "An account id has {}", "16 digits")


def check_role_name(name: str) -> Violation | None:
    """Check the name of a role: 1 to 64 letters, digits, `.` and `-`."""
    return _check_form("role-name", _ROLE_NAME, name, "A role's name has {}", "1 to 64 letters, digits, . and -")


def check_role_arn(arn: str) -> Violation | None:
    """Check the form of a role's ARN."""
    form = "acs:ram::<16 digits of the account>:role/<role name>"
    return _check_form("role-arn", _ROLE_ARN, arn, "A role's ARN has the form {}", form)


def check_session_name(name: str) -> Violation | None:
    """Check a session's name: 2 to 64 letters, digits and `.`, `@`, `-`, `_`."""
    allowed = "2 to 64 letters, digits and . @ - _"
    return _check_form("session-name", _SESSION_NAME, name, "A session's name has {}", allowed)


def check_external_id(external_id: str) -> Violation | None:
    """Check an external id: 2 to 1224 letters, digits and `+=,.@:/-_`. It is not a secret."""
    allowed = "2 to 1224 letters, digits and + = , . @ : / - _"
    return _check_form("external-id", _EXTERNAL_ID, external_id, "An external id has {}", allowed)


def check_session_seconds(seconds: int) -> Violation | None:
    """Check the duration of a session, in seconds."""
    return _check_seconds("session-seconds", "A session lasts", seconds, SESSION_SECONDS)


def check_longest_session(seconds: int) -> Violation | None:
    """Check the longest session that a role is to allow, in seconds."""
    return _check_seconds("longest-session-seconds", "A role's longest session lasts", seconds, LONGEST_SESSION_SECONDS)


def check_other_account(owner: str, grantee: str) -> Violation | None:
    """Check that an ENI's owner grants it to another account: a grant to itself means nothing."""
    if owner != grantee:
        return None
    message = f"The role belongs to account {owner}, which is the instance's own account; a grant is for another one."
    return Violation("other-account", grantee, f"any account but {owner}", message)


def role_account(arn: str) -> str:
    """Return the id of the account that owns a role; empty when `arn` is not a role's ARN."""
    found = _ROLE_ARN.fullmatch(arn)
    return found[1] if found else ""


def _check_form(rule: str, form: re.Pattern[str], found: str, sentence: str, allowed: str) -> Violation | None:
    if form.fullmatch(found):
        return None
    return Violation(rule, found, allowed, f"{sentence.format(allowed)}, not {found!r}.")


def _check_seconds(rule: str, sentence: str, seconds: int, allowed: range) -> Violation | None:
    if seconds in allowed:
        return None
    return Violation(rule, seconds, allowed, f"{sentence} {allowed[0]} to {allowed[-1]} seconds, not {seconds}.")
