"""Lists that can be paged both by number and by token."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from alicloud_sandbox.answers import page
from alicloud_sandbox.params import Pages
from alicloud_sandbox.token_pages import token_page

T = TypeVar("T")

_DEFAULT = 10


class TokenPages(Pages, kw_only=True):
    """``PageNumber`` and ``PageSize``, or ``MaxResults`` and the ``NextToken`` of the answer before."""

    next_token: str = ""
    max_results: int | None = None


def any_page(
    p: TokenPages,
    found: Sequence[T],
    place_of: Callable[[T], str],
    write: Callable[[T], Any],
    *,
    most: int,
    least: int = 1,
) -> tuple[list[Any], dict[str, Any]]:
    """One page of ``found``, written out, and the numbers that go with it.

    As documented, ``MaxResults`` below ``least`` counts as 10 and above ``most`` as ``most``; ``PageSize`` must be 1 to
    ``most``.
    """
    if not p.next_token and p.max_results is None:
        rows, numbers = page(p, found, write, most)
        return rows, {**numbers, "NextToken": ""}
    size = _DEFAULT if p.max_results is None or p.max_results < least else min(p.max_results, most)
    items, token = token_page(found, place_of, p.next_token, size)
    answer = {"PageNumber": 1, "PageSize": size, "TotalCount": len(found), "NextToken": token}
    return [write(item) for item in items], answer
