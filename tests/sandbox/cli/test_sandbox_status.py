"""`alicloud-sandbox status`, `stop` and `logs`, as a user types them."""

import json
import re
from pathlib import Path

import pytest

from alicloud_sandbox.gateway.state_file import StateFile
from tests.sandbox import serving
from tests.sandbox.cli.test_run_command import waiting_run
from tests.sandbox.serving import Served
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow


@pytest.fixture
def state_file(tmp_path: Path) -> StateFile:
    return StateFile(tmp_path / "state.db")


def test_status_of_a_running_sandbox(tmp_path: Path) -> None:
    with serving.serve(tmp_path, "--limits", "today") as served:
        serving.call(served, "CreateVpc", "user")
        running = serving.until_running(served.state_file)
        done = serving.sandbox(served.state_file, "status")
        as_json = serving.sandbox(served.state_file, "status", "--json").stdout
    assert (done.returncode, done.stderr) == (0, "")
    assert dict(re.split(r" {2,}", line, maxsplit=1) for line in done.stdout.splitlines()) == {
        "sandbox": f"running on 127.0.0.1:{running.port}, process {running.pid}",
        "limits": "today",
        "latency": "instant",
        "faults": "off",
        "state": str(tmp_path / "state.db"),
        "log": str(tmp_path / "state.log"),
        "resources": "0 of account resource, 1 of account user",
    }
    process = {"pid": running.pid, "port": running.port, "limits": "today", "latency": "instant", "faults": "off"}
    assert json.loads(as_json)["running"] == process
    assert running.token not in as_json + done.stdout


def test_status_without_a_sandbox_says_how_to_start_one(state_file: StateFile) -> None:
    done = serving.sandbox(state_file, "status")
    assert (done.returncode, done.stderr) == (0, "")
    serve = f"alicloud-sandbox --state {state_file.path} serve"
    assert f"not running; start it with: {serve}\n" in done.stdout
    assert "0 of account resource, 0 of account user" in done.stdout
    assert not state_file.path.exists()
    assert json.loads(serving.sandbox(state_file, "status", "--json").stdout)["running"] is None


def test_stop_ends_the_sandbox_and_what_exists_stays(tmp_path: Path) -> None:
    with serving.serve(tmp_path) as served:
        serving.call(served, "CreateVpc", VpcName="kept")
        done = serving.sandbox(served.state_file, "stop")
        assert served.process.wait(timeout=PATIENCE) == 0
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Stopped process {served.process.pid};")
    assert "kept" in serving.sandbox(served.state_file, "show").stdout
    again = serving.sandbox(served.state_file, "stop")
    assert (again.returncode, again.stdout) == (0, f"No sandbox serves {served.state_file.path}.\n")


def test_a_run_in_progress_survives_stop(state_file: StateFile) -> None:
    with waiting_run(state_file) as run:
        before = serving.until_running(state_file)
        done = serving.sandbox(state_file, "stop")
        assert f"rocess {before.pid}" in done.stdout + done.stderr
        after = serving.until_running(state_file)
        assert (after.port, after.pid != before.pid) == (before.port, True)
        assert serving.call(Served(state_file, run), "DescribeVpcs")[0] == 200


def test_logs_prints_the_end_of_the_log_and_where_it_is(tmp_path: Path) -> None:
    with serving.serve(tmp_path) as served:
        for number in range(3):
            serving.call(served, "CreateVpc", VpcName=f"vpc-{number}")
        done = serving.sandbox(served.state_file, "logs", "--lines", "2")
    assert done.returncode == 0
    assert done.stdout.splitlines() == served.log()[:4][-2:]
    assert all("action=Vpc.CreateVpc" in line for line in done.stdout.splitlines())
    assert done.stderr == f"The log is {tmp_path / 'state.log'}.\n"


def test_logs_before_any_sandbox_is_one_sentence(state_file: StateFile) -> None:
    done = serving.sandbox(state_file, "logs")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"alicloud-sandbox: no sandbox has written {state_file.log} yet\n"


@pytest.mark.parametrize("lines", ["0", "-1", "many"])
def test_the_number_of_lines_is_checked(state_file: StateFile, lines: str) -> None:
    done = serving.sandbox(state_file, "logs", f"--lines={lines}")
    assert done.returncode == 2
    assert f"invalid value '{lines}'; expected a positive integer" in done.stderr
