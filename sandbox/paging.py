"""Paging by number and by token: what the newer ECS lists take, side by side."""

import base64
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sandbox.answers import page
from sandbox.errors import invalid
from sandbox.params import Pages

T = TypeVar("T")

_DEFAULT = 10


class TokenPages(Pages, kw_only=True):
    """``PageNumber`` and ``PageSize``, or ``MaxResults`` and the ``NextToken`` of the answer before."""

    next_token: str = ""
    max_results: int | None = None


def token_page(
    p: TokenPages, found: Sequence[T], write: Callable[[T], Any], most: int, least: int = 1
) -> tuple[list[Any], dict[str, Any]]:
    """One page of ``found``, written out, and the numbers that go with it.

    As documented, ``MaxResults`` below ``least`` counts as 10 and above ``most`` as ``most``; ``PageSize`` must be 1 to
    ``most``. A token is the position at which the next page begins; the last page has none.
    """
    if not p.next_token and p.max_results is None:
        rows, numbers = page(p, found, write, most)
        return rows, {**numbers, "NextToken": ""}
    start = _position(p.next_token)
    size = _size(p.max_results, most, least)
    end = start + size
    token = base64.urlsafe_b64encode(str(end).encode()).decode() if end < len(found) else ""
    numbers = {"PageNumber": start // size + 1, "PageSize": size, "TotalCount": len(found), "NextToken": token}
    return [write(item) for item in found[start:end]], numbers


def _size(asked: int | None, most: int, least: int) -> int:
    if asked is None or asked < least:
        return _DEFAULT
    return min(asked, most)


def _position(token: str) -> int:
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token))
    except ValueError:
        raise invalid("NextToken", "it is none that an answer gave") from None
