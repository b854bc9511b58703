"""Encrypted settings and missing environment variables become placeholders."""

import json
from pathlib import Path

import pytest

from alicloud_offline.check.placeholder_settings import fill_environment, fill_settings
from alicloud_offline.check.placeholders import Placeholders
from alicloud_offline.program.project_settings import ProjectSettings, load_settings


def load(folder: Path, stack: str) -> tuple[ProjectSettings, Placeholders]:
    (folder / "Pulumi.yaml").write_text("{name: shop, runtime: python}")
    (folder / "Pulumi.dev.yaml").write_text(stack)
    placeholders = Placeholders()
    return fill_settings(load_settings(folder, "dev"), placeholders), placeholders


def test_an_encrypted_value_is_a_secret_placeholder(tmp_path: Path) -> None:
    settings, placeholders = load(tmp_path, "config: {password: {secure: v1:abc}, 'shop:plain': x}")
    assert placeholders.labels[settings.config["shop:password"]] == "shop:password"
    assert settings.config["shop:plain"] == "x"
    assert settings.secret_keys == ("shop:password",)


def test_encrypted_values_inside_an_object_are_placeholders(tmp_path: Path) -> None:
    settings, placeholders = load(tmp_path, "config: {'shop:login': {user: root, keys: [{secure: v1:abc}]}}")
    login = json.loads(settings.config["shop:login"])
    assert login["user"] == "root"
    assert [placeholders.labels[one] for one in login["keys"]] == ["shop:login.keys[0]"]
    assert settings.secret_keys == ("shop:login",)


def test_a_variable_that_is_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SET_ONE", "x")
    monkeypatch.setenv("EMPTY_ONE", "")
    placeholders = Placeholders()
    fill_environment(["SET_ONE", "EMPTY_ONE"], placeholders)
    assert list(placeholders.labels.values()) == ["$EMPTY_ONE"]
