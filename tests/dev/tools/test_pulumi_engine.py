"""Finding the CLI and the provider, with a CLI that only lists plugins. Not proved here: an installation."""

from importlib.metadata import version
from pathlib import Path

import pytest

from dev.tools.pulumi_engine import find_cli, find_engine, has_provider, missing_part


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of Pulumi's installer, with nothing in it and nothing on PATH."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("PULUMI_HOME", str(tmp_path))
    return tmp_path


def install(home: Path, plugins: str) -> Path:
    cli = home / "bin" / "pulumi"
    cli.parent.mkdir()
    cli.write_text(f"#!/bin/sh\necho '{plugins}'\n")
    cli.chmod(0o755)
    return cli


def test_without_a_cli_there_is_no_engine(home: Path) -> None:
    assert find_cli() is find_engine() is None
    assert missing_part().startswith("no Pulumi CLI is on PATH")


def test_the_provider_must_have_the_version_of_the_sdk(home: Path) -> None:
    cli = install(home, '[{"name": "alicloud", "version": "0.0.1"}]')
    assert find_cli() == cli
    assert not has_provider(cli)
    assert find_engine() is None
    command = f"pulumi plugin install resource alicloud v{version('pulumi_alicloud')}"
    assert missing_part().startswith(f"{cli} has no alicloud provider; install it with: {command} ")


def test_a_provider_on_path_counts_in_any_version(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli = install(home, "[]")
    provider = home / "elsewhere" / "pulumi-resource-alicloud"
    provider.parent.mkdir()
    provider.touch(mode=0o755)
    assert find_engine() is None
    monkeypatch.setenv("PATH", str(provider.parent))
    assert find_engine() == cli


def test_a_cli_with_the_provider_is_an_engine(home: Path) -> None:
    cli = install(home, f'[{{"name": "alicloud", "version": "{version("pulumi_alicloud")}"}}]')
    assert find_engine() == cli
