"""The programs in `programs`, and the steps of the engine when it runs them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.engine.conftest import Deployment

PROGRAMS = Path(__file__).parent / "programs"
STACKS = ("dev", "other")
UNDISTURBED = {"same", "create", "update"}
"""The operations that neither replace nor delete anything."""


def project(folder: Path, program: str, settings: Mapping[str, object] | None = None) -> Path:
    """Make a Pulumi project of this program in `folder` and return it; its stacks are `STACKS`."""
    place = folder / program
    place.mkdir()
    (place / "__main__.py").write_text((PROGRAMS / f"{program}.py").read_text())
    (place / "Pulumi.yaml").write_text(yaml.safe_dump({"name": program, "runtime": {"name": "python"}}))
    config = {"alicloud:region": "cn-beijing", **{f"{program}:{key}": one for key, one in (settings or {}).items()}}
    for stack in STACKS:
        (place / f"Pulumi.{stack}.yaml").write_text(yaml.safe_dump({"config": config}))
    return place


@dataclass(frozen=True)
class Steps:
    """The steps of a run of the engine, and its output."""

    of: tuple[tuple[str, str], ...]
    """Operation and name of each step, without the stack and its default providers."""
    text: str

    @property
    def operations(self) -> set[str]:
        """The operations of all steps."""
        return {operation for operation, _ in self.of}

    def names(self, operation: str) -> set[str]:
        """The resources of the steps with this operation."""
        return {name for one, name in self.of if one == operation}


def up(stack: Deployment) -> Steps:
    """Run `pulumi up`, which must succeed."""
    log = stack.folder / "events.json"
    log.unlink(missing_ok=True)
    command = stack.engine_command("up", "--yes", "--skip-preview", "--event-log", str(log))
    done = stack.run("env", "PULUMI_DEBUG_COMMANDS=1", *command)
    events = [json.loads(line) for line in log.read_text().splitlines()]
    steps = [event["resourcePreEvent"]["metadata"] for event in events if "resourcePreEvent" in event]
    found = tuple((one["op"], one["urn"].rpartition("::")[2]) for one in steps if not one["type"].startswith("pulumi:"))
    return Steps(found, done.stdout + done.stderr)
