"""The commands but `run`, which is in test_run."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from alicloud_sandbox.cli.sandbox_command import main
from alicloud_sandbox.core.store import Store
from alicloud_sandbox.gateway.state_file import StateFile
from alicloud_sandbox.iam.ram.ram_records import RoleSession
from tests.sandbox import serving
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow

COMMANDS = ["serve", "run", "env", "status", "stop", "logs", "show", "reset", "expire", "actions"]


@pytest.fixture
def state_file(tmp_path: Path) -> StateFile:
    return StateFile(tmp_path / "state.db")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StateFile]:
    """A place that is served already."""
    with serving.serve(tmp_path_factory.mktemp("busy")) as served:
        yield served.state_file


def here(state_file: StateFile, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """A command in this process: its exit code, what it prints, and its errors."""
    code = main(["--state", str(state_file.path), *arguments])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([name, "--help"])
    assert f"alicloud-sandbox {name}" in capsys.readouterr().out.partition("example:")[2]


def test_help_shows_an_example_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    examples = capsys.readouterr().out.partition("examples:")[2]
    for name in COMMANDS:
        assert f"alicloud-sandbox {name}" in examples


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["serve", "--port", "65536"], ["run", "--limits", "none"]])
def test_wrong_arguments_are_a_usage_error(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "run needs a command: alicloud-sandbox run -- COMMAND"),
        (["run", "--"], "run needs a command: alicloud-sandbox run -- COMMAND"),
        (["run", "--", "no-such-command"], "'no-such-command' cannot be run: No such file or directory"),
        (["run", "--", "/"], "'/' cannot be run: Permission denied"),
        (["run", "--account", "nobody", "--", "true"], "invalid account or user 'nobody'; expected one of resource,"),
        (["env", "--account", "user/nobody"], "invalid account or user 'user/nobody'; expected one of resource,"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(busy: StateFile, arguments: list[str], said: str) -> None:
    done = serving.sandbox(busy, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("alicloud-sandbox: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_env_needs_a_running_sandbox(state_file: StateFile, capsys: pytest.CaptureFixture[str]) -> None:
    serve = f"alicloud-sandbox --state {state_file.path} serve"
    said = f"alicloud-sandbox: no sandbox serves {state_file.path}; start one with: {serve}\n"
    assert here(state_file, capsys, "env") == (1, "", said)
    assert not state_file.path.exists()


def show(state_file: StateFile, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, list[dict[str, object]]]]:
    code, printed, _ = here(state_file, capsys, "show", "--json")
    assert code == 0
    return dict(json.loads(printed))


def test_show_and_reset_with_and_without_a_running_sandbox(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state_file = StateFile(tmp_path / "state.db")
    nothing: dict[str, object] = {"resource": {}, "user": {}}
    assert show(state_file, capsys) == nothing
    assert here(state_file, capsys, "reset")[0] == 0
    assert not state_file.path.exists()

    with serving.serve(tmp_path) as served:
        key = served.key()
        serving.call(served, "CreateVpc", VpcName="test-vpc-1", RegionId="cn-beijing")
        serving.call(served, "CreateVpc", "user", VpcName="other", RegionId="cn-shanghai")
        running = show(state_file, capsys)
        _, text, _ = here(state_file, capsys, "show")
    assert [row["name"] for row in running["resource"]["vpc"]] == ["test-vpc-1"]
    assert [(row["name"], row["region"]) for row in running["user"]["vpc"]] == [("other", "cn-shanghai")]
    assert "test-vpc-1  cn-beijing  Available  172.16.0.0/12" in text
    assert show(state_file, capsys) == running
    assert key.secret not in json.dumps(running) + text

    with serving.serve(tmp_path) as served:
        assert here(state_file, capsys, "reset")[0] == 0
        assert show(state_file, capsys) == nothing
        assert serving.call(served, "DescribeVpcs")[1]["TotalCount"] == 0
        assert served.key() == key
        serving.call(served, "CreateVpc")
    assert here(state_file, capsys, "reset")[0] == 0
    assert show(state_file, capsys) == nothing


def test_a_reader_that_closes_early_is_no_error(state_file: StateFile) -> None:
    command = " ".join(serving.command(state_file, "actions"))
    done = subprocess.run(
        ["sh", "-c", f"{command} | head -n 1"], env=serving.environment(), capture_output=True, text=True, check=True
    )
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_env_points_a_shell_at_the_running_sandbox(tmp_path: Path) -> None:
    with serving.serve(tmp_path) as served:
        done = serving.sandbox(served.state_file, "env", "--account", "user/root")
        check = f'{done.stdout}\nprintf "%s %s" "$HTTPS_PROXY" "$ALIBABA_CLOUD_ACCESS_KEY_ID"; env'
        real = serving.environment(ALIBABA_CLOUD_SECURITY_TOKEN="real", HTTPS_PROXY="http://real", A_TOKEN="kept")
        shell = subprocess.run(["sh", "-c", check], env=real, capture_output=True, text=True, check=True)
        assert shell.stdout.startswith(f"http://127.0.0.1:{served.port} {served.key('user/root').key_id}")
        assert "=real" not in shell.stdout
        assert "A_TOKEN=kept" in shell.stdout


def test_a_file_that_is_no_state_is_named(state_file: StateFile, capsys: pytest.CaptureFixture[str]) -> None:
    state_file.path.write_text("not a database " * 100)
    for name in ("show", "reset"):
        code, _, said = here(state_file, capsys, name)
        assert code == 1
        assert f"{state_file.path} is not a usable state file" in said
    assert f"{state_file.path} is not a usable state file" in serving.sandbox(state_file, "serve").stderr


def test_expire_ends_role_sessions_with_and_without_a_running_sandbox(
    state_file: StateFile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here(state_file, capsys, "expire") == (0, "", "")
    assert not state_file.path.exists()
    with serving.serve(state_file.folder):
        first = role_session(state_file, "first")
        assert here(state_file, capsys, "expire") == (0, "", "")
        assert expires(state_file, first) < time.time()
    second = role_session(state_file, "second")
    assert expires(state_file, second) > time.time()
    assert here(state_file, capsys, "expire") == (0, "", "")
    assert expires(state_file, second) < time.time()


@pytest.mark.parametrize("command", ["expire", "reset"])
def test_a_command_right_after_a_run_never_meets_an_ending_sandbox(state_file: StateFile, command: str) -> None:
    for _ in range(3):
        assert serving.sandbox(state_file, "run", "--", "true").returncode == 0
        done = serving.sandbox(state_file, command)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_serve_prints_the_next_step(tmp_path: Path) -> None:
    state_file = StateFile(tmp_path / "state.db")
    command = serving.command(state_file, "serve")
    with subprocess.Popen(command, env=serving.environment(), stderr=subprocess.PIPE, text=True) as process:
        serving.until_running(state_file)
        process.terminate()
        said = process.communicate(timeout=PATIENCE)[1]
    program = f"alicloud-sandbox --state {state_file.path}"
    first = f'Next, in another shell: eval "$({program} env)". To end the sandbox: {program} stop, or Ctrl+C here.'
    assert said.splitlines()[0] == first
    assert "ready on 127.0.0.1:" in said


def role_session(state_file: StateFile, name: str) -> str:
    """Write a role session that lasts an hour; return its id."""
    with closing(Store(state_file.path)) as store:
        now = time.time()
        session = RoleSession(
            id=name,
            account="1000000000000001",
            region="",
            created=now,
            role_arn="acs:ram::1000000000000001:role/r",
            role_id="1",
            role_name="r",
            secret="",
            token_digest="",
            expires=now + 3600,
        )
        store.put(session)
    return name


def expires(state_file: StateFile, session: str) -> float:
    """Return when the session ends."""
    with closing(Store(state_file.path, read_only=True)) as store:
        found = store.get(RoleSession, session)
        assert found
        return found.expires
