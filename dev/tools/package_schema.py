"""The components' Pulumi schema, components/schema.json: `python -m dev.tools.package_schema` brings it up to date."""

import argparse
import json
import re
from pathlib import Path

from alicloud_ipv6.plugin.schema import package_schema

FILE = Path(__file__).parents[2] / "components" / "schema.json"

# What the plugin itself says is the version installed beside it; the file names the lowest one of the declared range.
_VERSION = re.compile(r'(/alicloud/v|"name": "alicloud",\s*"version": ")\d+\.\d+\.\d+')
_LOWEST = "4.0.0"


def written() -> str:
    """Return the text of the file, the same with every version of the alicloud SDK."""
    text = json.dumps(package_schema(), indent=2, ensure_ascii=False) + "\n"
    return _VERSION.sub(lambda found: found[1] + _LOWEST, text)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(
        prog="python -m dev.tools.package_schema",
        description="Write components/schema.json, from which SDKs in other languages can be generated.",
        epilog="example: python -m dev.tools.package_schema && git diff --stat components/schema.json",
    )
    parser.parse_args()
    FILE.write_text(written())


if __name__ == "__main__":
    main()
