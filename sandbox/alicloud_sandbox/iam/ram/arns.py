"""Names of RAM's own resources (ARNs).

A role's name is lower-case in its ARN, as in AssumeRole's samples. Names differ by more than case: an account has no
users ``Ann`` and ``ann`` (documented for no kind, assumed for all), so the lower-case ARN identifies the record.
"""

import re

_ROLE = re.compile(r"acs:ram::(\d+):role/([A-Za-z0-9.-]{1,64})", re.IGNORECASE)


def root(account: str) -> str:
    """The account itself; in a trust policy it stands for every user and role of the account."""
    return f"acs:ram::{account}:root"


def user(account: str, name: str) -> str:
    """A RAM user."""
    return f"acs:ram::{account}:user/{name}"


def role(account: str, name: str) -> str:
    """A RAM role."""
    return f"acs:ram::{account}:role/{name.lower()}"


def policy(account: str, name: str) -> str:
    """A custom policy."""
    return f"acs:ram::{account}:policy/{name}"


def role_session(account: str, name: str, session: str) -> str:
    """A session of a role as AssumeRole answers it."""
    return f"{role(account, name)}/{session}"


def assumed_role(account: str, name: str, session: str) -> str:
    """A session of a role as GetCallerIdentity shows it."""
    return f"acs:ram::{account}:assumed-role/{name.lower()}/{session}"


def parse_role(arn: str) -> tuple[str, str] | None:
    """Account and name of a role's ARN; None when it is none."""
    found = _ROLE.fullmatch(arn)
    return (found[1], found[2]) if found else None
