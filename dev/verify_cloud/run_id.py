"""The id of a run, by which everything that it makes is found again: as tag and as the start of names."""

import re
import secrets
from datetime import UTC, datetime, timedelta

TAG = "alicloud-verify"
PREFIX = "verify-"
_FORM = "%Y%m%dt%H%M%S"
_ID = re.compile(rf"({PREFIX}(\d{{8}}t\d{{6}})-[0-9a-f]{{6}})(?![0-9a-f])")


def new(now: datetime) -> str:
    """Return an id such as `verify-20261128t031500-a1b2c3`."""
    return f"{PREFIX}{now.astimezone(UTC):{_FORM}}-{secrets.token_hex(3)}"


def found_in(name: str) -> str:
    """Return the id at the start of a name or as a tag; empty if there is none."""
    match = _ID.match(name)
    return match[1] if match else ""


def age(run: str, now: datetime) -> timedelta:
    """Return how long ago a run began; raise ValueError if this is not the id of a run."""
    match = _ID.fullmatch(run)
    if not match:
        raise ValueError(f"invalid run {run!r}; expected an id such as {PREFIX}20261128t031500-a1b2c3")
    return now - datetime.strptime(match[2], _FORM).replace(tzinfo=UTC)


def tags(run: str) -> list[dict[str, str]]:
    """Return the parameter `Tag` of everything that a run makes."""
    return [{"Key": TAG, "Value": run}]
