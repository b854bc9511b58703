"""`sandbox run`: one command, with a sandbox for as long as it lasts."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alicloud_sandbox.cli.client_environment import UNSET
from alicloud_sandbox.gateway.state_file import StateFile
from tests.sandbox import serving
from tests.sandbox.serving import Served
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow


@pytest.fixture
def state_file(tmp_path: Path) -> StateFile:
    return StateFile(tmp_path / "state.db")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StateFile]:
    """A place that is served already."""
    with serving.serve(tmp_path_factory.mktemp("busy")) as served:
        yield served.state_file


STARTS_SLEEP = (
    "import subprocess, time; print(subprocess.Popen(['sh', '-c', 'sleep 600; true']).pid, flush=True); time.sleep(600)"
)


SEES_INTERRUPTS = """
import os, signal, time
signal.signal(signal.SIGINT, lambda *_: os.write(1, b"!"))
os.write(1, b"!")
while True:
    time.sleep(0.05)
"""


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]


@contextmanager
def waiting_run(state_file: StateFile) -> Iterator["subprocess.Popen[str]"]:
    """A `run` whose command has begun and ends with its standard input."""
    command = serving.command(state_file, "run", "--", "sh", "-c", "echo begun; cat")
    with subprocess.Popen(
        command, env=serving.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        yield process
        process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("code", [0, 7])
def test_run_ends_with_its_command_s_code(state_file: StateFile, code: int) -> None:
    assert serving.sandbox(state_file, "run", "--", "sh", "-c", f"exit {code}").returncode == code
    serving.until_gone(state_file)


def test_a_command_that_a_signal_ends_counts_as_in_a_shell(busy: StateFile) -> None:
    assert serving.sandbox(busy, "run", "--", "sh", "-c", "kill -9 $$").returncode == 128 + signal.SIGKILL


def test_run_passes_arguments_input_and_environment_on(busy: StateFile) -> None:
    arguments = ["--json", "a b", "", "$HOME", "--", "'\"", "ü"]
    code = "import os, sys; print([*sys.argv[1:], sys.stdin.read(), os.environ['HTTPS_PROXY'][:17]])"
    done = serving.sandbox(busy, "run", "--", *serving.python(code), *arguments, stdin="piped")
    assert done.stdout == f"{[*arguments, 'piped', 'http://127.0.0.1:']}\n"


def test_two_runs_share_a_sandbox_and_the_first_one_s_end_does_not_stop_it(state_file: StateFile) -> None:
    with waiting_run(state_file) as first, waiting_run(state_file) as second:
        shared = serving.until_running(state_file)
        first.communicate(timeout=PATIENCE)
        assert first.returncode == 0
        assert serving.until_running(state_file) == shared
        assert serving.call(Served(state_file, second), "DescribeVpcs")[0] == 200
    serving.until_gone(state_file)


def test_runs_that_start_at_the_same_moment_share_one_sandbox(state_file: StateFile) -> None:
    command = serving.command(
        state_file, "run", "--", *serving.python("import os; print(os.environ['HTTPS_PROXY']); input()")
    )
    runs = [
        subprocess.Popen(command, env=serving.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    proxies = {run.stdout.readline() for run in runs if run.stdout}
    for run in runs:
        run.communicate("\n", timeout=PATIENCE)
    assert len(proxies) == 1
    assert [run.returncode for run in runs] == [0] * 4


def test_one_run_after_the_other_never_meets_a_sandbox_that_is_ending(state_file: StateFile) -> None:
    code = "from urllib.request import getproxies; import socket, os; p = getproxies()['https'].rsplit(':')[-1]"
    connect = f"{code}; socket.create_connection(('127.0.0.1', int(p))).close()"
    for _ in range(3):
        assert serving.sandbox(state_file, "run", "--", *serving.python(connect)).returncode == 0


def test_a_killed_run_lets_the_sandbox_end(state_file: StateFile) -> None:
    with waiting_run(state_file) as run:
        run.kill()
        serving.until_gone(state_file)
    assert not Path(state_file.path.with_suffix(".running.json")).exists()


def test_a_terminated_run_ends_its_command(state_file: StateFile) -> None:
    with waiting_run(state_file) as run:
        run.terminate()
        assert run.wait(timeout=PATIENCE) == 128 + signal.SIGTERM
    serving.until_gone(state_file)


IMPATIENT = "import sys; from alicloud_sandbox.cli import main, supervised_command as c; c.PATIENCE_SECONDS = 0.3; "


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_command_and_what_it_started(busy: StateFile, number: signal.Signals) -> None:
    command = serving.command(busy, "run", "--", *serving.python(STARTS_SLEEP))
    with subprocess.Popen(command, env=serving.environment(), stdout=subprocess.PIPE, text=True) as run:
        sleep = int(first_line(run))
        run.send_signal(number)
        assert run.wait(timeout=PATIENCE) == 128 + number
    assert not is_running(sleep)


def test_a_command_that_does_not_end_on_a_signal_is_killed_with_what_it_started(busy: StateFile) -> None:
    stubborn = ["sh", "-c", "trap '' TERM INT; sleep 600 & echo $!; while :; do wait; done"]
    words = ["--state", str(busy.path), "run", "--", *stubborn]
    command = serving.python(f"{IMPATIENT} sys.exit(main({words!r}))")
    with subprocess.Popen(
        command, env=serving.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        sleep = int(first_line(run))
        run.terminate()
        _, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 128 + signal.SIGKILL
    assert "the command has not ended after a signal; killing it and what it started (1)" in said
    assert not is_running(sleep)


def test_an_interrupt_from_the_terminal_is_the_command_s_own_and_the_third_in_a_row_kills_it(busy: StateFile) -> None:
    words = ["--state", str(busy.path), "run", "--", *serving.python(SEES_INTERRUPTS)]
    command = serving.python(f"{IMPATIENT} c.INSISTENT_SECONDS = 60; sys.exit(main({words!r}))")
    terminal, inside = pty.openpty()
    words = ["setsid", "--ctty", *command]
    with subprocess.Popen(words, env=serving.environment(), stdin=inside, stdout=inside, stderr=inside) as run:
        shown = b""
        for number in range(1, 4):
            while shown.count(b"!") < number:
                assert select.select([terminal], [], [], PATIENCE)[0], shown
                shown += os.read(terminal, 1000)
            os.write(terminal, b"\x03")
        assert run.wait(timeout=PATIENCE) == 128 + signal.SIGKILL
    os.close(inside)
    os.close(terminal)


def test_a_killed_sandbox_comes_back_on_its_port_with_everything_in_it(state_file: StateFile) -> None:
    with waiting_run(state_file) as run:
        served = Served(state_file, run)
        before = serving.until_running(state_file)
        _, made = serving.call(served, "CreateVpc")
        os.kill(before.pid, signal.SIGKILL)
        while (after := serving.until_running(state_file)).pid == before.pid:
            pass
        assert after.port == before.port
        assert serving.call(served, "DescribeVpcAttribute", VpcId=made["VpcId"])[0] == 200
    serving.until_gone(state_file)


def test_a_sandbox_that_was_served_outlives_every_run(tmp_path: Path) -> None:
    with serving.serve(tmp_path) as served:
        pid = serving.until_running(served.state_file).pid
        assert serving.sandbox(served.state_file, "run", "--", "true").returncode == 0
        assert serving.until_running(served.state_file).pid == pid


def test_run_refuses_a_running_sandbox_with_other_limits(tmp_path: Path) -> None:
    with serving.serve(tmp_path, "--limits", "today") as served:
        assert serving.sandbox(served.state_file, "run", "--", "true").returncode == 0
        assert serving.sandbox(served.state_file, "run", "--limits", "today", "--", "true").returncode == 0
        for option, value in (("--limits", "documented"), ("--latency", "real")):
            done = serving.sandbox(served.state_file, "run", option, value, "--", "true")
            assert done.returncode == 1
            assert f"has {option} " in done.stderr
            assert f"not {value}; stop it" in done.stderr


def test_limits_and_latency_reach_the_sandbox(state_file: StateFile) -> None:
    options = ["--limits", "today", "--latency", "real"]
    code = (
        "from alicloud_sandbox.gateway.state_file import StateFile\n"
        "running = StateFile.resolve(None).running()\n"
        "print(running.limits, running.latency)"
    )
    environment = serving.environment(ALICLOUD_SANDBOX_STATE=str(state_file.path))
    command = [sys.executable, "-m", "alicloud_sandbox", "run", *options, "--", *serving.python(code)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert done.stdout == "today real\n"


def test_run_keeps_the_real_cloud_s_credentials_out(state_file: StateFile) -> None:
    names = [*UNSET, "ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"]
    command = serving.command(state_file, "run", "--", *serving.python("import os; print(dict(os.environ))"))
    real = serving.environment(ALICLOUD_REGION="cn-shanghai", **dict.fromkeys(names, "real"))
    done = subprocess.run(command, env=real, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert "'real'" not in done.stdout
    assert "'ALICLOUD_REGION': 'cn-shanghai'" in done.stdout


def test_a_sandbox_of_run_has_the_faults_that_are_asked_for(state_file: StateFile, busy: StateFile) -> None:
    command = ("--", *serving.command(state_file, "faults"))
    assert serving.sandbox(state_file, "run", "--faults", "slow=0.1", *command).stdout == "slow=0.1,seed=0,seconds=2\n"
    done = serving.sandbox(busy, "run", "--faults", "slow=0.1", *command)
    assert done.returncode == 1 and "has --faults off, not slow=0.1,seed=0,seconds=2" in done.stderr
