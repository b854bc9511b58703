"""What the request log says about changes."""

from pathlib import Path

from dev.soak.changes import ChangeLog, changes_in

CREATED = "2026-11-28T02:37:10Z account=user action=Vpc.CreateVpc ids=vpc-1 result=200/OK ms=4.1\n"
LISTED = "2026-11-28T02:37:10Z account=user action=Vpc.DescribeVpcs ids=- result=200/OK ms=4.1\n"
ASSUMED = "2026-11-28T02:37:10Z account=user action=Sts.AssumeRole ids=- result=200/OK ms=4.1\n"
REFUSED = "2026-11-28T02:37:10Z account=user action=Vpc.DeleteVpc ids=vpc-1 result=400/DependencyViolation ms=4.1\n"


def test_only_acknowledged_changes_count() -> None:
    assert changes_in(f"ready on 127.0.0.1:1\n{LISTED}{CREATED}{ASSUMED}{REFUSED}{CREATED}") == ["Vpc.CreateVpc"] * 2


def test_each_line_is_read_once_and_only_when_it_is_complete(tmp_path: Path) -> None:
    file = tmp_path / "state.log"
    log = ChangeLog(file)
    assert log.new() == []
    file.write_text(CREATED + CREATED[:60])
    assert log.new() == ["Vpc.CreateVpc"]
    file.write_text(CREATED + CREATED)
    assert log.new() == ["Vpc.CreateVpc"]
    assert log.new() == []


def test_what_was_there_before_does_not_count(tmp_path: Path) -> None:
    file = tmp_path / "state.log"
    file.write_text(CREATED)
    assert ChangeLog(file).new() == []
