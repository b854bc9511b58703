"""The command line: wrong arguments, and the packages that each command needs."""

from pathlib import Path

import pytest

from tests.offline.check.sample_programs import PROGRAMS, write_program
from tests.offline.run_offline import MIXED, run_offline

_WITHOUT_EXTRA = (
    "-c",
    "import sys; sys.modules.update(alicloud_sandbox=None, alicloud_ipv6=None)\n"
    "from alicloud_offline.offline_command import main; sys.exit(main())",
)


def test_check_does_not_need_the_extra_up(tmp_path: Path) -> None:
    program = write_program(tmp_path, PROGRAMS["good"])
    done = run_offline("check", "dev", "--policy-pack", str(MIXED), folder=program, python=_WITHOUT_EXTRA)
    assert done.returncode == 0, done.stderr


def test_up_names_the_missing_packages_of_its_extra() -> None:
    done = run_offline("up", "dev", python=_WITHOUT_EXTRA)
    assert done.returncode == 2
    needed = "needs alicloud-sandbox and pulumi-alicloud-ipv6; install the extra `up`."
    assert done.stderr == f"alicloud-offline: `alicloud-offline up` {needed}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "prod"), "does not exist"),
        (("check", "dev", "--policy-pack", "nowhere"), "PulumiPolicy.yaml"),
        (("check", "dev", "--policy-pack", str(MIXED), "--policy-pack-config", "none.json"), "none.json"),
        (("check", "dev", "--policy-pack", str(MIXED), "--also", "json=/proc/none/x"), "cannot be written"),
        (("report", "nowhere.json"), "nowhere.json cannot be read"),
    ],
)
def test_a_wrong_command_fails_with_one_sentence(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run_offline(*arguments, folder=write_program(tmp_path, PROGRAMS["good"]))
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr and done.stderr.startswith("alicloud-offline: ")


@pytest.mark.parametrize("also", ["yaml=x", "json", "json="])
def test_a_wrong_format_is_refused(also: str) -> None:
    done = run_offline("check", "dev", "--also", also)
    assert done.returncode == 2
    assert "expected FORMAT=FILE, FORMAT one of text, json, markdown, sarif, junit, github" in done.stderr


def test_report_reads_the_engines_events() -> None:
    events = Path(__file__).with_name("report") / "events" / "event-log.jsonl"
    done = run_offline("report", str(events), "--format", "junit")
    assert done.returncode == 1
    assert 'name="small-block: Switch wide"' in done.stdout
