"""The schema that is checked in is the one that the plugin has."""

import json
import re

import pytest

from dev.tools import package_schema
from dev.tools.package_schema import FILE, schema_json


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text() == schema_json(), "run: python -m dev.tools.package_schema"


def test_another_version_of_the_sdk_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = re.sub(r"4\.0\.0", "4.7.1", schema_json())
    assert "/alicloud/v4.7.1/schema.json#" in newer
    monkeypatch.setattr(package_schema, "package_schema", lambda: json.loads(newer))
    assert schema_json() == FILE.read_text()
