"""Write the Pulumi schema of the components, components/schema.json: `python -m dev.tools.package_schema`.

It is the inferred schema, with the examples of docs/snippets.yaml in every language, and with what
components/pyproject.toml says about the package. A `[project.urls]` table there, once the project has an address, may
have the keys Homepage, Repository, Logo and Plugin.
"""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from alicloud_ipv6.plugin.schema import package_schema
from dev.tools import CHECKOUT
from dev.tools.snippets import LANGUAGES, snippet

FILE = CHECKOUT / "components" / "schema.json"
SNIPPETS = CHECKOUT / "docs" / "snippets.yaml"

_URLS = {"homepage": "Homepage", "repository": "Repository", "logoUrl": "Logo", "pluginDownloadURL": "Plugin"}


def schema_json() -> str:
    """Return the content of the file."""
    project = tomllib.loads((CHECKOUT / "components" / "pyproject.toml").read_text())["project"]
    schema = with_examples(package_schema(), yaml.safe_load(SNIPPETS.read_text()))
    return json.dumps({**schema, **about(project)}, indent=2, ensure_ascii=False) + "\n"


def about(project: Mapping[str, Any]) -> dict[str, str]:
    """Return what the project's metadata say about the package."""
    urls = project.get("urls", {})
    found = {"license": project["license"], "publisher": project["authors"][0]["name"]}
    return found | {key: urls[name] for key, name in _URLS.items() if name in urls}


def with_examples(schema: dict[str, Any], uses: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema with an example in the description of each resource; an SDK keeps that of its language."""
    described = {
        token: {**one, "description": one["description"] + _example(schema, name, uses[name])}
        for token, one in schema["resources"].items()
        for name in [token.rpartition(":")[2]]
    }
    return {**schema, "resources": described}


def _example(schema: dict[str, Any], name: str, use: Mapping[str, Any]) -> str:
    blocks = [f"```{one[1]}\n{snippet(schema, one, name, use)}\n```" for one in LANGUAGES]
    inner = "\n\n".join(["{{% example %}}", *blocks, "{{% /example %}}"])
    return f"\n\n{{{{% examples %}}}}\n\n## Example Usage\n\n{inner}\n\n{{{{% /examples %}}}}"


if __name__ == "__main__":
    FILE.write_text(schema_json())
