"""SARIF, validated against its schema by a third-party model."""

import json

from pydantic_sarif.model import (  # type: ignore[import-untyped]
    StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog,
)

from alicloud_offline.report.formats import sarif_format
from tests.offline.report.sample_reports import failing_report


def test_sarif_fits_its_schema_and_has_lines_levels_and_help() -> None:
    written = sarif_format.render(failing_report())
    SarifLog.model_validate_json(written)
    run = json.loads(written)["runs"][0]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("app/a,b.py", 9)
    assert (first["level"], second["level"]) == ("error", "warning")
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "Pulumi.yaml"
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert (rule["id"], rule["helpUri"]) == ("eni-has-group", "https://example.com/eni")
    assert "Add one." in rule["help"]["markdown"]
    assert rule["properties"]["security-severity"] == "7.5"


def test_sarif_names_the_same_finding_the_same_way() -> None:
    prints = [
        one["partialFingerprints"] for one in json.loads(sarif_format.render(failing_report()))["runs"][0]["results"]
    ]
    assert prints == [
        one["partialFingerprints"] for one in json.loads(sarif_format.render(failing_report()))["runs"][0]["results"]
    ]
    assert prints[0] != prints[1]
