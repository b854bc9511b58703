"""Write the Pulumi schema of the components, components/schema.json: `python -m dev.tools.package_schema`."""

import json
import re

from alicloud_ipv6.plugin.schema import package_schema
from dev.tools import CHECKOUT

FILE = CHECKOUT / "components" / "schema.json"

# The plugin's own schema names the installed version of the alicloud SDK; the file names the lowest supported one.
_VERSION = re.compile(r'(/alicloud/v|"name": "alicloud",\s*"version": ")\d+\.\d+\.\d+')
_LOWEST = "4.0.0"


def schema_json() -> str:
    """Return the content of the file, which is the same with every version of the alicloud SDK."""
    text = json.dumps(package_schema(), indent=2, ensure_ascii=False) + "\n"
    return _VERSION.sub(lambda found: found[1] + _LOWEST, text)


if __name__ == "__main__":
    FILE.write_text(schema_json())
