"""Run a copy of an example outside this repository, with the packages that a package manager installs."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dev.tools.sandbox_project import SandboxProject
from tests.engine.conftest import Deployment
from tests.examples.projects import CHECKOUT, EXAMPLES, clean_copy

_INSTALL_SECONDS = 900
_PROVIDER = "pulumi-resource-alicloud"
_SALT = "encryptionsalt"
_TRUST = CHECKOUT / "sandbox" / "trust"


@dataclass(frozen=True)
class Copied(SandboxProject):
    """A copy of an example's project in the folder; `library` is the plugin, `virtualenv` the Python environment."""

    library: Path | None = None
    virtualenv: Path | None = None

    def write(self, changes: Any = None) -> Path:  # noqa: ANN401 - as in the class above
        """Copy the project if need be, and write the stack's settings."""
        place = self.folder / self.name
        if not place.exists():
            clean_copy(self.source, place)
            self._adapt(place / "Pulumi.yaml")
        project = yaml.safe_load((place / "Pulumi.yaml").read_text())["name"]
        config = {key if ":" in key else f"{project}:{key}": value for key, value in (changes or {}).items()}
        kept = place / f"Pulumi.{self.stack}.yaml"
        before = (yaml.safe_load(kept.read_text()) or {}) if kept.exists() else {}
        salt = {_SALT: before[_SALT]} if _SALT in before else {}
        secrets = {key: one for key, one in (before.get("config") or {}).items() if isinstance(one, dict)}
        kept.write_text(yaml.safe_dump({**salt, "config": {**config, **secrets}}))
        return place

    def _adapt(self, file: Path) -> None:
        project = yaml.safe_load(file.read_text())
        if "packages" in project:
            project["packages"] = {"alicloud-ipv6": str(self.library)}
        if self.virtualenv:
            project["runtime"]["options"]["virtualenv"] = str(self.virtualenv)
        file.write_text(yaml.safe_dump(project, sort_keys=False))


@dataclass
class Consumer(Deployment):
    """A stack of an example in a folder; several can share the folder, and with it the sandbox."""

    library: Path | None = None
    virtualenv: Path | None = None

    @classmethod
    def of(cls, project: str, folder: Path, **given: Any) -> "Consumer":  # noqa: ANN401 - as the dataclass has them
        """The example's project, under the last part of its path."""
        return cls(folder, source=EXAMPLES / project, name=project.rpartition("/")[2], **given)

    def __post_init__(self) -> None:
        """Make the copy and the stack."""
        self.project = Copied(self.source, self.folder, self.stack, self.name, self.library, self.virtualenv)
        self.state = self.folder / "state.db"
        self.place = self.project.write(self.settings)

    def run(
        self, *command: str, check: bool = True, account: str = "", capture: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a command inside the sandbox, where nothing of this repository can be imported."""
        return super().run("env", f"PYTHONPATH={_TRUST}", *command, check=check, account=account, capture=capture)

    def set_secret(self, key: str, value: str) -> None:
        """`pulumi config set --secret`."""
        self.pulumi_alone("config", "set", "--secret", key, value, "--stack", self.stack)

    def install(self, *more: str) -> None:
        """`pulumi install`, with the network as it is: a sandbox has none."""
        command = [self.pulumi, "--non-interactive", "-C", str(self.place), "install", *more]
        outside(command, self.project.environment())

    def check_lifecycle(self) -> None:
        """Run `up`, a second `up` without a change, and a `refresh` without drift."""
        self.up()
        self.pulumi_run("up", "--yes", "--skip-preview", "--expect-no-changes")
        self.refresh("--expect-no-changes")

    def resources(self) -> list[dict[str, Any]]:
        """What the state holds."""
        text = self.pulumi_alone("stack", "export", "--stack", self.stack)
        return list(json.loads(text)["deployment"]["resources"])


def outside(command: list[str], more: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """Run a command that installs something, where nothing of this repository can be imported; return its output."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | (more or {})
    done = subprocess.run(
        command, env=environment, cwd=cwd, capture_output=True, text=True, check=False, timeout=_INSTALL_SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def make_environment(folder: Path) -> Path:
    """Return a new virtual environment with the wheels of the rules and the components, built from a clean copy."""
    source = clean_copy(CHECKOUT / "components", folder / "source")
    place, wheels = folder / "venv", folder / "wheels"
    pip = new_environment(place)
    outside([pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), str(source / "rules"), str(source)])
    shutil.rmtree(source)
    outside([pip, "install", "--quiet", *map(str, wheels.glob("*.whl"))])
    return place


def new_environment(place: Path) -> str:
    """Make a virtual environment and return its pip."""
    outside([sys.executable, "-m", "venv", str(place)])
    return str(place / "bin" / "pip")


def stand_in(stack: Consumer, version: str) -> None:
    """Let the installed alicloud provider act under another version, unless that one is installed, too.

    The engine uses a provider on PATH whatever version a program asks for.
    """
    if shutil.which(_PROVIDER):
        return
    versions = json.loads(outside([stack.pulumi, "plugin", "ls", "--json"]))
    if any(one["name"] == "alicloud" and one.get("version") == version for one in versions):
        return
    home = Path(os.environ.get("PULUMI_HOME", Path.home() / ".pulumi"))
    (installed, *_) = (home / "plugins").glob(f"resource-alicloud-v*/{_PROVIDER}")
    place = stack.folder / "providers"
    place.mkdir()
    (place / _PROVIDER).symlink_to(installed)
    stack.variables["PATH"] = f"{place}{os.pathsep}{os.environ['PATH']}"


def lacks(*tools: str) -> str:
    """Which of these programs are not on PATH; empty when all are."""
    return ", ".join(tool for tool in tools if shutil.which(tool) is None)
