"""Destinations of reports."""

import json
from pathlib import Path

import pytest

from alicloud_offline.offline_error import OfflineError
from alicloud_offline.report.report_outputs import ReportOutputs
from tests.offline.report.sample_reports import failing_report


def test_files_are_relative_to_the_first_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    outputs = ReportOutputs.of("json", Path("out/report.json"), [("github", Path("commands"))])
    monkeypatch.chdir("/")
    outputs.write(failing_report())
    assert json.loads((tmp_path / "out" / "report.json").read_text())["project"] == "shop"
    assert (tmp_path / "commands").read_text().startswith("::error ")
    assert capsys.readouterr().out.startswith("shop/dev: 4 resources\n")


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OfflineError, match=r"The report cannot be written to .*/file/report.json"):
        ReportOutputs.of("json", tmp_path / "file" / "report.json", []).write(failing_report())


@pytest.mark.parametrize(
    ("no_color", "term", "coloured"), [("", "xterm", True), ("1", "xterm", False), ("", "dumb", False)]
)
def test_a_terminal_gets_colours_unless_no_color_is_set_or_it_has_none(
    no_color: str, term: str, coloured: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    ReportOutputs.of("text", None, []).write(failing_report())
    assert ("\x1b[" in capsys.readouterr().out) is coloured
