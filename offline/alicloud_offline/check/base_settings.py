"""Files of a trusted git revision in place of those of the working tree, which a pull request may have changed."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from alicloud_offline.offline_error import OfflineError

_GIT_SECONDS = 120
"""The longest time that a git command may take."""


@dataclass(frozen=True)
class TrustedFiles:
    """The repository's folder, and the folder with its files at the trusted revision; None trusts the working tree."""

    repository: Path | None = None
    exported: Path | None = None

    @property
    def folders(self) -> list[Path]:
        """Return the folders that the program must not change."""
        return [one for one in (self.exported,) if one]

    def path(self, path: Path) -> Path:
        """Return where the trusted version of a file is: one outside of the repository is as it is."""
        resolved = path.resolve()
        if self.repository is None or self.exported is None or not resolved.is_relative_to(self.repository):
            return path
        return self.exported / resolved.relative_to(self.repository)


@contextmanager
def trusted_files(folder: Path, revision: str | None) -> Iterator[TrustedFiles]:
    """Yield the files of the repository that `folder` is in, at this revision; raise OfflineError without one."""
    if revision is None:
        yield TrustedFiles()
        return
    repository = Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")).resolve()
    commit = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    with tempfile.TemporaryDirectory(prefix="alicloud-offline-") as name:
        exported, index = Path(name).resolve() / "tree", {"GIT_INDEX_FILE": str(Path(name).resolve() / "index")}
        _git(repository, "read-tree", commit, variables=index)
        _git(repository, "checkout-index", "--all", f"--prefix={exported}/", variables=index)
        yield TrustedFiles(repository, exported)


def _git(folder: Path, *arguments: str, variables: Mapping[str, str] = MappingProxyType({})) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command, env={**os.environ, **variables}, capture_output=True, check=False, timeout=_GIT_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise OfflineError(f"--base-settings: `git {' '.join(arguments)}` took more than {_GIT_SECONDS} s.") from None
    except FileNotFoundError:
        raise OfflineError("--base-settings needs git, which is not on PATH.") from None
    if done.returncode:
        reason = " ".join(done.stderr.decode(errors="replace").split())
        raise OfflineError(f"--base-settings: `git {' '.join(arguments)}` failed in {folder}: {reason}.")
    return done.stdout
