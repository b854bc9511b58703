"""Every example is complete: the same files, the same sections, and commands that exist.

Not proved here: that the commands of a README work. test_*_lifecycle.py runs the examples.
"""

import re
import subprocess
from pathlib import Path

import pytest

from tests.examples.projects import CHECKOUT, EXAMPLES, NAMES, PROJECTS, PYTHON, project_file, runtime

FILES = {
    "python": {"Pulumi.yaml", "__main__.py", "requirements.txt"},
    "go": {"Pulumi.yaml", "main.go", "go.mod"},
    "nodejs": {"Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"},
    "yaml": {"Pulumi.yaml"},
}
SECTIONS = [
    "## What it builds",
    "## On the sandbox",
    "## On the real cloud",
    "## What it costs",
    "## Cleaning up",
]
#: The Python programs that use no component.
PLAIN = {"one-eni/existing", "policy-pack"}
COMPONENTS = CHECKOUT / "components"


def readme(name: str) -> str:
    return (EXAMPLES / name / "README.md").read_text()


def test_the_examples_that_were_promised() -> None:
    assert NAMES == ["cross-account-role", "go", "many-enis", "one-eni", "policy-pack", "typescript", "yaml"]
    assert {project.partition("/")[0] for project in PROJECTS} == set(NAMES)


@pytest.mark.parametrize("project", PROJECTS)
def test_a_project_has_the_files_of_its_language(project: str) -> None:
    here = {file.name for file in (EXAMPLES / project).iterdir() if file.is_file()}
    assert here >= FILES[runtime(project)]


@pytest.mark.parametrize("project", PROJECTS)
def test_a_project_has_a_name_and_a_description(project: str) -> None:
    found = project_file(project)
    assert found["name"].startswith("ipv6-")
    assert found["description"]
    assert found["config"]["alicloud:region"] == {"value": "cn-beijing"}


def test_no_two_projects_share_a_name() -> None:
    names = [project_file(project)["name"] for project in PROJECTS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("project", [one for one in PROJECTS if runtime(one) != "yaml"])
def test_every_setting_is_explained(project: str) -> None:
    """YAML programs are warned of a description, so theirs are in the README."""
    own = {key: one for key, one in project_file(project)["config"].items() if ":" not in key}
    assert [key for key, one in own.items() if not one.get("description")] == []


@pytest.mark.parametrize("project", [one for one in PROJECTS if runtime(one) == "yaml"])
def test_every_setting_of_a_yaml_program_is_in_the_readme(project: str) -> None:
    own = [key for key in project_file(project)["config"] if ":" not in key]
    assert [key for key in own if f"`{key}`" not in readme(project.partition("/")[0])] == []


@pytest.mark.parametrize("project", [one for one in PYTHON if one not in PLAIN])
def test_a_python_project_requires_the_components_and_the_rules_by_their_paths(project: str) -> None:
    lines = (EXAMPLES / project / "requirements.txt").read_text().splitlines()
    paths = [(EXAMPLES / project / line).resolve() for line in lines if line and not line.startswith("#")]
    assert paths == [COMPONENTS / "rules", COMPONENTS]


@pytest.mark.parametrize("project", [one for one in PROJECTS if runtime(one) != "python"])
def test_another_languages_project_names_the_package_by_a_path_that_is_right(project: str) -> None:
    path = project_file(project)["packages"]["alicloud-ipv6"]
    assert (EXAMPLES / project / path).resolve() == COMPONENTS


@pytest.mark.parametrize("name", NAMES)
def test_a_readme_has_every_section_in_order(name: str) -> None:
    text = readme(name)
    found = [line for line in text.splitlines() if line.startswith("## ")]
    assert [line for line in found if line in SECTIONS] == SECTIONS
    assert "```mermaid" in text


@pytest.mark.parametrize("name", NAMES)
def test_a_readme_names_the_commands(name: str) -> None:
    text = readme(name)
    projects = [project for project in PROJECTS if project.partition("/")[0] == name]
    for project in projects:
        for command in ("up", "destroy"):
            wanted = rf"alicloud-sandbox run .*-- pulumi -C examples/{project} {command}\b"
            assert re.search(wanted, text), f"no sandbox {command} of {project}"
        assert re.search(rf"pulumi -C examples/{project} install\b", text), f"no install of {project}"
    assert re.search(r"^\$ pulumi( -C \S+)? up\b", text, re.MULTILINE), "no real up"
    assert re.search(r"^\$ pulumi( -C \S+)? destroy\b", text, re.MULTILINE), "no real destroy"


@pytest.mark.parametrize("name", [one for one in NAMES if one != "policy-pack"])
def test_a_readme_says_how_to_get_the_components_from_git(name: str) -> None:
    text = readme(name)
    python = any(project.partition("/")[0] == name for project in PYTHON)
    assert ("@ git+URL#subdirectory=components\n" in text) == python
    assert ("@ git+URL#subdirectory=components/rules\n" in text) == python
    assert ("pulumi package add" in text) != python


@pytest.mark.parametrize("name", NAMES)
def test_links_of_a_readme_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", readme(name))
    assert [link for link in links if not (EXAMPLES / name / link).exists()] == []


def test_every_example_is_in_the_list() -> None:
    text = (EXAMPLES / "README.md").read_text()
    assert [name for name in NAMES if f"]({name})" not in text] == []


def test_nothing_generated_is_committed() -> None:
    command = ["git", "ls-files", "examples"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is not a git checkout")
    left = re.compile(r"(^|/)(sdks|node_modules|\.venv)/|(package-lock\.json|go\.sum)$|/Pulumi\.[^/]+\.yaml$")
    assert [file for file in done.stdout.splitlines() if left.search(Path(file).as_posix())] == []
