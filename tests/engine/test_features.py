"""The arguments that users of a VPC component expect, through a whole life with the real engine and provider."""

from pathlib import Path
from typing import Any

from tests.engine.conftest import Deployment
from tests.engine.engine_programs import UNDISTURBED, project, up

SETTINGS: dict[str, Any] = {
    "features:group": "before",
    "features:groupOfEnis": "before",
    "features:owner": "a",
    "features:zones": ["cn-beijing-h", "cn-beijing-i"],
    "features:ipv4": 2,
    "features:egressOnly": True,
}
GROUPED = ("vpc", "security-group", "ipv6-gateway", "instance")


def started(folder: Path, **settings: object) -> Deployment:
    """The stack of the program, up, unchanged in a second run and in a refresh."""
    given = {**SETTINGS, **{f"features:{name}": value for name, value in settings.items()}}
    stack = Deployment(folder, source=project(folder, "features"), settings=given)
    up(stack)
    assert up(stack).operations == {"same"}
    stack.refresh("--expect-no-changes")
    return stack


def rows(stack: Deployment, kind: str) -> list[dict[str, Any]]:
    """The account's resources of one kind."""
    return stack.show()["resource"].get(kind, [])


def secondary_enis(stack: Deployment) -> list[dict[str, Any]]:
    """The ENIs of the component."""
    return [eni for eni in rows(stack, "eni") if eni["kind"] == "Secondary"]


def test_everything_is_created_changed_in_place_and_deleted(tmp_path: Path) -> None:
    stack = started(tmp_path, protected=True)
    assert sorted((one["zone_id"], one["cidr"]) for one in rows(stack, "vswitch")) == [
        ("cn-beijing-h", "10.0.0.0/24"),
        ("cn-beijing-i", "10.0.1.0/24"),
    ]
    (eni,) = secondary_enis(stack)
    own = next(one for one in rows(stack, "security-group") if one["name"] == "eni-0-sg")
    assert (len(eni["private_ips"]), eni["group_ids"]) == (3, [own["id"]])
    (rule,) = rows(stack, "ipv6-egress-only-rule")
    assert rule["instance_id"] == rows(stack, "ipv6-address")[0]["id"]
    (instance,) = rows(stack, "instance")
    assert (instance["key_pair"], instance["deletion_protection"]) == ("test-key-pair", True)
    groups = {one["resource_group_id"] for kind in GROUPED for one in rows(stack, kind)} | {eni["resource_group_id"]}
    assert len(groups) == 1
    found = stack.show()["resource"]
    tagged = {kind for kind, ones in found.items() if all(one.get("tags") == {"owner": "a"} for one in ones)}
    assert tagged >= {"vpc", "vswitch", "security-group", "ipv6-gateway", "instance", "eni"}
    (disk,) = stack.call("Ecs", "DescribeDisks")["Disks"]["Disk"]
    assert [(one["TagKey"], one["TagValue"]) for one in disk["Tags"]["Tag"]] == [("owner", "a")]

    zones = [*SETTINGS["features:zones"], "cn-beijing-k"]
    changed = {"group": "after", "owner": "b", "zones": zones, "ipv4": 3, "egressOnly": False, "protected": False}
    stack.settings |= {f"features:{name}": value for name, value in changed.items()}
    steps = up(stack)
    assert steps.operations == {*UNDISTURBED, "delete"}
    assert steps.names("create") == {"net-vsw-2"}
    assert steps.names("delete") == {"eni-0-bandwidth-0-egress-only"}
    stack.refresh("--expect-no-changes")
    (after,) = secondary_enis(stack)
    assert (after["id"], len(after["private_ips"])) == (eni["id"], 4)
    left = [one["name"] for kind in GROUPED for one in rows(stack, kind) if one["resource_group_id"] in groups]
    assert left == ["eni-0-sg"]

    stack.settings |= {"features:groupOfEnis": "after", "features:egressOnly": True}
    steps = up(stack)
    replaced = {"eni-0-eni", "eni-0-attachment", "eni-0-ipv6", "eni-0-hold-0", "eni-0-bandwidth-0"}
    assert steps.names("replace") >= replaced
    stack.refresh("--expect-no-changes")
    (address,) = rows(stack, "ipv6-address")
    assert (address["bandwidth"], rows(stack, "ipv6-egress-only-rule")[0]["instance_id"]) == (10, address["id"])
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}


def test_a_protected_instance_is_not_deleted(tmp_path: Path) -> None:
    stack = started(tmp_path, protected=True)
    refused = stack.pulumi_run("destroy", "--yes", "--skip-preview", check=False)
    assert refused.returncode != 0
    assert "InvalidOperation.DeletionProtection" in refused.stdout + refused.stderr
    assert len(rows(stack, "instance")) == 1
    stack.settings |= {"features:protected": False}
    up(stack)
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}


def test_an_instance_set_has_two_secondary_enis_that_the_provider_can_read(tmp_path: Path) -> None:
    stack = started(tmp_path, set=True, enis=2)
    (instance,) = rows(stack, "instance")
    assert {eni["instance_id"] for eni in secondary_enis(stack)} == {instance["id"]}
    assert len(secondary_enis(stack)) == 2
    found = stack.outputs()["instance"]
    assert (found["id"], found["public"]) == (instance["id"], instance["public_ip"])
    stack.settings |= {"features:owner": "b"}
    steps = up(stack)
    assert (steps.operations, "web-ecs" in steps.names("update")) == ({"same", "update"}, True)
    stack.refresh("--expect-no-changes")
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}


def test_the_provider_still_cannot_read_an_instance_with_two_secondary_enis(tmp_path: Path) -> None:
    """The reason for `as_instance_set`, and the way around it in the guide for an instance that is there already."""
    settings = {**SETTINGS, "features:enis": 2}
    stack = Deployment(tmp_path, source=project(tmp_path, "features"), settings=settings)
    up(stack)
    assert up(stack).operations == {"same"}
    crashed = stack.pulumi_run("refresh", "--yes", "--skip-preview", check=False)
    assert "Unexpected multiple elements in array with MaxItems=1" in crashed.stdout, "as_instance_set is needless"
    stack.refresh("--expect-no-changes", "--exclude", "**$alicloud:ecs/instance:Instance::*")
    stack.destroy()
    assert stack.show() == {"resource": {}, "user": {}}
