"""Markdown for pull requests."""

from dataclasses import replace

from alicloud_offline.report.formats import markdown_format
from alicloud_offline.report.report_model import ADVISORY, Finding, ReportedResource
from tests.offline.report.sample_reports import ENI, RESOURCES, STACK, failing_report, passing_report


def test_markdown_has_verdicts_exemptions_and_a_picture() -> None:
    written = markdown_format.render(failing_report())
    assert "| **mandatory** | [eni-has-group](https://example.com/eni) | EcsNetworkInterface eni\\|1" in written
    assert "It is in no &lt;group&gt; \\| 'none' &amp; \\*nothing\\*." in written
    assert "| eni-same-vpc | web-\\* | moving | net | 2030-01-31 |" in written
    assert "```mermaid\nflowchart LR" in written
    assert markdown_format.render(passing_report()).startswith("### ✅")


def test_markdown_stays_short_whatever_there_is() -> None:
    findings = [Finding(f"rule-{number}", "net", ADVISORY, STACK, "word " * 500) for number in range(1000)]
    resources = [ReportedResource(f"{ENI}{n}", "a:b:C", f"eni{n}", STACK, (ENI,)) for n in range(5000)]
    written = markdown_format.render(replace(failing_report(), findings=findings, resources=[*RESOURCES, *resources]))
    assert "and 980 more." in written
    assert len(written) < 20_000
