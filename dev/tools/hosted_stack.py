"""Run the Pulumi CLI on a program in YAML, which uses the components of this checkout through the plugin.

The plugin runs in the environment of this process, so that nothing is installed.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from alicloud_ipv6.version import PACKAGE
from dev.tools import CHECKOUT
from dev.tools.sandbox_project import SandboxProject
from dev.tools.sandbox_stack import SandboxStack

_SERVED = ("__main__.py", "schema.json", "alicloud_ipv6", "rules")


class HostedProject(SandboxProject):
    """The project in `source`, with the plugin of this checkout."""

    def write(self, changes: Mapping[str, Any] | None = None) -> Path:
        """Write the project folder and the plugin's, and return the former; `changes` are the stack's settings."""
        place = self.folder / self.name
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        project = yaml.safe_load((self.source / "Pulumi.yaml").read_text())
        project["plugins"] = {"providers": [{"name": PACKAGE, "path": str(self._plugin())}]}
        (place / "Pulumi.yaml").write_text(yaml.safe_dump(project, sort_keys=False))
        self.write_settings(place, {"config": dict(changes or {})})
        return place

    def _plugin(self) -> Path:
        place = self.folder / "plugin"
        if not place.exists():
            place.mkdir()
            for name in _SERVED:
                (place / name).symlink_to(CHECKOUT / "components" / name)
            runtime = {"name": "python", "options": {"virtualenv": sys.prefix}}
            (place / "PulumiPlugin.yaml").write_text(yaml.safe_dump({"runtime": runtime}))
        return place


@dataclass
class HostedStack(SandboxStack):
    """A stack of the program in YAML in `source`."""

    def __post_init__(self) -> None:
        """Use the plugin."""
        super().__post_init__()
        self.project = HostedProject(self.source, self.folder, self.stack, self.name)
