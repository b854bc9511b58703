"""Whole runs on a sandbox: to their end, interrupted, and killed; nothing is left in any of them.

Not proved here: that the real service deletes as the sandbox does.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from alicloud_sandbox.cli.evidence import ASSUMED, items
from alicloud_sandbox.sandbox import Sandbox
from dev.tools import CHECKOUT
from dev.verify_cloud.not_probed import NOT_PROBED
from dev.verify_cloud.records import Record
from tests.waiting import until

pytestmark = pytest.mark.slow

EVERYTHING = ("--instances", "--other-account", "1000000000000002")
FEW = ("--only", "second_egress_only_rule", "--only", "attached_policy", "--only", "key_pair_codes")


@contextmanager
def run(sandbox: Sandbox, folder: Path, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """A run on this sandbox, which is killed at the end of the block."""
    fixed = ["--target", "sandbox", "--yes", "--output", str(folder / "observed.json"), "--folder", str(folder)]
    with subprocess.Popen(
        [sys.executable, "-m", "dev.verify_cloud", *fixed, "--pause", "0.2", *options],
        cwd=CHECKOUT,
        env={**os.environ, **sandbox.environment()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def read_until(process: "subprocess.Popen[str]", start: str) -> None:
    assert process.stdout
    seen = []
    for line in process.stdout:
        seen.append(line)
        if line.startswith(start):
            return
    raise AssertionError("".join(seen))


def records(folder: Path) -> list[Record]:
    return [Record(folder, file.stem) for file in folder.glob("verify-*.json")]


def processes_of(run_id: str) -> Sequence[int]:
    """The processes that name a run on their command line."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes().split(b"\0")
        except OSError:
            continue
        if run_id.encode() in words:
            found.append(int(file.parent.name))
    return found


def test_a_whole_run_tries_every_assumption_and_leaves_nothing(alicloud_sandbox: Sandbox, tmp_path: Path) -> None:
    with run(alicloud_sandbox, tmp_path, *EVERYTHING) as process:
        output, _ = process.communicate(timeout=300)
    assert process.returncode == 0, output
    written = json.loads((tmp_path / "observed.json").read_text())
    assert written["target"] == "a sandbox"
    assumed = {item.key for item in items() if item.source == ASSUMED}
    assert set(written["items"]) | set(NOT_PROBED) == assumed
    assert written["not_observed"] == dict(NOT_PROBED)
    for key, one in written["items"].items():
        code = key.partition(": refusal ")[2]
        assert code in one["sandbox"], key
    assert "1000000000000001" not in json.dumps(written), "an account has no place in a file that is published"
    assert alicloud_sandbox.resources() == {}
    assert records(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_half_way_leaves_nothing(
    alicloud_sandbox: Sandbox, tmp_path: Path, number: signal.Signals
) -> None:
    with run(alicloud_sandbox, tmp_path, *FEW) as process:
        read_until(process, "second_egress_only_rule:")
        assert len(alicloud_sandbox.resources()["vpc"]) == 1
        process.send_signal(number)
        process.wait(timeout=60)
    until(lambda: not records(tmp_path), "the end of the cleaner")
    assert alicloud_sandbox.resources() == {}
    assert not (tmp_path / "observed.json").exists()


def test_the_next_run_deletes_what_a_killed_cleaner_left(alicloud_sandbox: Sandbox, tmp_path: Path) -> None:
    with run(alicloud_sandbox, tmp_path, *FEW) as process:
        read_until(process, "second_egress_only_rule:")
        (record,) = records(tmp_path)
        (cleaner,) = processes_of(record.run)
        os.kill(cleaner, signal.SIGKILL)
        process.kill()
        process.wait(timeout=60)
    assert alicloud_sandbox.resources()["vpc"]
    with run(alicloud_sandbox, tmp_path, "--only", "unknown_status") as process:
        output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    assert f"First, what earlier runs left is deleted: {record.run}." in output
    assert "deleted VPC" in output
    assert alicloud_sandbox.resources() == {}


def test_a_run_of_another_machine_is_cleaned_by_its_id_only(alicloud_sandbox: Sandbox, tmp_path: Path) -> None:
    with run(alicloud_sandbox, tmp_path, *FEW) as process:
        read_until(process, "second_egress_only_rule:")
        (record,) = records(tmp_path)
        (cleaner,) = processes_of(record.run)
        os.kill(cleaner, signal.SIGKILL)
    record.remove()
    with run(alicloud_sandbox, tmp_path, "--only", "unknown_status") as process:
        output, _ = process.communicate(timeout=120)
    assert f"{record.run} began 0 minutes ago, perhaps on another machine; it stays." in output
    assert alicloud_sandbox.resources()["vpc"]
    with run(alicloud_sandbox, tmp_path, "--clean", record.run) as process:
        output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    assert alicloud_sandbox.resources() == {}
