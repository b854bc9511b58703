"""The files of a trusted revision, whatever the working tree of a change looks like."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from alicloud_offline.check.base_settings import TrustedFiles, trusted_files
from alicloud_offline.offline_error import OfflineError


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=tests", "-c", "user.email=tests@example.com")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a strict and a weak pack, and a program."""
    folder = tmp_path / "repository"
    for name in ("packs/strict", "packs/weak", "infra"):
        (folder / name).mkdir(parents=True)
        (folder / name / "file").write_text(name)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "base")
    return folder


@pytest.fixture
def trusted(repository: Path) -> Iterator[TrustedFiles]:
    with trusted_files(repository / "infra", "HEAD") as found:
        yield found


def test_a_file_is_that_of_the_revision(repository: Path, trusted: TrustedFiles) -> None:
    (repository / "packs/strict/file").write_text("changed")
    assert trusted.path(repository / "packs/strict/file").read_text() == "packs/strict"


def test_a_link_of_the_change_is_not_followed(repository: Path, trusted: TrustedFiles, tmp_path: Path) -> None:
    (repository / "packs/strict/file").unlink()
    (repository / "packs/strict").rmdir()
    for target in (repository / "packs/weak", tmp_path):
        (repository / "packs/strict").symlink_to(target)
        assert (trusted.path(repository / "packs/strict") / "file").read_text() == "packs/strict"
        (repository / "packs/strict").unlink()


def test_a_link_from_outside_into_the_repository_is_refused(
    repository: Path, trusted: TrustedFiles, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(repository / "packs")
    with pytest.raises(OfflineError, match="leads into the repository through a link; give its own path"):
        trusted.path(tmp_path / "link" / "weak")


def test_a_path_outside_the_repository_is_as_it_is(trusted: TrustedFiles, tmp_path: Path) -> None:
    assert trusted.path(tmp_path / "pack") == tmp_path / "pack"


def test_a_bare_repository_among_the_files_is_not_the_repository(repository: Path) -> None:
    git(repository, "init", "-q", "--bare", "infra")
    (repository / "infra" / "config").write_text("[core]\n\tbare = false\n\tworktree = .\n")
    with trusted_files(repository / "infra", "HEAD") as found:
        assert found.repository == repository
        assert found.path(repository / "packs/weak/file").read_text() == "packs/weak"


def test_a_folder_without_a_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="is in no git repository"), trusted_files(tmp_path, "HEAD"):
        pass
