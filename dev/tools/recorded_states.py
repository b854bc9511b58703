"""The recorded states of the stacks, in a folder for each release, and their canonical form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from dev.tools import CHECKOUT
from dev.tools.hosted_stack import HostedStack
from dev.tools.run_stack import projects_of
from dev.tools.sandbox_stack import SandboxStack

RECORDED = CHECKOUT / "tests" / "upgrade" / "recorded"
HOSTED = CHECKOUT / "tests" / "upgrade" / "hosted"
"""A program in YAML with everything that the plugin serves."""

PASSPHRASE = "recorded states of a sandbox"  # noqa: S105 - public on purpose
"""Decrypts the secrets of every recorded state. It protects nothing: their instances never existed."""

LOGIN_PASSWORD = "Recorded-state-1"  # noqa: S105 - of instances that never existed
"""The instances' password in every recorded state; with another one, each preview would show a change."""

_ROLE_ARN = "acs:ram::1000000000000002:role/ipv6-eni"
_OF_ONE_RUN = ("created", "modified", "sourcePosition", "stackTrace")
_LINKS = ("parent", "deletedWith", "viewOf")


@dataclass(frozen=True)
class RecordedStack:
    """A stack with a recorded state: `name` is the name of the file, `project` the last project that is built.

    A `hosted` one is that of the program in YAML.
    """

    name: str
    stack: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    project: str = "project"
    hosted: bool = False

    def file(self, folder: Path) -> Path:
        """Return the file in the folder of a release."""
        return folder / f"{self.name}.json"

    def projects(self, folder: Path) -> list[SandboxStack]:
        """Return the projects of the stack, this one last, on a fresh sandbox in `folder`; run `up` in this order."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "passphrase").write_text(PASSPHRASE)
        if self.hosted:
            return [HostedStack(folder, self.stack, source=HOSTED)]
        projects = projects_of(self.stack, folder)
        last = [project.name for project in projects].index(self.project)
        projects[last].settings = dict(self.settings)
        for project in projects:
            project.variables = {"ECS_LOGIN_PASSWORD": LOGIN_PASSWORD}
        return projects[: last + 1]


def _crossing(way: str) -> dict[str, Any]:
    return {"ipv6-eni:crossAccount": {"way": way, "roleArn": _ROLE_ARN}}


STACKS = (
    RecordedStack("dev", "dev"),
    RecordedStack("crossaccount-assumed-role", "crossaccount", _crossing("assumed_role")),
    RecordedStack("crossaccount-granted", "crossaccount", _crossing("granted")),
    RecordedStack("role", "crossaccount", project="role"),
    RecordedStack("hosted", "dev", hosted=True),
)


def cleaned(exported: Mapping[str, Any]) -> dict[str, Any]:
    """Return the output of `pulumi stack export` without data of the run or the machine, in a canonical order.

    Resources are sorted by URN, but each comes after those that it depends on, as the engine requires.
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
