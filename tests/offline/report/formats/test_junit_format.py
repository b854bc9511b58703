"""JUnit XML, parsed by a third-party library."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped

from alicloud_offline.report.formats import junit_format
from alicloud_offline.report.report_model import ADVISORY, Finding
from tests.offline.report.sample_reports import ENI, failing_report


def test_junit_is_read_with_its_counts() -> None:
    xml = JUnitXml.fromstring(junit_format.render(failing_report()).encode())
    suites = {suite.name: suite for suite in xml}
    assert (suites["net"].tests, suites["net"].failures, suites["net"].skipped) == (3, 1, 1)
    results = {case.name: case.result for case in suites["net"]}
    (failure,) = results["eni-has-group: EcsNetworkInterface eni|1"]
    assert isinstance(failure, Failure) and "no <group>" in failure.message
    assert isinstance(results["few-enis: the stack"][0], Skipped)
    assert results["quiet"] == []
    assert suites["other"].skipped == 1


@given(st.text())
def test_junit_is_xml_whatever_a_message_holds(message: str) -> None:
    written = junit_format.render(replace(failing_report(), findings=[Finding("a", "net", ADVISORY, ENI, message)]))
    assert JUnitXml.fromstring(written.encode())
