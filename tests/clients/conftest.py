"""Other clients of the sandbox: all of these tests are slow, and skipped with the reason where a client is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SECONDS = 900
"""Compilers and package managers may have much to do the first time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def alicloud_sandbox_options() -> dict[str, str]:
    """The limits of the service today."""
    return {"limits": "today"}


def program(name: str, variable: str = "") -> str:
    """The path of a program, from an environment variable or PATH; skip without it."""
    found = os.environ.get(variable) or shutil.which(name)
    if not found:
        pytest.skip(f"needs {name} on PATH" + (f", or its path in {variable}" if variable else ""))
    return found


def prepare(*command: str, folder: Path) -> None:
    """Have a package manager fetch what a client consists of, outside the sandbox; skip if it cannot."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS)
    if done.returncode:
        pytest.skip(f"{command[0]} cannot fetch what the client consists of: {(done.stderr or done.stdout)[-200:]}")


def run(*command: str, environment: dict[str, str], folder: Path | None = None, code: int = 0) -> str:
    """Return what a program prints, which must end with this code."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + (done.stderr if code else "")
