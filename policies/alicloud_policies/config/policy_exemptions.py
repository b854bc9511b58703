"""Exemptions: violations of a limit that an owner accepts until a date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Any


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exemption from one limit."""

    resource: str
    reason: str
    owner: str
    expires: date

    def covers(self, urn: str) -> bool:
        """Return whether it applies to a resource, by its URN or a pattern of its name."""
        return self.resource == urn or fnmatchcase(urn.rpartition("::")[2], self.resource)

    def expired(self, today: date) -> bool:
        """Return whether its last day has passed."""
        return today > self.expires


def read_exemptions(rows: Iterable[Mapping[str, Any]]) -> tuple[Exemption, ...]:
    """Return the exemptions of a policy's config; ValueError for a date that does not exist."""
    return tuple(
        Exemption(row["resource"], row["reason"], row["owner"], _day(row["expires"], row["resource"])) for row in rows
    )


def _day(value: str, resource: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"the exemption of {resource} has an invalid date {value!r}; expected YYYY-MM-DD.") from None


def exemption_of(urn: str, exemptions: Iterable[Exemption], today: date) -> Exemption | None:
    """Return the exemption that covers a resource, preferably one that has not expired."""
    covering = [one for one in exemptions if one.covers(urn)]
    return next((one for one in covering if not one.expired(today)), covering[0] if covering else None)
