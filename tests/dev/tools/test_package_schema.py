"""The schema that is checked in: that of the components, with examples and what the project says of itself."""

import json
import re
from typing import Any

import pytest

from dev.tools.package_schema import FILE, about, schema_json
from dev.tools.snippets import LANGUAGES

SCHEMA: dict[str, Any] = json.loads(FILE.read_text())


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text() == schema_json(), "run: make docs (python -m dev.tools.package_schema)"


def test_it_says_who_publishes_it() -> None:
    assert {key: SCHEMA[key] for key in ("license", "publisher")} == {
        "license": "Apache-2.0",
        "publisher": "the pulumi-alicloud-ipv6 authors",
    }


def test_addresses_come_from_the_projects_metadata() -> None:
    """The project has no address yet, so the file has none."""
    urls = {"Homepage": "https://h", "Repository": "https://r", "Logo": "https://l", "Plugin": "git://p", "Issues": "x"}
    assert about({"license": "MIT", "authors": [{"name": "me"}], "urls": urls}) == {
        "license": "MIT",
        "publisher": "me",
        "homepage": "https://h",
        "repository": "https://r",
        "logoUrl": "https://l",
        "pluginDownloadURL": "git://p",
    }


def test_every_language_has_its_settings() -> None:
    assert SCHEMA["language"].keys() == {"csharp", "go", "java", "nodejs", "python"}
    assert SCHEMA["language"]["go"]["importBasePath"].endswith("/sdk/go/alicloudipv6")


@pytest.mark.parametrize("token", SCHEMA["resources"])
def test_a_description_has_the_example_in_every_language(token: str) -> None:
    text = SCHEMA["resources"][token]["description"]
    before, _, example = text.partition("{{% examples %}}")
    assert before.strip()
    assert "```" not in before
    assert re.findall(r"^```(\w+)$", example, re.MULTILINE) == [fence for _, fence in LANGUAGES]
    assert example.rstrip().endswith("{{% /examples %}}")
