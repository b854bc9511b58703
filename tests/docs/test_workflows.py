"""Workflows: pinned actions, minimal permissions, secrets on single steps; the release builds every distribution.

Not proved: that a hosted runner runs them. `.ci/run` checks their syntax where actionlint is on PATH.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CI = ROOT / ".github" / "workflows" / "ci.yml"
PROJECTS: dict[str, dict[str, Any]] = {
    str(file.parent.relative_to(ROOT)): tomllib.loads(file.read_text())["project"]
    for pattern in ("*/pyproject.toml", "*/*/pyproject.toml")
    for file in ROOT.glob(pattern)
    if not file.is_relative_to(ROOT / "examples")
}
MAKEFILE = (ROOT / "Makefile").read_text()
PINNED = re.compile(r"uses: (\./\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$")


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_action_is_pinned_by_commit_with_its_version(file: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in file.read_text().splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_reads_only_and_gives_secrets_to_single_steps(file: Path) -> None:
    workflow: dict[str, Any] = yaml.safe_load(file.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        outside = {key: value for key, value in job.items() if key != "steps"}
        assert "secrets." not in str(outside)
        assert [step for step in job.get("steps", ()) if "secrets." in str({**step, "env": None})] == []


def test_the_release_builds_every_distribution_in_one_version() -> None:
    listed = re.search(r"^DISTRIBUTIONS := (.+)$", MAKEFILE, re.MULTILINE)
    assert listed and sorted(listed[1].split()) == sorted(PROJECTS)
    version_file = (ROOT / "components" / "alicloud_ipv6" / "version.py").read_text()
    components = re.search(r'VERSION = "([^"]+)"', version_file)
    assert components
    assert {project.get("version", components[1]) for project in PROJECTS.values()} == {components[1]}


@pytest.mark.parametrize("folder", PROJECTS)
def test_a_distribution_says_what_it_is(folder: str) -> None:
    project = PROJECTS[folder]
    assert project["license"] == "Apache-2.0"
    assert project["authors"] == [{"name": "the pulumi-alicloud-ipv6 authors"}]
    assert (ROOT / folder / project["readme"]).exists()
    pythons = {name.rpartition(" ")[2] for name in project["classifiers"] if re.search(r" 3\.\d+$", name)}
    assert pythons == set(yaml.safe_load(CI.read_text())["jobs"]["linux"]["strategy"]["matrix"]["python"])
    assert "Typing :: Typed" in project["classifiers"]
    assert len(list((ROOT / folder).glob("*/py.typed"))) == 1
