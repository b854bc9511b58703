"""ARNs of RAM's resources.

A role's name is lower-case in its ARN, as in AssumeRole's samples. Names differ by more than case: an account has no
users `Ann` and `ann` (documented for no kind, assumed for all), so the lower-case ARN identifies the record.
"""

import re

_ROLE = re.compile(r"acs:ram::(\d+):role/([A-Za-z0-9.-]{1,64})", re.IGNORECASE)


def root(account: str) -> str:
    """Return the ARN of the account itself; in a trust policy it includes every user and role of the account."""
    return f"acs:ram::{account}:root"


def user(account: str, name: str) -> str:
    """Return the ARN of a RAM user."""
    return f"acs:ram::{account}:user/{name}"


def role(account: str, name: str) -> str:
    """Return the ARN of a RAM role."""
    return f"acs:ram::{account}:role/{name.lower()}"


def policy(account: str, name: str) -> str:
    """Return the ARN of a custom policy."""
    return f"acs:ram::{account}:policy/{name}"


def role_session(account: str, name: str, session: str) -> str:
    """Return the ARN of a role session in AssumeRole's answer."""
    return f"{role(account, name)}/{session}"


def assumed_role(account: str, name: str, session: str) -> str:
    """Return the ARN of a role session in GetCallerIdentity's answer."""
    return f"acs:ram::{account}:assumed-role/{name.lower()}/{session}"


def parse_role(arn: str) -> tuple[str, str] | None:
    """Return account and name of a role's ARN, or None for any other string."""
    found = _ROLE.fullmatch(arn)
    return (found[1], found[2]) if found else None
