"""Cut off metadata of a file backend. Not proved here: that the CLI leaves it so (`make soak`)."""

from pathlib import Path

import pytest

from alicloud_ipv6.recover.file_backend import remove_cut_off_metadata


@pytest.fixture
def stacks(tmp_path: Path) -> Path:
    """The folder of the stacks, with one file and its metadata."""
    folder = tmp_path / "a b" / ".pulumi" / "stacks"
    folder.mkdir(parents=True)
    (folder / "dev.json").write_text("{}")
    (folder / "dev.json.attrs").write_text('{"md5":"AA=="}\n')
    return folder


@pytest.mark.parametrize("left", ["", '{"user.cache', "\0\0"])
def test_removes_what_is_cut_off_and_nothing_else(stacks: Path, left: str) -> None:
    cut_off = stacks / "other.json.attrs"
    cut_off.write_text(left)
    (stacks / "other.json").write_text("{")
    assert remove_cut_off_metadata((stacks.parents[1]).as_uri()) == [cut_off]
    assert sorted(file.name for file in stacks.iterdir()) == ["dev.json", "dev.json.attrs", "other.json"]


@pytest.mark.parametrize("form", ["file://~", "file://.", "file://./", "file://.?metadata=skip"])
def test_finds_the_folder_of_every_form(stacks: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(stacks.parents[1]))
    monkeypatch.chdir(stacks.parents[1])
    (stacks / "dev.json.attrs").write_text("")
    assert [file.name for file in remove_cut_off_metadata(form)] == ["dev.json.attrs"]


@pytest.mark.parametrize("backend", ["https://api.pulumi.com", "s3://bucket", "", "file:///nowhere"])
def test_other_backends_have_no_such_files(backend: str) -> None:
    assert remove_cut_off_metadata(backend) == []
