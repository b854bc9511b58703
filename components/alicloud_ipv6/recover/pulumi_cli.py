"""The commands of the Pulumi CLI that a recovery needs."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .file_backend import remove_cut_off_metadata

_LONGEST_ERROR = 2000


class PulumiError(Exception):
    """The CLI is missing or failed; the message ends with what it said."""


class PulumiCli:
    """Runs `pulumi` for one stack, in the folder of its project."""

    def __init__(self, stack: str, folder: str = ".") -> None:
        """Take the stack's name, as `pulumi stack ls` shows it, and the folder of its project."""
        self.stack = stack
        self._folder = folder

    def repair(self) -> list[Path]:
        """Repair a backend of files that a killed CLI has left unreadable; return what was removed."""
        return remove_cut_off_metadata(str(json.loads(self._run("whoami", "--json")).get("url") or ""))

    def cancel(self) -> None:
        """Release the lock that a killed update has left on this stack."""
        self._run("cancel", "--yes", "--stack", self.stack)

    def export(self, stack: str = "", secrets: bool = False) -> dict[str, Any]:
        """Return the state of this stack, or of another one; its secrets stay encrypted unless `secrets` is set."""
        shown = ("--show-secrets",) if secrets else ()
        return dict(json.loads(self._run("stack", "export", *shown, "--stack", stack or self.stack)))

    def stacks(self) -> list[str]:
        """Return the full names of all stacks in the backend."""
        return [str(stack["name"]) for stack in json.loads(self._run("stack", "ls", "--all", "--json"))]

    def replace_state(self, export: Mapping[str, Any]) -> None:
        """Replace the stack's state by an export; the CLI checks that it is consistent."""
        self._run("stack", "import", "--stack", self.stack, given=json.dumps(export))

    def refresh(self) -> None:
        """Read every resource of the stack again."""
        self._run("refresh", "--yes", "--skip-preview", "--stack", self.stack)

    def _run(self, *arguments: str, given: str = "") -> str:
        pulumi = shutil.which("pulumi")
        if not pulumi:
            raise PulumiError("The Pulumi CLI is not on PATH; install it, then run this command again.")
        command = [pulumi, "--non-interactive", "-C", self._folder, *arguments]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip())[-_LONGEST_ERROR:]
            raise PulumiError(f"`pulumi {' '.join(arguments[:2])}` failed: {said}")
        return done.stdout
