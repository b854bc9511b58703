"""Workflows: pinned actions, minimal permissions, secrets on single steps; the release builds every distribution.

Not proved: that a hosted runner runs them. `.ci/run` checks their syntax where actionlint is on PATH.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.distributions.distribution import DISTRIBUTIONS, Distribution

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CI = ROOT / ".github" / "workflows" / "ci.yml"
MAKEFILE = (ROOT / "Makefile").read_text()
PINNED = re.compile(r"uses: (\./\S*|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$")


@pytest.mark.parametrize("file", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda file: file.stem)
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


def test_the_release_builds_every_distribution() -> None:
    listed = re.search(r"^DISTRIBUTIONS := (.+)$", MAKEFILE, re.MULTILINE)
    assert listed and {ROOT / folder for folder in listed[1].split()} == {one.folder for one in DISTRIBUTIONS.values()}


@pytest.mark.parametrize("one", DISTRIBUTIONS.values(), ids=DISTRIBUTIONS)
def test_a_distribution_names_the_versions_of_python_that_the_workflow_tests(one: Distribution) -> None:
    named = {name.rpartition(" ")[2] for name in one.project["classifiers"] if re.search(r" 3\.\d+$", name)}
    assert named == set(yaml.safe_load(CI.read_text())["jobs"]["linux"]["strategy"]["matrix"]["python"])
