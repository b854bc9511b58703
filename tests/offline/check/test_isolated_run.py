"""Programs that try to end, to leave or to outlive the process that the check runs them in.

Each either leaves a complete record, with the resource that breaks a policy in it, or none.
"""

import os
import time
from pathlib import Path

import pytest

from alicloud_offline.check.check_progress import CheckProgress
from alicloud_offline.check.isolated_run import Limits, run_isolated
from alicloud_offline.check.process_tree import children
from alicloud_offline.check.program_run import ProgramRun, Record
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.project_settings import load_settings
from tests.offline.check.sample_programs import write_program

HEAD = "import atexit, ctypes, glob, os, signal, subprocess, sys, threading, time\nimport pulumi\n"
BAD = 'pulumi.CustomResource("alicloud:vpc/switch:Switch", "bad", {"cidrBlok": "10.0.0.0/24"})\n'
DAEMON = """\
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(3, 100):
            if number != {kept}:
                try: os.close(number)
                except OSError: pass
        while True:
            with open("alive", "w") as file: file.write("x")
            time.sleep(0.05)
    os._exit(0)
"""


def run(folder: Path, source: str, limits: Limits | None = None) -> Record:
    program = write_program(folder, HEAD + source)
    settings = load_settings(program, "dev")
    return run_isolated(ProgramRun(settings, program), limits or Limits(seconds=60), CheckProgress())


def names(record: Record) -> set[str]:
    return {one.name for one in record.resources.values() if one.custom and "providers" not in one.urn}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(BAD + "os._exit(0)\n", id="exit"),
        pytest.param(
            "threading.Timer(0.2, os._exit, [0]).start()\n" + BAD + "time.sleep(30)\n",
            id="exit-in-thread",
            marks=pytest.mark.slow,
        ),
        pytest.param(BAD + "os.execv('/bin/true', ['true'])\n", id="exec", marks=pytest.mark.slow),
        pytest.param("if os.fork(): os._exit(0)\n" + BAD, id="fork"),
        pytest.param(BAD + "os.kill(os.getpid(), signal.SIGKILL)\n", id="kill", marks=pytest.mark.slow),
        pytest.param(BAD + "os.closerange(3, 4096)\n", id="close", marks=pytest.mark.slow),
        pytest.param(BAD + "raise KeyboardInterrupt\n", id="interrupt", marks=pytest.mark.slow),
        pytest.param(
            "class Own(BaseException): pass\n" + BAD + "raise Own\n", id="base-exception", marks=pytest.mark.slow
        ),
        pytest.param(BAD + "sys.exit(0)\n", id="sys-exit", marks=pytest.mark.slow),
        pytest.param(BAD + "import json; json.dumps = lambda *_, **__: '{}'\n", id="json", marks=pytest.mark.slow),
        pytest.param(
            BAD
            + "for number in range(3, 100):\n    try: os.write(number, b'c\\0\\0\\0\\2{}')\n    except OSError: pass\n",
            id="write-to-descriptors",
            marks=pytest.mark.slow,
        ),
        pytest.param(BAD + "ctypes.string_at(0)\n", id="crash", marks=pytest.mark.slow),
    ],
)
def test_an_incomplete_run_has_no_record(tmp_path: Path, source: str) -> None:
    with pytest.raises(OfflineError):
        run(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("threading.Thread(target=sys.exit, args=[0]).start()\n" + BAD, id="thread"),
        pytest.param("atexit.register(os._exit, 0)\n" + BAD, id="atexit", marks=pytest.mark.slow),
        pytest.param("atexit.register(os.kill, os.getpid(), 9)\n" + BAD, id="atexit-kill", marks=pytest.mark.slow),
        pytest.param(
            "os.setsid() if os.getpid() != os.getsid(0) else None\n" + BAD, id="session", marks=pytest.mark.slow
        ),
        pytest.param(
            BAD + "sys.stdout.close(); os.close(1); os.close(2)\n", id="closed-output", marks=pytest.mark.slow
        ),
        pytest.param(
            "sys.modules['alicloud_policies'] = None\n"
            "import alicloud_offline.check.schema_errors as judge\njudge.schema_errors = lambda _: []\n" + BAD,
            id="patched",
        ),
        pytest.param(BAD + "for _ in range(200): print('x' * 100_000)\n", id="flood", marks=pytest.mark.slow),
        pytest.param(
            BAD + "open('pyproject.toml', 'w').write('[tool.alicloud-offline]')\n",
            id="writes-its-folder",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_complete_run_has_what_it_registered(tmp_path: Path, source: str) -> None:
    assert names(run(tmp_path, source)) == {"bad"}


@pytest.mark.slow
@pytest.mark.parametrize("kept", [0, 3])
def test_a_detached_process_ends_with_the_run(tmp_path: Path, kept: int) -> None:
    before = children()
    assert names(run(tmp_path, DAEMON.format(kept=kept) + BAD + "time.sleep(0.3)\n")) == {"bad"}
    assert children() == before
    assert (tmp_path / "alive").exists()
    (tmp_path / "alive").unlink()
    time.sleep(0.2)
    assert not (tmp_path / "alive").exists()


@pytest.mark.slow
def test_an_endless_program_ends_at_the_limit(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(OfflineError, match="did not end in 2 s; raise --timeout"):
        run(tmp_path, DAEMON.format(kept=0) + BAD + "while True: pass\n", Limits(seconds=2))
    assert time.monotonic() - begun < 20


@pytest.mark.slow
def test_a_program_with_too_much_memory_fails(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="MemoryError"):
        run(tmp_path, BAD + "kept = bytearray(4_000_000_000)\n", Limits(seconds=60, mebibytes=3_000))


def test_output_is_marked_cut_and_without_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "print('::stop-commands::x'); print('\\x1b[2J##[error]y', file=sys.stderr)\nprint('x' * 2_000_000)\n")
    printed, shown = capfd.readouterr()
    assert printed == ""
    assert "program: : :stop-commands::x\n" in shown
    assert "program: \\x1b[2J# #[error]y\n" in shown
    assert "bytes of output are left out)\n" in shown
    assert len(shown) < 1_100_000
    assert all(line.startswith("program: ") for line in shown.splitlines())


def test_secrets_and_channels_are_not_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DEPLOY_TOKEN", "ALICLOUD_SECRET_KEY", "GITHUB_ENV", "GITHUB_STEP_SUMMARY", "ACTIONS_RUNTIME_URL"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("INDEX_URL", "https://user:pass@example.com")
    monkeypatch.setenv("SHOP_SIZE", "3")
    source = "for name in os.environ: pulumi.CustomResource('shop:index:Variable', name, {})\n"
    found = names(run(tmp_path, source))
    assert found & set(os.environ) >= {"PATH", "SHOP_SIZE"}
    assert not found & {
        "DEPLOY_TOKEN", "ALICLOUD_SECRET_KEY", "GITHUB_ENV", "GITHUB_STEP_SUMMARY", "ACTIONS_RUNTIME_URL", "INDEX_URL"
    }  # fmt: skip


def test_a_program_sees_no_other_process_and_writes_only_its_files(tmp_path: Path) -> None:
    protected = tmp_path.parent / f"{tmp_path.name}-pack"
    protected.mkdir()
    source = (
        "tried = ['/etc/alicloud-offline', sys.executable + '.new', " + repr(str(protected / "x")) + "]\n"
        "for path in tried:\n"
        "    try: open(path, 'w')\n"
        "    except OSError: continue\n"
        "    pulumi.CustomResource('shop:index:Written', path, {})\n"
        "if len(glob.glob('/proc/[0-9]*')) > 4: pulumi.CustomResource('shop:index:Seen', 'others', {})\n"
    )
    record = run(tmp_path, source, Limits(seconds=60, protected=[protected]))
    if record.unconfined:
        pytest.skip(f"no user namespaces: {record.unconfined}")
    assert names(record) == set()
