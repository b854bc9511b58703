"""The pre-commit hook and the GitHub action, from a fresh clone, on a project of somebody else.

Not proved: that a hosted runner runs the action. `.ci/run` checks workflows where actionlint is on PATH.
"""

import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
CHECK_PAGE = (ROOT / "docs" / "check.md").read_text()
MINUTES = 25
PROGRAM = """
import pulumi

vpc = pulumi.CustomResource("alicloud:vpc/network:Network", "vpc", {"cidrBlock": "10.0.0.0/8", "enableIpv6": True})
for number in range(2):
    block = {"cidrBlock": f"10.{number}.0.0/16", "ipv6CidrBlockMask": 7, "zoneId": "cn-beijing-h"}
    pulumi.CustomResource("alicloud:vpc/switch:Switch", f"vsw{number}", {"vpcId": vpc.id, **block})
"""


def git(folder: Path, *words: str | Path) -> None:
    author = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    subprocess.run(["git", "-C", folder, *author, *words], check=True, timeout=60)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "-q", ROOT, folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a program that violates one limit."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "Pulumi.dev.yaml").write_text("config: {}\n")
    (folder / "requirements.txt").write_text("pulumi\n")
    (folder / "__main__.py").write_text(PROGRAM)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Start")
    return folder


def run(command: list[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60 * MINUTES
    )


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        ("__main__.py", True),
        ("infra/network/vpc.py", True),
        ("Pulumi.dev.yaml", True),
        ("infra/Pulumi.yml", True),
        ("policy/PulumiPolicy.yaml", True),
        ("policy/today.json", True),
        ("infra/requirements.txt", True),
        ("requirements-dev.txt", True),
        ("infra/pyproject.toml", True),
        ("README.md", False),
        ("docs/requirements.md", False),
        ("NotPulumi.yaml", False),
    ],
)
def test_the_hook_runs_on_what_the_check_reads(name: str, checked: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) is checked


def test_the_root_stays_a_project_that_pulumi_installs_by_its_requirements() -> None:
    """The engine's Python host installs a root as a package when its pyproject.toml has both tables."""
    assert not tomllib.loads((ROOT / "pyproject.toml").read_text()).keys() & {"project", "build-system"}


def test_the_page_names_no_moving_version() -> None:
    versions = re.findall(r"^\s*(?:- )?(?:uses: \S+@|rev: )(.+)$", CHECK_PAGE, re.MULTILINE)
    assert len(versions) >= 3
    assert [one for one in versions if not re.match(r"COMMIT\b|[0-9a-f]{40}\b", one)] == []


def test_the_action_has_the_inputs_that_its_steps_and_the_page_use() -> None:
    used = re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text())
    assert set(used) == set(ACTION["inputs"])
    [step] = re.findall(r"uses: OWNER/REPOSITORY@COMMIT.*\n\s+with: \{(.+)\}", CHECK_PAGE)
    assert {pair.split(":")[0].strip() for pair in step.split(",")} <= set(ACTION["inputs"])


@pytest.mark.slow
@pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed")
def test_pre_commit_installs_and_runs_the_hook(clone: Path, project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), HOOK["id"], "--all-files"]
    done = run(command, project, PRE_COMMIT_HOME=str(tmp_path / "home"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "mandatory ipv6-mask-unique\n  Switch vsw1, __main__.py:7\n" in done.stdout


@pytest.mark.slow
def test_the_steps_of_the_action_check_a_project(clone: Path, project: Path, tmp_path: Path) -> None:
    given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
    given |= {"stack": "dev", "arguments": "--strict --also sarif=out/shop.sarif"}
    values = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(clone)}
    runner = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    steps = [step for step in ACTION["runs"]["steps"] if "run" in step]
    for step in steps:
        variables = {name: values[text.removeprefix("${{ ").removesuffix(" }}")] for name, text in step["env"].items()}
        done = run([*shell, step["run"]], project, **runner, **variables)
        assert done.returncode == (1 if step is steps[-1] else 0), done.stdout + done.stderr
    assert re.search(r"^::error file=__main__\.py,line=7,.*ipv6-mask-unique", done.stdout, re.MULTILINE)
    assert "ipv6-mask-unique" in (tmp_path / "summary.md").read_text()
    assert (project / "out" / "shop.sarif").exists()
