"""Options that are given to a component and meant for what is in it."""

import json
from collections.abc import Iterator

import pytest

from tests.engine.conftest import Deployment
from tests.engine.engine_programs import project, up

SETTINGS: dict[str, object] = {"options:tag": "old"}
CHILDREN = {"net-vpc", "net-vsw-1", "net-sg", "net-ingress-all-ipv6"}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The stack, up; the tests of this module run in order and leave it as they found it."""
    folder = tmp_path_factory.mktemp("options")
    made = Deployment(folder, source=project(folder, "options"), settings=SETTINGS)
    made.up()
    yield made
    made.destroy()
    deletions = [row.action for row in made.log() if row.action in ("Vpc.DeleteVSwitch", "Vpc.DeleteVpc")]
    assert deletions == ["Vpc.DeleteVSwitch", "Vpc.DeleteVpc", "Vpc.DeleteVpc"]
    assert made.show() == {"resource": {}, "user": {}}


def tags(stack: Deployment) -> set[str]:
    """The tag's values, on whatever has it."""
    found = stack.show()["resource"]
    return {one["tags"]["tag"] for kind in found.values() for one in kind if "tag" in one.get("tags", {})}


def test_timeouts_are_those_of_every_child(stack: Deployment) -> None:
    state = json.loads(stack.pulumi_run("stack", "export").stdout)["deployment"]["resources"]
    found = {one["urn"].rpartition("::")[2]: one.get("customTimeouts", {}) for one in state}
    assert {found[name].get("create") for name in CHILDREN} == {20 * 60}


def test_a_changed_tag_is_ignored_on_every_child_that_has_tags(stack: Deployment) -> None:
    stack.settings = {"options:tag": "new", "options:ignore": ["tags", "tags.tag", "listOf[0].nothing"]}
    steps = up(stack)
    assert steps.operations == {"same"}, steps.of
    assert "cannot ignore" not in steps.text
    assert tags(stack) == {"old"}
    stack.settings = {"options:tag": "new"}
    assert up(stack).names("update") == {"net-vpc", "net-vsw-1", "net-sg"}
    assert tags(stack) == {"new"}
    stack.settings = SETTINGS
    up(stack)


def test_a_renamed_component_with_an_alias_replaces_nothing(stack: Deployment) -> None:
    stack.settings = {**SETTINGS, "options:name": "renamed", "options:formerly": "net"}
    assert up(stack).operations == {"same"}
    stack.settings = {**SETTINGS, "options:name": "net", "options:formerly": "renamed"}
    assert up(stack).operations == {"same"}
    stack.settings = SETTINGS
    assert up(stack).operations == {"same"}


def test_a_transform_changes_a_child(stack: Deployment) -> None:
    stack.settings = {**SETTINGS, "options:describe": "Described from outside"}
    steps = up(stack)
    assert (steps.operations, steps.names("update")) == ({"same", "update"}, {"net-vsw-1"})
    assert [one["description"] for one in stack.show()["resource"]["vswitch"]] == ["Described from outside"]
    stack.settings = SETTINGS
    up(stack)


def test_what_is_protected_is_not_deleted_with_its_children(stack: Deployment) -> None:
    stack.settings = {**SETTINGS, "options:protect": True}
    stack.up()
    before = stack.show()
    done = stack.pulumi_run("destroy", "--yes", "--skip-preview", check=False)
    assert done.returncode != 0
    assert "net-vsw-1" in done.stdout + done.stderr
    assert stack.show()["resource"]["vswitch"] == before["resource"]["vswitch"]
    stack.settings = SETTINGS
    stack.up()
