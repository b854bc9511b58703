"""The sandbox that takes the place of the real service, under its current limits."""

import pytest


@pytest.fixture(scope="session")
def alicloud_sandbox_options() -> dict[str, str]:
    """The limits of the service today."""
    return {"limits": "today"}
