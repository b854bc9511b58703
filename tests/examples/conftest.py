"""Fixtures of the examples' engine tests; each is created once."""

from pathlib import Path

import pytest

from tests.engine.conftest import mark
from tests.examples.consumer import make_environment
from tests.examples.projects import CHECKOUT, clean_copy

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of lifecycles and SDKs as engine tests, and skip them with one reason if there is no engine."""
    mark([item for item in items if item.path.parent == _HERE and item.path.stem.endswith(("_lifecycle", "_sdks"))])


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the components as a wheel."""
    return make_environment(tmp_path_factory.mktemp("environment"))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean copy of the plugin's folder, as a clone has it; the CLI makes the plugin's own environment in it."""
    return clean_copy(CHECKOUT / "components", tmp_path_factory.mktemp("library") / "components")
