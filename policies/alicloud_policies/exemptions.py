"""Exemptions: a finding that somebody answers for, until a date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

EXEMPTIONS_SCHEMA: Mapping[str, Any] = {
    "type": "array",
    "description": "Resources that may violate this limit for a while; each shows in the report",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["resource", "reason", "owner", "expires"],
        "properties": {
            "resource": {
                "type": "string",
                "minLength": 1,
                "description": "A URN, or a pattern of the resource's name such as web-*",
            },
            "reason": {"type": "string", "minLength": 1, "description": "Why it may"},
            "owner": {"type": "string", "minLength": 1, "description": "Who answers for it"},
            "expires": {
                "type": "string",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                "description": "The last day on which it holds, such as 2030-01-31",
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exemption from one limit."""

    resource: str
    reason: str
    owner: str
    expires: date

    def covers(self, urn: str) -> bool:
        """Whether it is about this resource: by its URN or a pattern of its name."""
        return self.resource == urn or fnmatchcase(urn.rpartition("::")[2], self.resource)

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return today > self.expires


def read_exemptions(rows: Iterable[Mapping[str, Any]]) -> tuple[Exemption, ...]:
    """Return the exemptions of a policy's config; ValueError when a date is none."""
    return tuple(
        Exemption(row["resource"], row["reason"], row["owner"], _day(row["expires"], row["resource"])) for row in rows
    )


def _day(text: str, resource: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"The exemption of {resource} expires on {text!r}, which is no day of the calendar.") from None


def exemption_of(urn: str, exemptions: Iterable[Exemption], today: date) -> Exemption | None:
    """Return the exemption that covers a resource: one that still holds before one that does not."""
    covering = [one for one in exemptions if one.covers(urn)]
    return next((one for one in covering if not one.expired(today)), covering[0] if covering else None)
