"""pip, npm and Go show why the sandbox refuses them, at once."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from alicloud_sandbox.gateway.proxy import REASON
from tests.sandbox import serving
from tests.sandbox.serving import Served, serve

pytestmark = pytest.mark.slow

CLIENTS = {
    "pip": [sys.executable, "-m", "pip", "install", "--no-cache-dir", "--index-url", "https://index.example", "x"],
    "npm": ["npm", "install", "--registry", "https://packages.example", "--cache", "cache", "x"],
    "go": ["go", "get", "modules.example/x@v1.0.0"],
}
AT_ONCE = 20.0  # on a machine with other work; pip's own retries, without the sandbox's setting, take 8 s more


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("clients")) as running:
        yield running


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_shows_the_refusal_at_once(client: str, served: Served, tmp_path: Path) -> None:
    if shutil.which(CLIENTS[client][0]) is None:
        pytest.skip(f"{client} is not installed")
    (tmp_path / "go.mod").write_text("module shop\n\ngo 1.21\n")
    (tmp_path / "package.json").write_text('{"name": "shop", "version": "1.0.0"}')
    folders = {"HOME": str(tmp_path), "GOPATH": str(tmp_path / "go"), "GOPROXY": "https://proxy.example"}
    command = serving.command(served.state_file, "run", "--", *CLIENTS[client])
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=serving.environment(**folders),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert time.monotonic() - started < AT_ONCE
    assert done.returncode != 0
    assert (done.stdout + done.stderr).count(REASON) == 1
