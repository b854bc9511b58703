"""Project and stack settings."""

from pathlib import Path

import pytest

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import load_settings

PROJECT = """
name: shop
main: app
config:
  alicloud:region: cn-beijing
  shop:mask: {type: integer, default: 7}
  names: {type: array, items: {type: string}, default: [a, b]}
  shop:token: {type: string, secret: true}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Pulumi.yaml").write_text(PROJECT)
    return tmp_path


def test_defaults_are_there_and_the_stack_overrides_them(folder: Path) -> None:
    (folder / "Pulumi.dev.yaml").write_text("config: {'shop:mask': 9, wide: true}")
    settings = load_settings(folder, "dev")
    assert settings.config == {
        "alicloud:region": "cn-beijing",
        "shop:mask": "9",
        "shop:names": '["a", "b"]',
        "shop:wide": "true",
    }
    assert (settings.project, settings.stack, settings.main) == ("shop", "dev", folder / "app" / "__main__.py")


def test_encrypted_values_are_left_out_and_secret_keys_listed(folder: Path) -> None:
    (folder / "Pulumi.dev.yaml").write_text("config: {'shop:token': {secure: 'v1:abc'}}")
    settings = load_settings(folder, "dev")
    assert settings.encrypted_keys == ("shop:token",)
    assert "shop:token" not in settings.config
    assert settings.secret_keys == ("shop:token",)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("Pulumi.dev.yaml", None, "does not exist"),
        ("Pulumi.dev.yaml", "config: [", "is not valid YAML"),
        ("Pulumi.dev.yaml", "- a", "must be a mapping"),
        ("Pulumi.yaml", "runtime: python", "has no project name"),
    ],
)
def test_an_invalid_file_is_named(folder: Path, name: str, text: str | None, says: str) -> None:
    (folder / "Pulumi.dev.yaml").write_text("")
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text)
    with pytest.raises(OfflineError, match=says) as caught:
        load_settings(folder, "dev")
    assert name in str(caught.value)
