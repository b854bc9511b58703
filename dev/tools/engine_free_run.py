"""Record and remove what `alicloud-offline up` created for a stack, because no engine's state names it."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from dev.tools.sandbox_stack import SandboxStack, StackError

_SANDBOX = (sys.executable, "-m", "alicloud_sandbox")
RESET = ".venv/bin/alicloud-sandbox reset"


@dataclass(frozen=True)
class EngineFreeRun:
    """The ids of the resources that runs without the engine created for a stack, in a file among the sandbox's."""

    stack: SandboxStack

    @property
    def file(self) -> Path:
        """The file with the ids; it exists while resources of such a run may exist."""
        return self.stack.folder / f"{self.stack.stack}.engine-free.json"

    def recorded(self) -> set[str]:
        """Return the recorded ids; empty without a record."""
        return set(json.loads(self.file.read_text())) if self.file.exists() else set()

    def existing(self) -> set[str]:
        """Return the ids of everything that exists in the sandbox."""
        accounts = json.loads(self.stack.execute([*_SANDBOX, "show", "--json"]).stdout)
        return {row["id"] for kinds in accounts.values() for rows in kinds.values() for row in rows}

    def record(self, before: set[str]) -> None:
        """Add what exists now and did not exist `before`; drop what is gone."""
        existing = self.existing()
        self.file.write_text(json.dumps(sorted((self.recorded() & existing) | (existing - before))))

    def remove(self) -> None:
        """Delete the recorded resources; raise StackError when the sandbox has others, too.

        Only a reset forgets the client tokens of the run, and a reset deletes everything.
        """
        recorded, existing = self.recorded(), self.existing()
        if recorded & existing:
            if others := sorted(existing - recorded):
                raise StackError(
                    f"The stack {self.stack.stack} was created without the engine, so it can only be deleted together"
                    f" with everything in the sandbox, which has {len(others)} other resources (such as {others[0]});"
                    f" to delete all of it, run: {RESET}"
                )
            self.stack.execute([*_SANDBOX, "reset"])
            print(f"Deleted what was created without the engine: {len(existing)} resources.", flush=True)
        self.file.unlink(missing_ok=True)
