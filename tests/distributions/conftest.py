"""Wheels of all six distributions, built by way of their sdists, and empty environments to install them into."""

import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.distributions.distribution import DISTRIBUTIONS, Distribution

Build = dict[str, Path]
MakeEnvironment = Callable[[Iterable[Path | str]], Path]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed; return its standard output."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist of each distribution, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")

    def build(one: Distribution) -> None:
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, one.folder, cwd=folder)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(build, DISTRIBUTIONS.values()))
    return folder


@pytest.fixture(scope="session")
def wheels(dist: Path) -> Build:
    """The wheel of each distribution by its name."""
    return {name: next(dist.glob(f"{name.replace('-', '_')}-*.whl")) for name in DISTRIBUTIONS}


@pytest.fixture(scope="session")
def sdists(dist: Path) -> Build:
    """The sdist of each distribution by its name."""
    return {name: next(dist.glob(f"{name.replace('-', '_')}-*.tar.gz")) for name in DISTRIBUTIONS}


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> MakeEnvironment:
    """Return what makes an environment of the given wheels, or addresses, and returns its interpreter.

    Other people's packages come from the environment of the tests, whose own packages of this repository, which are
    installed as editable, are not visible there. Nothing is downloaded.
    """

    def make(requirements: Iterable[Path | str]) -> Path:
        place = tmp_path_factory.mktemp("environment") / "venv"
        run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place.parent)
        python = place / "bin" / "python"
        [site] = place.glob("lib/*/site-packages")
        (site / "others.pth").write_text(sysconfig.get_paths()["purelib"])
        options = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
        # `--ignore-installed`: pip would otherwise find the editable installations of the tests' environment.
        command = (sys.executable, "-m", "pip", "--python", python, "install", "--ignore-installed", *options)
        run(*command, *requirements, cwd=place.parent)
        return python

    return make
