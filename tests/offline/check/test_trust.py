"""The command on hostile programs: its exit code, its settings, and what it has in its hands."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.offline.check.sample_programs import write_program
from tests.offline.check.test_isolated_run import BAD, HEAD
from tests.offline.run_offline import CHECKOUT, run_offline

PROGRAM = HEAD + BAD


def mandatory_rules(printed: str) -> list[str]:
    return [one["rule"] for one in json.loads(printed)["findings"] if one["level"] == "mandatory"]


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


def repository(folder: Path) -> Path:
    """Return a repository whose last commit refuses a program, and whose working tree permits everything."""
    program = write_program(folder / "infra", PROGRAM)
    shutil.copytree(CHECKOUT / "tests" / "offline" / "check" / "packs" / "mixed", folder / "packs" / "mixed")
    (folder / "strict.json").write_text('{"few-enis": {"most": 0, "enforcementLevel": "mandatory"}}')
    (program / "pyproject.toml").write_text(
        '[tool.alicloud-offline]\npolicy-packs = ["../packs/mixed"]\npolicy-pack-configs = ["../strict.json"]\n'
    )
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Base")
    (folder / "strict.json").write_text('{"all": "disabled"}')
    (program / "pyproject.toml").write_text(
        '[tool.alicloud-offline]\npolicy-packs = ["../packs/none"]\npolicy-pack-configs = ["../strict.json"]\n'
    )
    (folder / "packs" / "none").mkdir()
    (folder / "packs" / "none" / "PulumiPolicy.yaml").write_text("runtime: python\n")
    (folder / "packs" / "none" / "__main__.py").write_text("raise SystemExit('the pack of the change ran')\n")
    (program / "__main__.py").write_text(
        "import pulumi_alicloud as alicloud\n"
        "alicloud.ecs.EcsNetworkInterface('eni', vswitch_id='vsw-1', security_group_ids=['sg-1'])\n"
    )
    return folder


def test_base_settings_are_those_of_the_revision(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    checked = ("check", "dev", "--program", "infra", "--format", "json")
    done = run_offline(*checked, "--base-settings", "HEAD", folder=folder)
    assert (done.returncode, mandatory_rules(done.stdout)) == (1, ["few-enis"]), done.stderr
    options = ("--policy-pack", "packs/mixed", "--policy-pack-config", "strict.json", "--base-settings", "HEAD")
    done = run_offline(*checked, *options, folder=folder)
    assert (done.returncode, mandatory_rules(done.stdout)) == (1, ["few-enis"]), done.stderr


def test_base_settings_need_a_revision_of_a_repository(tmp_path: Path) -> None:
    program = write_program(tmp_path / "infra", PROGRAM)
    done = run_offline("check", "dev", "--base-settings", "HEAD", folder=program)
    assert done.returncode == 2
    assert done.stderr.startswith("alicloud-offline: --base-settings: . is in no git repository")
    git(tmp_path, "init", "--quiet")
    assert "--output=x" in run_offline("check", "dev", "--base-settings=--output=x", folder=program).stderr


KILL = """
for one in glob.glob("/proc/[0-9]*"):
    try: command = open(one + "/cmdline").read()
    except OSError: continue
    if "alicloud_offline" in command and int(one[6:]) != os.getpid():
        os.kill(int(one[6:]), signal.SIG)
try: os.kill(os.getppid(), signal.SIG)
except OSError: pass
time.sleep(1)
"""


@pytest.mark.parametrize("name", [pytest.param("SIGKILL"), pytest.param("SIGTERM", marks=pytest.mark.slow)])
def test_a_program_that_kills_the_check_is_not_green(tmp_path: Path, name: str) -> None:
    program = write_program(tmp_path, PROGRAM + KILL.replace("SIG)", f"{name})"))
    assert run_offline("check", "dev", folder=program).returncode not in (0, 143)


READ = """
for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/task/*/environ"):
    try: text = open(path, "rb").read()
    except OSError: continue
    if b"marker-of" + b"-the-check" in text:
        pulumi.CustomResource("alicloud:vpc/switch:Switch", "found", {"tokn": path})
"""


def test_the_environment_of_the_check_cannot_be_read(tmp_path: Path) -> None:
    program = write_program(tmp_path, HEAD + READ)
    variables = {"DEPLOY_TOKEN": "marker-of-the-check"}
    done = run_offline("check", "dev", "--format", "json", folder=program, variables=variables)
    assert (done.returncode, mandatory_rules(done.stdout)) == (0, []), done.stderr


LATER = """
if os.fork() == 0:
    os.setsid()
    while True:
        try:
            with open("report.json", "w") as file: file.write("{}")
        except OSError: pass
        time.sleep(0.01)
os.symlink("/etc/hostname", "linked.json")
os.mkfifo("pipe.json")
"""


def test_reports_are_written_after_the_program(tmp_path: Path) -> None:
    program = write_program(tmp_path, PROGRAM + LATER)
    done = run_offline("check", "dev", "--also", "json=report.json", folder=program)
    assert done.returncode == 1, done.stderr
    time.sleep(0.2)
    assert mandatory_rules((tmp_path / "report.json").read_text()) == ["unknown-property"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["linked.json", "pipe.json"])
def test_a_report_is_not_written_through_what_the_program_put_there(tmp_path: Path, name: str) -> None:
    program = write_program(tmp_path, PROGRAM + LATER)
    done = run_offline("check", "dev", "--also", f"json={name}", folder=program)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.mark.slow
def test_where_there_are_no_namespaces_the_report_says_so(tmp_path: Path) -> None:
    without = ["unshare", "-Ur", "sh", "-c", 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"', "sh"]
    if not shutil.which("unshare") or subprocess.run([*without, "true"], check=False, capture_output=True).returncode:
        pytest.skip("unshare cannot make a user namespace")
    program = write_program(tmp_path, PROGRAM + READ + LATER)
    command = [*without, sys.executable, "-m", "alicloud_offline", "check", "dev", "--also", "json=report.json"]
    done = subprocess.run(
        command,
        cwd=program,
        env={**os.environ, "DEPLOY_TOKEN": "marker-of-the-check"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    assert {one["urn"].rpartition("::")[2] for one in report["findings"]} == {"bad"}
    assert any("without namespaces" in one for one in report["notes"])


def started(program: Path, *more: str, stdout: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "alicloud_offline", "check", "dev", "--program", str(program), *more]
    return subprocess.Popen(command, cwd=CHECKOUT, stdout=stdout, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_a_closed_pipe_is_a_failure(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with started(write_program(tmp_path, PROGRAM), stdout=writing) as process:
        os.close(writing)
        _, errors = process.communicate()
    assert process.returncode == 2
    assert errors == "alicloud-offline: The report cannot be printed: Broken pipe.\n"


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_program_too(tmp_path: Path, number: int) -> None:
    program = write_program(tmp_path, HEAD + "open('begun', 'w').close()\nwhile True: open('alive', 'w').close()\n")
    with started(program, stdout=subprocess.PIPE) as process:
        while not (tmp_path / "begun").exists():
            time.sleep(0.05)
        process.send_signal(number)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (2, "alicloud-offline: Interrupted; no report is complete.\n")
    (tmp_path / "alive").unlink(missing_ok=True)
    time.sleep(0.2)
    assert not (tmp_path / "alive").exists()
