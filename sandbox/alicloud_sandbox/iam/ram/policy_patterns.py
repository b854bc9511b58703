"""Patterns of policies: ``*`` stands for any characters, also none, ``?`` for exactly one (RAM, policy elements)."""

import fnmatch
import re
from collections.abc import Iterable
from functools import lru_cache


def matches(pattern: str, text: str, *, fold: bool = False) -> bool:
    """Whether the whole text is as the pattern says; ``fold`` leaves upper and lower case aside."""
    return _compiled(pattern, fold).match(text) is not None


def any_matches(patterns: Iterable[str], text: str, *, fold: bool = False) -> bool:
    """Whether one of the patterns matches."""
    return any(matches(pattern, text, fold=fold) for pattern in patterns)


@lru_cache(maxsize=4096)
def _compiled(pattern: str, fold: bool) -> re.Pattern[str]:
    """File name patterns are the same but for their sets in square brackets, which policies do not have."""
    without_sets = pattern.replace("[", "[[]")
    return re.compile(fnmatch.translate(without_sets), re.IGNORECASE if fold else 0)
