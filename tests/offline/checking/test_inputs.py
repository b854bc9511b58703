"""Encrypted settings and missing environment variables become marks."""

import json
from pathlib import Path

import pytest

from alicloud_offline import settings
from alicloud_offline.checking.inputs import mark_environment, marked
from alicloud_offline.checking.unknowns import Unknowns


def load(folder: Path, stack: str) -> tuple[settings.Settings, Unknowns]:
    (folder / "Pulumi.yaml").write_text("{name: shop, runtime: python}")
    (folder / "Pulumi.dev.yaml").write_text(stack)
    unknowns = Unknowns()
    return marked(settings.load(folder, "dev"), unknowns), unknowns


def test_an_encrypted_value_is_a_mark_and_a_secret(tmp_path: Path) -> None:
    setting, unknowns = load(tmp_path, "config: {password: {secure: v1:abc}, 'shop:plain': x}")
    assert unknowns.labels[setting.config["shop:password"]] == "shop:password"
    assert setting.config["shop:plain"] == "x"
    assert setting.secret_keys == ("shop:password",)


def test_encrypted_values_inside_an_object_are_marks(tmp_path: Path) -> None:
    setting, unknowns = load(tmp_path, "config: {'shop:login': {user: root, keys: [{secure: v1:abc}]}}")
    login = json.loads(setting.config["shop:login"])
    assert login["user"] == "root"
    assert [unknowns.labels[one] for one in login["keys"]] == ["shop:login.keys[0]"]
    assert setting.secret_keys == ("shop:login",)


def test_a_variable_that_is_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SET_ONE", "x")
    monkeypatch.setenv("EMPTY_ONE", "")
    unknowns = Unknowns()
    mark_environment(["SET_ONE", "EMPTY_ONE"], unknowns)
    assert list(unknowns.labels.values()) == ["$EMPTY_ONE"]
