"""Generate a Pulumi project folder for the sandbox.

It has the same program and settings as the source, and a separate backend. So the files that the engine writes beside
a project, such as the salt of its secrets, stay out of the checkout.
"""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_SALT = "encryptionsalt"


@dataclass(frozen=True)
class SandboxProject:
    """The project in `source`, copied to the folder `name` among the files of the sandbox in `folder`."""

    source: Path
    folder: Path
    stack: str
    name: str = "project"

    def write(self, changes: Mapping[str, Any] | None = None) -> Path:
        """Update the project folder from the source and return it; `changes` override the stack's settings."""
        place = self.folder / self.name
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        project = yaml.safe_load((self.source / "Pulumi.yaml").read_text())
        project["main"] = os.path.relpath(self.source, place)
        project["runtime"].setdefault("options", {})["virtualenv"] = sys.prefix
        (place / "Pulumi.yaml").write_text(yaml.safe_dump(project, sort_keys=False))
        settings = yaml.safe_load((self.source / f"Pulumi.{self.stack}.yaml").read_text()) or {}
        settings["config"] = {**(settings.get("config") or {}), **(changes or {})}
        self.write_settings(place, settings)
        return place

    def write_settings(self, place: Path, settings: dict[str, Any]) -> None:
        """Write the stack's settings; the salt of its secrets stays."""
        kept = place / f"Pulumi.{self.stack}.yaml"
        if kept.exists() and _SALT in (before := yaml.safe_load(kept.read_text()) or {}):
            settings[_SALT] = before[_SALT]
        kept.write_text(yaml.safe_dump(settings, sort_keys=False))

    def environment(self) -> dict[str, str]:
        """Return the engine's environment variables: a file backend, and a passphrase generated for this sandbox."""
        backend = self.folder / "pulumi"
        backend.mkdir(mode=0o700, parents=True, exist_ok=True)
        passphrase = self.folder / "passphrase"
        if not passphrase.exists():
            passphrase.touch(mode=0o600)
            passphrase.write_text(secrets.token_urlsafe(24))
        return {
            "PULUMI_BACKEND_URL": backend.as_uri(),
            "PULUMI_CONFIG_PASSPHRASE_FILE": str(passphrase),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
        }
