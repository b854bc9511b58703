"""The recorded states of every release that this checkout has."""

import json
from dataclasses import dataclass
from typing import Any

from dev.tools.recorded_states import RECORDED, STACKS, RecordedStack


@dataclass(frozen=True)
class Recording:
    """One stack's state at one release."""

    version: str
    stack: RecordedStack

    def __str__(self) -> str:
        """As tests are named."""
        return f"{self.version}-{self.stack.name}"

    def state(self) -> dict[str, Any]:
        """The state, as `pulumi stack import` takes it."""
        return dict(json.loads(self.stack.file(RECORDED / self.version).read_text()))


VERSIONS = sorted(folder.name for folder in RECORDED.iterdir() if folder.is_dir())
RECORDINGS = [
    Recording(version, stack) for version in VERSIONS for stack in STACKS if stack.file(RECORDED / version).exists()
]
"""A release has the stacks that there were at its time."""

IN_PYTHON = [one for one in RECORDINGS if not one.stack.hosted]
"""Those of programs that run without the plugin, and without an engine."""

CUSTOM = ("(pulumi-python:dynamic/", "(alicloud-ipv6:index:Ipv6A")
"""How the package's own resources are named in a line of a preview: dynamic ones, and those that the plugin serves."""


def current_urn(urn: str) -> str:
    """Return the URN that the current code gives to a resource of a recorded state: in 0.1.0, a site was a half."""
    return urn.replace("::half-", "::site-")
