"""Patterns in policies: `*` matches any characters, `?` exactly one (RAM page "Policy elements")."""

import fnmatch
import re
from collections.abc import Iterable
from functools import lru_cache


def matches(pattern: str, text: str, *, fold: bool = False) -> bool:
    """Return whether the pattern matches the whole string; `fold` ignores case."""
    return _compiled(pattern, fold).match(text) is not None


def any_matches(patterns: Iterable[str], text: str, *, fold: bool = False) -> bool:
    """Return whether one of the patterns matches."""
    return any(matches(pattern, text, fold=fold) for pattern in patterns)


@lru_cache(maxsize=4096)
def _compiled(pattern: str, fold: bool) -> re.Pattern[str]:
    """Compile a pattern as a file name pattern without sets in square brackets, which policies do not have."""
    without_sets = pattern.replace("[", "[[]")
    return re.compile(fnmatch.translate(without_sets), re.IGNORECASE if fold else 0)
