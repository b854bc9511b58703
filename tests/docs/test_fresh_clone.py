"""The commands of README.md run in a fresh clone: an empty home, nothing activated, no Pulumi CLI.

Two are shortened: `make test` runs one folder of tests, and the shell in the sandbox ends at once.
"""

import os
import subprocess
from pathlib import Path

import pytest

from dev.tools import CHECKOUT
from tests.docs.markdown import console_lines

MINUTES = 20
SHORTER = {"make test": "make test TESTS=tests/rules WORKERS=1"}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """No CLI on PATH, and no way to install one; packages come from the usual index and cache."""
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "curl").write_text("#!/bin/sh\nexit 6\n")
    (tools / "curl").chmod(0o755)
    folders = [folder for folder in os.environ["PATH"].split(":") if not (Path(folder) / "pulumi").exists()]
    outside = [folder for folder in folders if not (Path(folder).parent / "pyvenv.cfg").exists()]
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "LANG", "SSL_", "HTTP"))}
    cache = Path.home() / ".cache" / "pip"
    home = tmp_path / "home"
    home.mkdir()
    own = {"HOME": str(home), "PULUMI_HOME": str(home / ".pulumi"), "PATH": ":".join([str(tools), *outside])}
    return {"PIP_CACHE_DIR": str(cache), **kept, **own}


@pytest.mark.slow
def test_the_readme_runs_in_a_fresh_clone(tmp_path: Path, environment: dict[str, str]) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", CHECKOUT, clone], check=True, timeout=60)
    lines = console_lines((clone / "README.md").read_text("utf-8"))
    assert len(lines) >= 5
    for line in lines:
        done = subprocess.run(
            ["sh", "-c", SHORTER.get(line.strip(), line)],
            cwd=clone,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60 * MINUTES,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True)
    assert status.stdout == ""
