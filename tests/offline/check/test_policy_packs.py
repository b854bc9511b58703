"""Finding packs; tests of their evaluation are in test_check_program.py."""

from pathlib import Path

import pytest

from alicloud_offline.check.policy_packs import find_packs
from alicloud_offline.offline_error import OfflineError


def pack(folder: Path, project: str) -> Path:
    folder.mkdir()
    (folder / "PulumiPolicy.yaml").write_text(project)
    return folder


def test_configurations_belong_to_packs_by_position(tmp_path: Path) -> None:
    (tmp_path / "first.json").write_text('{"all": "advisory"}')
    folders = [pack(tmp_path / name, "runtime: python") for name in ("a", "b")]
    first, second = find_packs(folders, [tmp_path / "first.json"], "python3")
    assert (first.config, second.config) == ({"all": "advisory"}, {})


def test_a_pack_runs_in_its_own_virtual_environment(tmp_path: Path) -> None:
    folder = pack(tmp_path / "a", "runtime: {name: python, options: {virtualenv: venv}}")
    assert find_packs([folder], [], "python3")[0].python == "python3"
    (folder / "venv" / "bin").mkdir(parents=True)
    (folder / "venv" / "bin" / "python").touch()
    assert find_packs([folder], [], "python3")[0].python == str(folder / "venv" / "bin" / "python")


@pytest.mark.parametrize(
    ("project", "config", "message"),
    [
        ("runtime: nodejs", "{}", "is written for nodejs; only Python packs run without the engine."),
        ("[", "{}", "must be the YAML of a policy pack"),
        ("runtime: python", "[", "must be the JSON of a pack's configuration"),
    ],
)
def test_an_invalid_pack_is_one_sentence(tmp_path: Path, project: str, config: str, message: str) -> None:
    (tmp_path / "config.json").write_text(config)
    with pytest.raises(OfflineError, match=message):
        find_packs([pack(tmp_path / "a", project)], [tmp_path / "config.json"], "python3")


def test_there_are_not_more_configurations_than_packs(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="1 pack configurations for 0 packs"):
        find_packs([], [tmp_path / "config.json"], "python3")
