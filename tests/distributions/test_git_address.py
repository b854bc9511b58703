"""Each distribution installs from a git address with its subdirectory."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.distributions.conftest import MakeEnvironment, run
from tests.distributions.distribution import DISTRIBUTIONS, ROOT, with_local_needs

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a repository that has this checkout's files, as they are now, in its only commit."""
    repository = tmp_path_factory.mktemp("repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, repository / name)
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    run("git", "init", "-q", "-b", "main", cwd=repository)
    run("git", "add", "-A", cwd=repository)
    run("git", *identity, "commit", "-qm", "All files", cwd=repository)
    return f"git+file://{repository}"


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_it_installs_from_there(name: str, address: str, environment: MakeEnvironment, tmp_path: Path) -> None:
    needed = [DISTRIBUTIONS[one] for one in sorted(with_local_needs(name))]
    python = environment([f"{address}#subdirectory={one.subdirectory}" for one in needed])
    package = DISTRIBUTIONS[name].packages[0]
    where = run(python, "-I", "-c", f"import {package}; print({package}.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(python.parents[1])
