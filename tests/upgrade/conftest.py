"""Of this folder, test_upgrade.py drives the real engine; the rest runs anywhere."""

import pytest

from tests.engine.conftest import mark


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the engine's tests."""
    mark([item for item in items if item.path.name == "test_upgrade.py"])
