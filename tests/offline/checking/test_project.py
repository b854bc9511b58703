"""The table [tool.offline]."""

from pathlib import Path

import pytest

from alicloud_offline.checking.project import OWN_PACK, Defaults
from alicloud_offline.errors import OfflineError


def test_without_a_table_the_pack_is_our_own(tmp_path: Path) -> None:
    assert Defaults.of(tmp_path) == Defaults(packs=(OWN_PACK,))


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.offline]\npolicy-packs = ["packs/a"]\npolicy-pack-configs = ["a.json"]\nunknown-environment = ["X"]\n'
    )
    assert Defaults.of(tmp_path) == Defaults((tmp_path / "packs/a",), (tmp_path / "a.json",), ("X",))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[tool.offline]\npolicy-pack = ["a"]\n', "policy-pack is not one"),
        ('[tool.offline]\npolicy-packs = "a"\n', "policy-packs is not one"),
        ("[tool", "is not valid TOML"),
    ],
)
def test_a_wrong_table_is_refused_by_key(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(OfflineError, match=says):
        Defaults.of(tmp_path)
