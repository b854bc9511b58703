"""Paging with MaxResults and NextToken.

The token names the last row that was answered, so rows that are made or deleted between two pages are neither repeated
nor skipped.
"""

import base64
from collections.abc import Callable, Iterable
from typing import TypeVar

from alicloud_sandbox.entities import Entity
from alicloud_sandbox.errors import invalid

T = TypeVar("T")


def by_age(entity: Entity) -> str:
    """The place of an entity in a listing: oldest first."""
    return place(entity.created, entity.id)


def place(created: float, identifier: str) -> str:
    """A text that sorts by age first; ``created`` is in seconds since the epoch."""
    return f"{created:018.6f}/{identifier}"


def token_page(found: Iterable[T], place_of: Callable[[T], str], token: str, most: int) -> tuple[list[T], str]:
    """At most ``most`` rows that come after the token's, and the token of the next page, empty after the last."""
    after = _decode(token)
    rest = sorted((row for row in found if place_of(row) > after), key=place_of)
    rows = rest[:most]
    return rows, _encode(place_of(rows[-1])) if len(rest) > most else ""


def _encode(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode()


def _decode(token: str) -> str:
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except ValueError:
        raise invalid("NextToken", "it is the NextToken of the answer before") from None
