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
        """Return where the trusted version of a file is: one outside of the repository is as it is.

        Links of the working tree are not followed, because the change may have made them; raise OfflineError for a path
        that leads into the repository only through one.
        """
        if self.repository is None or self.exported is None:
            return path
        lexical = _without_links(path)
        for above in reversed((lexical, *lexical.parents)):
            if above.resolve() == self.repository:
                return self.exported / lexical.relative_to(above)
        if path.resolve().is_relative_to(self.repository):
            raise OfflineError(f"--base-settings: {path} leads into the repository through a link; give its own path.")
        return path


@contextmanager
def trusted_files(folder: Path, revision: str | None) -> Iterator[TrustedFiles]:
    """Yield the files of the repository that `folder` is in, at this revision; raise OfflineError without one."""
    if revision is None:
        yield TrustedFiles()
        return
    repository = _repository(folder)
    commit = _git(repository, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    with tempfile.TemporaryDirectory(prefix="alicloud-offline-") as name:
        exported, index = Path(name).resolve() / "tree", {"GIT_INDEX_FILE": str(Path(name).resolve() / "index")}
        _git(repository, "read-tree", commit, variables=index)
        _git(repository, "checkout-index", "--all", f"--prefix={exported}/", variables=index)
        yield TrustedFiles(repository, exported)


def _without_links(path: Path) -> Path:
    """Return the absolute path, no link of which is followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (`resolve` follows links)


def _repository(folder: Path) -> Path:
    """Return the repository that a folder is in.

    Git itself would take a folder with the files of a bare repository for one, and a change can contain such files, but
    nothing named `.git`.
    """
    lexical = _without_links(folder)
    found = next((one for one in (lexical, *lexical.parents) if (one / ".git").exists()), None)
    if found is None:
        raise OfflineError(f"--base-settings: {folder} is in no git repository.")
    return found.resolve()


def _git(repository: Path, *arguments: str, variables: Mapping[str, str] = MappingProxyType({})) -> bytes:
    places = (f"--git-dir={repository / '.git'}", f"--work-tree={repository}")
    command = ["git", *places, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *arguments]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            command,
            cwd=repository,
            env={**kept, **variables},
            capture_output=True,
            check=False,
            timeout=_GIT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise OfflineError(f"--base-settings: `git {' '.join(arguments)}` took more than {_GIT_SECONDS} s.") from None
    except FileNotFoundError:
        raise OfflineError("--base-settings needs git, which is not on PATH.") from None
    if done.returncode:
        reason = " ".join(done.stderr.decode(errors="replace").split())
        raise OfflineError(f"--base-settings: `git {' '.join(arguments)}` failed in {repository}: {reason}.")
    return done.stdout
