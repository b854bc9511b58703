"""Count the outcomes that `python -m alicloud_ipv6.recover` printed."""

from collections import Counter

_OUTCOMES = ("take over", "forget", "unclear")


def outcomes_in(printed: str) -> Counter[str]:
    """Return how many creates were taken over, forgotten and unclear."""
    first = (line.partition(":")[0] for line in printed.splitlines() if ": " in line and not line.startswith(" "))
    return Counter(outcome for outcome in first if outcome in _OUTCOMES)
