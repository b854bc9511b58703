"""The plugin that hosts the components for programs in other languages; the engine starts it."""

import sys
from pathlib import Path

import pulumi

_FOLDER = Path(__file__).parent
sys.path.insert(0, str(_FOLDER / "rules"))  # requirements.txt installs neither the components nor the rules

try:
    from alicloud_ipv6.plugin.server import serve
except pulumi.RunError as error:
    sys.exit(str(error))

serve(_FOLDER / "schema.json")
