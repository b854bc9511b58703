"""The Makefile's first steps, with a fake Python.

Not proved here: a real installation (tests/docs/test_fresh_clone.py).
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dev.tools import CHECKOUT

TARGETS = [
    "up",
    "preview",
    "refresh",
    "destroy",
    "cancel",
    "ping",
    "show",
    "status",
    "stop",
    "logs",
    "check",
    "test",
    "shell",
]
NO_VENV = """#!/bin/sh
# Debian without python3-venv: the folder is there, with an interpreter, and ensurepip fails.
for last; do :; done
[ "$1" = -c ] && exit 0
mkdir -p "$last/bin"; : > "$last/bin/python"; chmod +x "$last/bin/python"
echo "ensurepip is not available" >&2; exit 1
"""
NO_INDEX = """#!/bin/sh
# The first installation fails, as without a network; later ones succeed.
for last; do :; done
[ "$1" = -c ] && exit 0
echo "venv" >> calls
mkdir -p "$last/bin"; : > "$last/bin/pip"
printf '#!/bin/sh\\necho pip >> calls\\n[ "$(grep -c pip calls)" -gt 1 ]\\n' > "$last/bin/python"
chmod +x "$last/bin/python"
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files that the Makefile needs before anything is installed."""
    for name in ("Makefile", "Pulumi.dev.yaml", "requirements.txt", "dev/requirements.txt", "tests/requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(CHECKOUT / name, tmp_path / name)
    return tmp_path


def make(clone: Path, *words: str, python: str = "") -> subprocess.CompletedProcess[str]:
    if python:
        (clone / "bin").mkdir(exist_ok=True)
        (clone / "bin" / "python3").write_text(python)
        (clone / "bin" / "python3").chmod(0o755)
    environment = {"PATH": f"{clone}/bin:{os.environ['PATH']}", "HOME": str(clone)}
    return subprocess.run(
        ["make", *words], cwd=clone, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("target", ["up", "setup"])
def test_a_venv_that_fails_leaves_nothing_and_says_what_to_install(clone: Path, target: str) -> None:
    for _ in range(2):
        done = make(clone, target, python=NO_VENV)
        assert done.returncode == 2
        assert "apt install python3-venv" in done.stderr
        assert not (clone / ".venv").exists()


def test_a_half_made_venv_is_made_again(clone: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    shutil.copy("/bin/true", clone / ".venv" / "bin" / "python")
    done = make(clone, "setup", python=NO_INDEX)
    assert "Making the virtual environment .venv" in done.stdout
    assert (clone / ".venv" / "bin" / "pip").exists()


def test_after_a_failed_installation_the_next_make_goes_on(clone: Path) -> None:
    done = make(clone, "setup", python=NO_INDEX)
    assert done.returncode == 2
    assert "the next make goes on from here" in done.stderr
    assert not (clone / ".venv" / ".program").exists()
    assert make(clone, "setup").returncode == 0
    assert (clone / "calls").read_text().split() == ["venv", "pip", "pip", "pip"]
    assert make(clone, "setup").returncode == 0
    assert len((clone / "calls").read_text().split()) == 4


def test_a_missing_python_is_named(clone: Path) -> None:
    done = make(clone, "up", "PYTHON=python9")
    assert "No python9 on PATH; install Python 3.11 or later" in done.stderr
    assert not (clone / ".venv").exists()


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("STACK=nope", "Invalid stack 'nope'; expected one of: dev."),
        ("FROM=x", "Invalid FROM 'x'; expected 1 or 2, the number of an instance."),
        ("TO=9", "Invalid TO '9'; expected 1 or 2, the number of an instance."),
    ],
)
def test_an_invalid_variable_is_one_sentence_before_anything_is_installed(
    clone: Path, target: str, word: str, sentence: str
) -> None:
    done = make(clone, target, word, python=NO_VENV)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr
    assert not (clone / ".venv").exists()
