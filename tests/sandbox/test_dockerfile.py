"""The commands of the Dockerfile, run here: no test builds the image, the workflow does.

`make lint` checks its style with hadolint.
"""

import json
import re
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from alicloud_sandbox.gateway.state_file import StateFile
from tests.sandbox import serving
from tests.sandbox.serving import CHECKOUT

DOCKERFILE = (CHECKOUT / "sandbox" / "Dockerfile").read_text()
WORKFLOW = (CHECKOUT / ".github" / "workflows" / "ci.yml").read_text()


def words_of(instruction: str) -> list[str]:
    """Return the words of the only instruction that begins a line with this, in the exec form."""
    [words] = re.findall(rf"^{instruction} (\[.+\])$", DOCKERFILE, re.MULTILINE)
    return list(json.loads(words))


def free_port() -> str:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return str(server.getsockname()[1])


PORT = words_of("CMD")[-1]


def test_the_container_serves_and_its_health_check_notices(tmp_path: Path) -> None:
    assert words_of("ENTRYPOINT") == ["alicloud-sandbox"]
    port = free_port()
    options = [word.replace(PORT, port) for word in words_of("CMD")[1:]]
    [python, *check] = [word.replace(PORT, port) for word in words_of(" +CMD")]
    assert python == "python" and port in options
    with serving.serve(tmp_path, *options):
        assert subprocess.run([sys.executable, *check], check=False).returncode == 0
    serving.until_gone(StateFile(tmp_path / "state.db"))
    assert subprocess.run([sys.executable, *check], check=False, capture_output=True).returncode != 0


@pytest.mark.parametrize("source", re.findall(r"^COPY ([a-z/]+) ", DOCKERFILE, re.MULTILINE))
def test_what_it_copies_exists(source: str) -> None:
    assert (CHECKOUT / source / "pyproject.toml").exists()


def test_the_workflow_asks_the_same_port_for_its_health() -> None:
    assert f"http://127.0.0.1:{PORT}/health" in WORKFLOW
    assert "docker build --file sandbox/Dockerfile" in WORKFLOW
