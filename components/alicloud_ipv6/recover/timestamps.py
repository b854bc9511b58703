"""The times in a state and in the answers of the services."""

import re
from datetime import UTC, datetime

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})?")


def parse_time(text: str) -> datetime | None:
    """Return an ISO 8601 time, in UTC unless it says otherwise; None for anything else.

    A state has nanoseconds, ECS has minutes only: what is more than microseconds is cut off, and what is missing is 0.
    """
    found = _TIME.fullmatch(text)
    if not found:
        return None
    day, minute, second, fraction, zone = found.groups()
    shown = f"{day}T{minute}{second or ':00'}{(fraction or '.0')[:7]}"
    return datetime.fromisoformat(f"{shown}{'+00:00' if zone in (None, 'Z') else zone}").astimezone(UTC)
