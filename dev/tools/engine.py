"""Finds the Pulumi CLI and its alicloud provider, or has them installed by Pulumi's own installer."""

import json
import os
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

_INSTALLER = "https://get.pulumi.com"
_CONNECT_SECONDS = 10
_INSTALL_SECONDS = 900


def cli() -> Path | None:
    """The Pulumi CLI on PATH or where its installer puts it."""
    home = Path(os.environ.get("PULUMI_HOME", Path.home() / ".pulumi"))
    found = shutil.which("pulumi") or shutil.which("pulumi", path=str(home / "bin"))
    return Path(found) if found else None


def install_cli() -> Path | None:
    """Run the official installer; None when it cannot be reached from here."""
    print(f"There is no Pulumi CLI on PATH; trying its installer, {_INSTALLER}.", flush=True)
    fetch = ["curl", "-fsSL", "--connect-timeout", str(_CONNECT_SECONDS), _INSTALLER]
    try:
        script = subprocess.run(fetch, capture_output=True, check=True, timeout=_INSTALL_SECONDS)
        subprocess.run(["sh"], input=script.stdout, check=True, timeout=_INSTALL_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return None
    return cli()


def has_provider(pulumi: Path, *, install: bool = False) -> bool:
    """Whether the alicloud provider that fits the installed SDK is in the plugin cache; ``install`` fetches it."""
    wanted = version("pulumi_alicloud")
    listing = subprocess.run([pulumi, "plugin", "ls", "--json"], capture_output=True, check=False, text=True)
    plugins = json.loads(listing.stdout or "[]")
    if any(plugin["name"] == "alicloud" and plugin.get("version") == wanted for plugin in plugins):
        return True
    if not install:
        return False
    fetch = [str(pulumi), "plugin", "install", "resource", "alicloud", f"v{wanted}"]
    return subprocess.run(fetch, check=False, timeout=_INSTALL_SECONDS).returncode == 0
