"""The table [tool.alicloud-offline]."""

from pathlib import Path

import pytest

from alicloud_offline.check.check_defaults import OWN_PACK, CheckDefaults
from alicloud_offline.offline_error import OfflineError


def test_without_a_table_the_pack_is_our_own(tmp_path: Path) -> None:
    assert CheckDefaults.read(tmp_path) == CheckDefaults(packs=(OWN_PACK,))


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.alicloud-offline]\npolicy-packs = ["packs/a"]\npolicy-pack-configs = ["a.json"]\n'
        'unknown-environment = ["X"]\nlist-length = 3\n'
    )
    assert CheckDefaults.read(tmp_path) == CheckDefaults((tmp_path / "packs/a",), (tmp_path / "a.json",), ("X",), 3)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[tool.alicloud-offline]\npolicy-pack = ["a"]\n', "invalid key 'policy-pack'"),
        ('[tool.alicloud-offline]\npolicy-packs = "a"\n', "policy-packs in .* must be a list of strings"),
        ("[tool.alicloud-offline]\nlist-length = 0\n", "list-length in .* must be an integer of at least 1"),
        ("[tool", "is not valid TOML"),
        ("[tool.offline]\n", r"the table \[tool.offline\] is now called \[tool.alicloud-offline\]"),
    ],
)
def test_a_wrong_table_is_refused_by_key(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(OfflineError, match=says):
        CheckDefaults.read(tmp_path)
