"""Components around what exists already. Not proved here: anything of the real service."""

from pathlib import Path
from typing import Any

from tests.engine.conftest import Deployment
from tests.engine.engine_programs import UNDISTURBED, Steps, project, up
from tests.engine.policy_runs import PolicyEngine

ADDED = {
    "net",
    "net-vsw-2",
    "net-ingress-icmpv6-ipv6",
    "attached",
    "attached-ipv6",
    "attached-hold-0",
    "attached-bandwidth-0",
    "free",
    "free-attachment",
    "free-ipv6",
}


def rows(stack: Deployment, kind: str) -> dict[str, dict[str, Any]]:
    """The resource account's resources of one kind, by id."""
    return {one["id"]: one for one in stack.show()["resource"].get(kind, [])}


def everything(stack: Deployment) -> dict[str, set[str]]:
    """The ids of everything."""
    return {kind: set(rows(stack, kind)) for kind in stack.show()["resource"]}


def assert_adopted(stack: Deployment, steps: Steps) -> None:
    """Check what is there after the components have adopted what `existing` names."""
    found = stack.outputs()
    existing = found["existing"]
    vpc, enis = rows(stack, "vpc")[existing["vpc"]], rows(stack, "eni")
    assert steps.operations <= UNDISTURBED
    assert steps.names("create") >= ADDED
    assert found["ipv6CidrBlock"] == vpc["ipv6_cidr"]
    assert found["vswitchIds"][0] == existing["vswitch"]
    assert set(found["vswitchIds"]) == set(rows(stack, "vswitch"))
    assert found["enis"] == [existing["attached"], existing["free"]]
    assert found["privateIpv4"] == [enis[eni]["private_ips"][0] for eni in found["enis"]]
    assert found["ipv6Addresses"] == [enis[eni]["ipv6"] for eni in found["enis"]]
    assert [len(enis[eni]["ipv6"]) for eni in found["enis"]] == [1, 1]
    assert enis[existing["free"]]["instance_id"] == existing["instance"]
    assert len(rows(stack, "vpc")) == len(rows(stack, "security-group")) == len(rows(stack, "ipv6-gateway")) == 1


def test_what_the_same_program_makes_is_adopted(tmp_path: Path) -> None:
    stack = Deployment(tmp_path, source=project(tmp_path, "adoption"))
    stack.settings = {"adoption:adopt": True}
    assert_adopted(stack, up(stack))
    assert up(stack).operations == {"same"}
    stack.refresh("--expect-no-changes")
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}


def test_what_another_stack_made_is_adopted_by_id_and_left_behind(tmp_path: Path) -> None:
    source = project(tmp_path, "adoption")
    owner = Deployment(tmp_path, source=source)
    owner.up()
    before, existing = everything(owner), owner.outputs()["existing"]

    stack = Deployment(tmp_path, "other", source=source)
    stack.settings = {"adoption:existing": existing, "adoption:adopt": True}
    run = PolicyEngine(tmp_path).preview(stack)
    assert (run.violated, run.reported) == (set(), {"cannot-tell-yet"})
    steps = up(stack)
    assert_adopted(stack, steps)
    assert steps.names("create") == ADDED
    assert up(stack).operations == {"same"}
    stack.refresh("--expect-no-changes")

    stack.destroy()
    assert everything(owner) == before
    assert not any(eni["ipv6"] for eni in rows(owner, "eni").values())
    owner.destroy()
    assert owner.show() == {"resource": {}, "user": {}}
