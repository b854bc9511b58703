"""The recorded states of the stacks, one folder for each release, and what is kept of a state in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from dev.tools.sandbox_stack import CHECKOUT, SandboxStack
from dev.tools.stack import parts_of

RECORDED = CHECKOUT / "tests" / "upgrade" / "recorded"

PASSPHRASE = "recorded states of a sandbox"  # noqa: S105 - it is to be known
"""Opens the secrets of every recorded state. It protects nothing: they are of instances that never existed."""

LOGIN_PASSWORD = "Recorded-state-1"  # noqa: S105 - of instances that never existed
"""The instances' password in every recorded state: with another one, each preview would change it."""

_ROLE_ARN = "acs:ram::1000000000000002:role/ipv6-eni"
_OF_ONE_RUN = ("created", "modified", "sourcePosition", "stackTrace")
_LINKS = ("parent", "deletedWith", "viewOf")


@dataclass(frozen=True)
class RecordedStack:
    """A stack of which a state is recorded: ``name`` is the file's, ``project`` the last one that is built of it."""

    name: str
    stack: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    project: str = "project"

    def file(self, folder: Path) -> Path:
        """Its file in the folder of a release."""
        return folder / f"{self.name}.json"

    def projects(self, folder: Path) -> list[SandboxStack]:
        """Stacks on a fresh sandbox in ``folder``, this one last: those before it have to be up first."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "passphrase").write_text(PASSPHRASE)
        parts = parts_of(self.stack, folder)
        last = [part.project.name for part in parts].index(self.project)
        return [
            SandboxStack(
                folder,
                self.stack,
                settings=dict(self.settings) if place == last else {},
                source=part.project.source,
                name=part.project.name,
                account=part.account,
                variables={"ECS_LOGIN_PASSWORD": LOGIN_PASSWORD},
            )
            for place, part in enumerate(parts[: last + 1])
        ]


def _crossing(way: str) -> dict[str, Any]:
    return {"ipv6-eni:crossAccount": {"way": way, "roleArn": _ROLE_ARN}}


STACKS = (
    RecordedStack("dev", "dev"),
    RecordedStack("crossaccount-assumed-role", "crossaccount", _crossing("assumed_role")),
    RecordedStack("crossaccount-granted", "crossaccount", _crossing("granted")),
    RecordedStack("role", "crossaccount", project="role"),
)


def cleaned(exported: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of `pulumi stack export`: nothing of the one run or of the machine, in an order that stays.

    Each resource comes after those that it needs, as the engine asks for, and else by URN.
    """
    deployment = exported["deployment"]
    manifest = {key: deployment["manifest"][key] for key in ("magic", "version")}
    resources = _in_order(map(_kept, deployment["resources"]))
    return {**exported, "deployment": {**deployment, "manifest": manifest, "resources": resources}}


def _kept(resource: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in resource.items() if key not in _OF_ONE_RUN}
    if "dependencies" in kept:
        kept["dependencies"] = sorted(kept["dependencies"])
    if "propertyDependencies" in kept:
        kept["propertyDependencies"] = {key: sorted(urns or ()) for key, urns in kept["propertyDependencies"].items()}
    return kept


def _in_order(resources: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    by_urn = {one["urn"]: one for one in resources}
    sorter = TopologicalSorter({urn: _needs(one) for urn, one in by_urn.items()})
    sorter.prepare()
    found: list[dict[str, Any]] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        found += [by_urn[urn] for urn in ready]
        sorter.done(*ready)
    return found


def _needs(resource: Mapping[str, Any]) -> set[str]:
    needed = {*resource.get("dependencies", ()), *(resource[link] for link in _LINKS if link in resource)}
    for urns in resource.get("propertyDependencies", {}).values():
        needed |= set(urns)
    if "provider" in resource:
        needed.add(resource["provider"].rpartition("::")[0])
    return needed
