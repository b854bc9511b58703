"""The rules for RAM roles and their sessions.

Every `..._problem` answers None when all is well, else one sentence. Sources: the API pages AssumeRole (STS) and
CreateRole (RAM).
"""

import re

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


def account_id_problem(account_id: str) -> str | None:
    """Check the form of an Alibaba Cloud account's id."""
    if _ACCOUNT.fullmatch(account_id):
        return None
    return f"An account id has 16 digits, not {account_id!r}."


def role_name_problem(name: str) -> str | None:
    """Check the name of a role: 1 to 64 letters, digits, `.` and `-`."""
    if _ROLE_NAME.fullmatch(name):
        return None
    return f"A role's name has 1 to 64 letters, digits, . and -, not {name!r}."


def role_arn_problem(arn: str) -> str | None:
    """Check the form of a role's ARN."""
    if _ROLE_ARN.fullmatch(arn):
        return None
    return f"A role's ARN has the form acs:ram::<16 digits of the account>:role/<role name>, not {arn!r}."


def session_name_problem(name: str) -> str | None:
    """Check a session's name: 2 to 64 letters, digits and `.`, `@`, `-`, `_`."""
    if _SESSION_NAME.fullmatch(name):
        return None
    return f"A session's name has 2 to 64 letters, digits and . @ - _, not {name!r}."


def session_seconds_problem(seconds: int) -> str | None:
    """Check how long a session is to last."""
    return _seconds_problem("A session lasts", seconds, SESSION_SECONDS)


def longest_session_problem(seconds: int) -> str | None:
    """Check the longest session that a role is to allow."""
    return _seconds_problem("A role's longest session lasts", seconds, LONGEST_SESSION_SECONDS)


def external_id_problem(external_id: str) -> str | None:
    """Check an external id: 2 to 1224 letters, digits and `+=,.@:/-_`. It is no secret."""
    if _EXTERNAL_ID.fullmatch(external_id):
        return None
    return f"An external id has 2 to 1224 letters, digits and + = , . @ : / - _, not {external_id!r}."


def role_account(arn: str) -> str:
    """Return the id of the account that owns a role; empty when this is no role's ARN."""
    found = _ROLE_ARN.fullmatch(arn)
    return found[1] if found else ""


def other_account_problem(owner: str, grantee: str) -> str | None:
    """Check that an ENI's owner grants it to another account: a grant to itself means nothing."""
    if owner != grantee:
        return None
    return f"The role belongs to account {owner}, which is the instance's own account; a grant is for another one."


def _seconds_problem(what: str, seconds: int, allowed: range) -> str | None:
    if seconds in allowed:
        return None
    return f"{what} {allowed[0]} to {allowed[-1]} seconds, not {seconds}."
