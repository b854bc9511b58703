"""GitHub workflow commands."""

from alicloud_offline.report.formats import github_format
from tests.offline.report.sample_reports import failing_report


def test_github_commands_are_escaped() -> None:
    error, warning, counts = github_format.render(failing_report()).splitlines()
    assert error.startswith("::error file=app/a%2Cb.py,line=9,title=eni-has-group::EcsNetworkInterface eni|1: It is")
    assert warning == "::warning title=few-enis::the stack: 3 ENIs: 50%25 too many,%0Aat most 2."
    assert counts.startswith("violated: 1 mandatory, 1 advisory")
