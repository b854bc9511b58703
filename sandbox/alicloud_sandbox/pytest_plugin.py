"""Pytest fixtures for tests of programs that use Alibaba Cloud; pytest loads them wherever the sandbox is installed.

This module is imported in every run of pytest, so it imports the sandbox only when a test uses it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from alicloud_sandbox.sandbox import Sandbox


@pytest.fixture(scope="session")
def alicloud_sandbox_options() -> dict[str, str]:
    """Return the options `limits`, `latency` and `faults` of the sandboxes below; override it in a conftest.py."""
    return {}


@pytest.fixture(scope="session")
def _alicloud_sandbox_process(
    tmp_path_factory: pytest.TempPathFactory, alicloud_sandbox_options: dict[str, str]
) -> "Iterator[Sandbox]":
    from alicloud_sandbox.sandbox import Sandbox  # noqa: PLC0415 (see above)

    with Sandbox.start(tmp_path_factory.mktemp("alicloud-sandbox"), **alicloud_sandbox_options) as sandbox:
        yield sandbox


@pytest.fixture
def alicloud_sandbox(_alicloud_sandbox_process: "Sandbox", monkeypatch: pytest.MonkeyPatch) -> "Sandbox":
    """Give the test an empty local Alibaba Cloud, at which the environment variables point."""
    _alicloud_sandbox_process.reset()
    _alicloud_sandbox_process.set_environment(monkeypatch)
    return _alicloud_sandbox_process


@pytest.fixture(scope="session")
def alicloud_sandbox_session(
    tmp_path_factory: pytest.TempPathFactory, alicloud_sandbox_options: dict[str, str]
) -> "Iterator[Sandbox]":
    """Give all tests one local Alibaba Cloud, in which resources stay from test to test."""
    from alicloud_sandbox.sandbox import Sandbox  # noqa: PLC0415 (see above)

    folder = tmp_path_factory.mktemp("alicloud-sandbox-session")
    with Sandbox.start(folder, **alicloud_sandbox_options) as sandbox, pytest.MonkeyPatch.context() as monkeypatch:
        sandbox.set_environment(monkeypatch)
        yield sandbox
