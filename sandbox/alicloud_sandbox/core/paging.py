"""Pages of a list, by number or by token.

A token names the last row that was answered, so rows that are created or deleted between two pages are neither repeated
nor skipped.
"""

import base64
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.entities import Entity
from alicloud_sandbox.core.params import Pages

T = TypeVar("T")

_DEFAULT = 10


class TokenPages(Pages, kw_only=True):
    """`PageNumber` and `PageSize`, or `MaxResults` and the `NextToken` of the previous answer."""

    next_token: str = ""
    max_results: int | None = None


def page(p: Pages, found: Sequence[T], write: Callable[[T], Any], most: int = 50) -> tuple[list[Any], dict[str, int]]:
    """Return one page of `found`, written by `write`, and its page numbers; `PageSize` is at most `most`."""
    if p.page_number < 1:
        raise invalid("PageNumber", "pages start at 1")
    if not 1 <= p.page_size <= most:
        raise invalid("PageSize", f"it must be 1 to {most}")
    start = (p.page_number - 1) * p.page_size
    numbers = {"PageNumber": p.page_number, "PageSize": p.page_size, "TotalCount": len(found)}
    return [write(item) for item in found[start : start + p.page_size]], numbers


def token_page(found: Iterable[T], sort_key: Callable[[T], str], token: str, most: int) -> tuple[list[T], str]:
    """Return at most `most` rows that come after the token's, and the token of the next page (empty: the last page)."""
    after = _decode(token)
    rest = sorted((row for row in found if sort_key(row) > after), key=sort_key)
    rows = rest[:most]
    return rows, _encode(sort_key(rows[-1])) if len(rest) > most else ""


def any_page(
    p: TokenPages,
    found: Sequence[T],
    sort_key: Callable[[T], str],
    write: Callable[[T], Any],
    *,
    most: int,
    least: int = 1,
) -> tuple[list[Any], dict[str, Any]]:
    """Return one page of `found`, by token or by number, written by `write`, and its page numbers.

    As documented, `MaxResults` below `least` counts as 10 and above `most` as `most`; `PageSize` must be 1 to `most`.
    """
    if not p.next_token and p.max_results is None:
        rows, numbers = page(p, found, write, most)
        return rows, {**numbers, "NextToken": ""}
    size = _DEFAULT if p.max_results is None or p.max_results < least else min(p.max_results, most)
    items, token = token_page(found, sort_key, p.next_token, size)
    answer = {"PageNumber": 1, "PageSize": size, "TotalCount": len(found), "NextToken": token}
    return [write(item) for item in items], answer


def by_age(entity: Entity) -> str:
    """Return a key that sorts entities oldest first."""
    return age_key(entity.created, entity.id)


def age_key(created: float, identifier: str) -> str:
    """Return a key that sorts by age; `created` is in seconds since the epoch."""
    return f"{created:018.6f}/{identifier}"


def _encode(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode()


def _decode(token: str) -> str:
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except ValueError:
        raise invalid("NextToken", "it must be the NextToken of the previous answer") from None
