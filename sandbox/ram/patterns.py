"""Patterns of policies: ``*`` stands for any characters, also none, ``?`` for exactly one (RAM, policy elements)."""

import re
from collections.abc import Iterable
from functools import lru_cache


def matches(pattern: str, text: str, *, fold: bool = False) -> bool:
    """Whether the whole text is as the pattern says; ``fold`` leaves upper and lower case aside."""
    return _compiled(pattern, fold).fullmatch(text) is not None


def any_matches(patterns: Iterable[str], text: str, *, fold: bool = False) -> bool:
    """Whether one of the patterns matches."""
    return any(matches(pattern, text, fold=fold) for pattern in patterns)


@lru_cache(maxsize=4096)
def _compiled(pattern: str, fold: bool) -> re.Pattern[str]:
    wild = {"*": ".*", "?": "."}
    collapsed = re.sub(r"\*+", "*", pattern)
    expression = "".join(wild.get(character) or re.escape(character) for character in collapsed)
    return re.compile(expression, re.DOTALL | (re.IGNORECASE if fold else 0))
