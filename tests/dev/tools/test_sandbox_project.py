"""The project folder for the sandbox. Not proved here: that the engine reads it (tests/engine does)."""

import sys
from pathlib import Path

import pytest
import yaml

from dev.tools.sandbox_project import SandboxProject


@pytest.fixture
def project(tmp_path: Path) -> SandboxProject:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (checkout / "Pulumi.yaml").write_text("name: p\nruntime: {name: python, options: {virtualenv: .venv}}\n")
    (checkout / "Pulumi.dev.yaml").write_text("config: {'p:a': 1}\n")
    return SandboxProject(checkout, checkout / ".sandbox", "dev")


def test_it_runs_the_checkouts_program_with_this_python(project: SandboxProject) -> None:
    place = project.write()
    written = yaml.safe_load((place / "Pulumi.yaml").read_text())
    assert (place / written["main"]).resolve() == project.source
    assert written["runtime"]["options"]["virtualenv"] == sys.prefix


def test_settings_follow_the_checkout_and_the_salt_stays(project: SandboxProject) -> None:
    stack = project.write() / "Pulumi.dev.yaml"
    stack.write_text(stack.read_text() + "encryptionsalt: v1:abc\n")
    (project.source / "Pulumi.dev.yaml").write_text("config: {'p:a': 2}\n")
    project.write({"p:b": True})
    assert yaml.safe_load(stack.read_text()) == {"config": {"p:a": 2, "p:b": True}, "encryptionsalt": "v1:abc"}
    assert "encryptionsalt" not in (project.source / "Pulumi.dev.yaml").read_text()


def test_the_passphrase_is_drawn_once_and_readable_by_the_owner_only(project: SandboxProject) -> None:
    file = Path(project.environment()["PULUMI_CONFIG_PASSPHRASE_FILE"])
    first = file.read_text()
    assert len(first) >= 32
    assert file.stat().st_mode & 0o077 == 0
    project.environment()
    assert file.read_text() == first
