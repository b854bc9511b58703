"""Order, counts and lookups of a report."""

from dataclasses import replace

from alicloud_offline.report.report_model import Report, SourceLine, describe
from tests.offline.report.sample_reports import ENI, FINDINGS, STACK, failing_report, passing_report


def test_the_worst_comes_first_and_nothing_twice() -> None:
    found = Report("shop", "dev", findings=[*FINDINGS, *FINDINGS]).findings
    assert [one.rule for one in found] == ["eni-has-group", "few-enis"]


def test_only_strict_refuses_what_is_advisory() -> None:
    assert failing_report().failed(strict=False)
    advisory = replace(failing_report(), findings=FINDINGS[:1])
    assert (advisory.failed(strict=False), advisory.failed(strict=True)) == (False, True)
    assert not passing_report().failed(strict=True)


def test_the_stack_counts_and_default_providers_do_not() -> None:
    assert failing_report().resource_count == 4


def test_a_finding_has_the_line_of_its_resource() -> None:
    found = failing_report()
    assert found.source_of(found.findings[0]) == SourceLine("app/a,b.py", 9)
    assert found.source_of(found.findings[1]) is None


def test_resources_are_described_by_kind_and_name() -> None:
    assert describe(ENI) == "EcsNetworkInterface eni|1"
    assert describe(STACK) == describe("") == "the stack"
