"""The Mermaid diagram."""

import re
from dataclasses import replace

from alicloud_offline.report.formats import mermaid_diagram
from alicloud_offline.report.report_model import ReportedResource
from tests.offline.report.sample_reports import ENI, RESOURCES, STACK, failing_report


def test_the_picture_marks_what_offends_and_groups_components() -> None:
    diagram = mermaid_diagram.render(failing_report()).splitlines()
    assert 'n1["EcsNetworkInterface<br/>eni#124;1"]' in diagram
    assert diagram[1:4] == ['subgraph g0["Site site"]', 'n0["Network<br/>vpc"]', "end"]
    assert "n1 --> n0" in diagram
    assert "class n1 mandatory" in diagram
    assert all("Stack" not in line and "default_4" not in line for line in diagram)


def test_a_large_picture_shows_what_offends_and_its_neighbours() -> None:
    others = [ReportedResource(f"{ENI}{n}", "a:b:C", f"other{n}", STACK) for n in range(100)]
    diagram = mermaid_diagram.render(replace(failing_report(), resources=[*RESOURCES, *others]))
    assert re.findall(r'"([^"]+)"', diagram) == ["Site site", "Network<br/>vpc", "EcsNetworkInterface<br/>eni#124;1"]
