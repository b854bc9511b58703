"""Find or install the Pulumi CLI and its alicloud provider."""

import json
import os
import shutil
import subprocess
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

_INSTALLER = "https://get.pulumi.com"
_CONNECT_SECONDS = 10
_INSTALL_SECONDS = 900
_LIST_SECONDS = 60
_PROVIDER = "pulumi-resource-alicloud"


def find_cli() -> Path | None:
    """Return the Pulumi CLI on PATH or in the folder of Pulumi's installer."""
    home = Path(os.environ.get("PULUMI_HOME", Path.home() / ".pulumi"))
    found = shutil.which("pulumi") or shutil.which("pulumi", path=str(home / "bin"))
    return Path(found) if found else None


def install_cli() -> Path | None:
    """Run Pulumi's installer and return the CLI; None if the installer fails."""
    print(f"No Pulumi CLI on PATH; trying its installer, {_INSTALLER}.", flush=True)
    download = ["curl", "-fsSL", "--connect-timeout", str(_CONNECT_SECONDS), _INSTALLER]
    try:
        script = subprocess.run(download, capture_output=True, check=True, timeout=_INSTALL_SECONDS)
        subprocess.run(["sh"], input=script.stdout, check=True, timeout=_INSTALL_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return None
    return find_cli()


def has_provider(pulumi: Path, *, install: bool = False) -> bool:
    """Return whether the engine finds the alicloud provider: on PATH, or in the plugin cache in the SDK's version."""
    if shutil.which(_PROVIDER):
        return True
    wanted = version("pulumi_alicloud")
    listing = subprocess.run(
        [pulumi, "plugin", "ls", "--json"], capture_output=True, check=False, text=True, timeout=_LIST_SECONDS
    )
    plugins = json.loads(listing.stdout or "[]")
    if any(plugin["name"] == "alicloud" and plugin.get("version") == wanted for plugin in plugins):
        return True
    if not install:
        return False
    command = [str(pulumi), "plugin", "install", "resource", "alicloud", f"v{wanted}"]
    with suppress(subprocess.TimeoutExpired):
        return subprocess.run(command, check=False, timeout=_INSTALL_SECONDS).returncode == 0
    return False


def find_engine(*, install: bool = False) -> Path | None:
    """Return the Pulumi CLI if the alicloud provider is there, too; `install` installs what is missing."""
    pulumi = find_cli() or (install_cli() if install else None)
    return pulumi if pulumi and has_provider(pulumi, install=install) else None


def missing_part() -> str:
    """Return which part of the engine is missing and how to install it."""
    pulumi = find_cli()
    if pulumi is None:
        return "no Pulumi CLI is on PATH or in ~/.pulumi/bin (https://www.pulumi.com/docs/install)"
    command = f"pulumi plugin install resource alicloud v{version('pulumi_alicloud')}"
    return f"{pulumi} has no alicloud provider; install it with: {command} (from a file: --file TARBALL)"
