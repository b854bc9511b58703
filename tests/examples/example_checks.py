"""Checks of the TypeScript and the YAML example, in the sandbox and in their state."""

import json
import os
from pathlib import Path
from typing import Any

from tests.examples.consumer import Consumer
from tests.examples.test_python import secondary

NOTHING: dict[str, object] = {"resource": {}, "user": {}}
PASSWORD = "Correct-Horse-9"

#: Of the types that are made in both accounts, the resources of the user account; all else is the resource account's.
USERS = {"users", "usersNetwork", "usersServer", "usersEni", "grantedEni", "attached", "granted", "bandwidth", "guest"}


def check_dev(dev: Consumer) -> None:
    """Two instances, two ENIs with a public address each, and a password that nobody can read."""
    found, outputs = dev.show()["resource"], dev.outputs()
    instances = {instance["name"]: instance["has_password"] for instance in found["instance"]}
    assert instances == {"shop-front": True, "shop-back": False}
    addresses = {eni["name"]: eni["ipv6"] for eni in secondary(found)}
    assert addresses == {"shop-front-eni": outputs["front"], "shop-back-eni": outputs["back"]}
    assert outputs["front"][0].endswith("::10")
    assert {address["bandwidth"] for address in found["ipv6-address"]} == {10}
    assert found["vpc"][0]["tags"] == {"project": "shop"}
    for file in (dev.folder / "pulumi").rglob("*.json*"):
        assert PASSWORD not in file.read_text(errors="replace"), file
    (server,) = [one for one in dev.resources() if one["urn"].endswith("::front-ecs")]
    for bag in (server["inputs"], server["outputs"]):
        assert "ciphertext" in bag["password"], "the password is stored as plain text"


def check_adopt(stack: Consumer) -> None:
    """One VPC with the vSwitch that was there and another; the ENI that was there, attached and with an address."""
    found, outputs = stack.show()["resource"], stack.outputs()
    assert sorted(one["id"] for one in found["vswitch"]) == sorted(outputs["vswitchIds"])
    assert [len(found[kind]) for kind in ("vpc", "vswitch", "security-group", "ipv6-gateway")] == [1, 2, 1, 1]
    (eni,) = secondary(found)
    assert (eni["name"], eni["status"], eni["ipv6"]) == ("existing", "InUse", outputs["ipv6Addresses"])
    assert [address["bandwidth"] for address in found["ipv6-address"]] == [10]


def check_role(role: Consumer) -> None:
    """Two roles, trusted by the resource account, each with its policy."""
    found = role.show()["user"]
    assert {one["name"] for one in found["ram-role"]} == {one["name"] for one in found["ram-policy"]}
    assert sorted(role.outputs()) == ["narrowRoleArn", "roleArn"]


def check_crossaccount(stack: Consumer, own_peer: str, users_peer: str) -> None:
    """Both ways of attaching, and each resource by the provider of the account that owns it."""
    users, outputs = stack.show()["user"], stack.outputs()
    addresses = {eni["instance_id"]: eni["ipv6"] for eni in secondary(users)}
    (own,), (theirs,) = stack.show()["resource"]["instance"], users["instance"]
    assert addresses == {theirs["id"]: outputs["asTheRole"], own["id"]: outputs["byGrant"]}
    (granted,) = users["eni-permission"]
    assert granted["id"] == outputs["permissionId"]
    state = stack.resources()
    by_name = {one["urn"].rpartition("::")[2]: one for one in state if one["custom"]}
    assert {by_name[name]["inputs"].get("profile") for name in (own_peer, users_peer)} == {"own", None}
    acting = {name: one["inputs"].get("roleArn") for name, one in by_name.items() if "Ipv6A" in one["type"]}
    as_the_role = [name for name, arn in acting.items() if arn]
    assert sorted(acting.keys() - set(as_the_role)) == [own_peer]
    check_providers(state)


def check_providers(state: list[dict[str, Any]]) -> None:
    """Every alicloud resource of the user account has a provider with the role; every other one the default one."""
    providers = {f"{one['urn']}::{one['id']}": one for one in state if one["type"] == "pulumi:providers:alicloud"}
    seen = {True: 0, False: 0}
    for one in state:
        if not one["type"].startswith("alicloud:"):
            continue
        as_the_role = "assumeRole" in providers[one["provider"]]["inputs"]
        assert as_the_role == _is_users(one), one["urn"]
        seen[as_the_role] += 1
    assert all(seen.values()), seen


def _is_users(one: dict[str, Any]) -> bool:
    """Whether a resource is to be made as the user account."""
    parent, name = one.get("parent", "").rpartition("::")[2], one["urn"].rpartition("::")[2]
    if "CrossAccountEniAttachment" in one["urn"]:
        # By a grant, the instance's account attaches.
        return not name.lower().replace("-", "").startswith("bygrantattachment")
    return bool({parent, name} & USERS)


def with_profile(stack: Consumer) -> str:
    """Give the stack's commands a CLI configuration with a profile of the resource account; return its name."""
    home = stack.folder / "home"
    (home / ".aliyun").mkdir(parents=True)
    keys = {
        key: stack.run("printenv", variable).stdout.strip()
        for key, variable in (("access_key_id", "ALICLOUD_ACCESS_KEY"), ("access_key_secret", "ALICLOUD_SECRET_KEY"))
    }
    profile = {"name": "own", "mode": "AK", "region_id": "cn-beijing", **keys}
    (home / ".aliyun" / "config.json").write_text(json.dumps({"current": "own", "profiles": [profile]}))
    stack.variables |= {"HOME": str(home), "PULUMI_HOME": os.environ.get("PULUMI_HOME", str(Path.home() / ".pulumi"))}
    return "own"
