from datetime import UTC, datetime

import pytest

from alicloud_ipv6.recover.timestamps import parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-27T23:19:28.326775818Z", datetime(2026, 11, 27, 23, 19, 28, 326775, UTC)),
        ("2026-11-27T23:19:28Z", datetime(2026, 11, 27, 23, 19, 28, 0, UTC)),
        ("2026-11-27T23:19Z", datetime(2026, 11, 27, 23, 19, 0, 0, UTC)),
        ("2026-11-28T07:19:28+08:00", datetime(2026, 11, 27, 23, 19, 28, 0, UTC)),
        ("", None),
        ("yesterday", None),
    ],
)
def test_reads_the_formats_of_states_and_services(text: str, expected: datetime | None) -> None:
    assert parse_time(text) == expected
