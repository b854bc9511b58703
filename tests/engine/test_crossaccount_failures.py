"""What goes wrong between two accounts is named, and a rerun finishes once it is repaired.

Not proved here: that the real service refuses with the same codes and words.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from alicloud_ipv6._role_policy import RoleScope, permissions
from tests.engine.conftest import Deployment
from tests.engine.test_crash import wait_for
from tests.engine.test_crossaccount import ARN, GRANTED, NOTHING, ROLE_KINDS, counts, role_of, secondary, stack_of
from tests.engine.test_dev_stack import unchanged

USER_ID = "1000000000000002"
ATTACHMENT = (
    "urn:pulumi:crossaccount::ipv6-eni::alicloud-ipv6:index:CrossAccountEniAttachment$"
    "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment::site-2-attachment"
)
OF_AN_ACCOUNT = {"vpc": 1, "vswitch": 1, "ipv6-gateway": 1, "security-group": 1, "instance": 1, "command": 1}
#: A chain: none of these is called before the one above it.
WITHHELD = (
    "vpc:CreateVpc",
    "vpc:CreateVSwitch",
    "ecs:RunInstances",
    "ecs:AttachNetworkInterface",
    "ecs:AssignIpv6Addresses",
    "vpc:AllocateIpv6InternetBandwidth",
)


def failing(stack: Deployment) -> str:
    """What an `up` says that must fail: an error, not a traceback."""
    done = stack.up(check=False)
    assert done.returncode != 0, done.stdout
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
    return said


def withhold(stack: Deployment, *actions: str) -> None:
    """Allow the role all but these actions, behind Pulumi's back."""
    document: dict[str, Any] = json.loads(permissions(RoleScope.WHOLE_EXAMPLE, "*", USER_ID, {}))
    for statement in document["Statement"]:
        statement["Action"] = [action for action in statement["Action"] if action not in actions]
    found = stack.call("Ram", "ListPolicyVersions", account="user", PolicyType="Custom", PolicyName="ipv6-eni")
    for version in found["PolicyVersions"]["PolicyVersion"]:
        if not version["IsDefaultVersion"]:
            named = {"PolicyName": "ipv6-eni", "VersionId": version["VersionId"]}
            stack.call("Ram", "DeletePolicyVersion", account="user", **named)
    changed = {"PolicyName": "ipv6-eni", "PolicyDocument": json.dumps(document), "SetAsDefault": True}
    stack.call("Ram", "CreatePolicyVersion", account="user", **changed)


def finishes(stack: Deployment) -> None:
    """A rerun ends with exactly the stack, which pings and changes no more."""
    stack.up()
    assert stack.ping().returncode == 0
    assert unchanged(stack.up().stdout)


def test_a_role_that_cannot_be_assumed_is_named_and_nothing_is_created(tmp_path: Path) -> None:
    role, stack = role_of(tmp_path), stack_of(tmp_path, {"roleArn": ARN})
    said = failing(stack)
    assert "ipv6-eni:crossAccount.roleArn" in said
    assert f"The specified role {ARN} does not exist" in said
    assert stack.show() == NOTHING

    role.settings = {"ipv6-eni-role:trustedAccountId": "1000000000000009"}
    role.up()
    assert f"the trust policy of {ARN} does not name acs:ram::1000000000000001:user/admin" in failing(stack)
    assert ARN in stack.pulumi_run("preview", check=False).stdout

    role.settings = {"ipv6-eni-role:externalId": "x-1"}
    role.up()
    said = failing(stack)
    assert ARN in said
    assert "sts:ExternalId" in said
    stack.settings = {"ipv6-eni:crossAccount": {"roleArn": ARN, "sessionSeconds": 7200, "externalId": "x-1"}}
    said = failing(stack)
    assert "DurationSeconds" in said
    assert counts(stack) == {"resource": {}, "user": ROLE_KINDS}


def test_a_missing_right_is_named_and_a_rerun_finishes(tmp_path: Path) -> None:
    role, stack = role_of(tmp_path), stack_of(tmp_path, {"roleArn": ARN})
    role.up()
    for position, action in enumerate(WITHHELD):
        withhold(stack, *WITHHELD[position:])
        said = failing(stack)
        assert f"is not allowed {action} on" in said, action
        assert "role/ipv6-eni" in said
    role.refresh()
    role.up()
    finishes(stack)
    assert counts(stack) == {
        "resource": OF_AN_ACCOUNT | {"eni": 1, "ipv6-address": 1},
        "user": OF_AN_ACCOUNT | ROLE_KINDS | {"eni": 2, "ipv6-address": 1},
    }
    stack.destroy()
    role.destroy()
    assert stack.show() == NOTHING


def test_a_missing_grant_is_named_and_a_rerun_finishes(tmp_path: Path) -> None:
    role, stack = role_of(tmp_path), stack_of(tmp_path, GRANTED)
    role.up()
    withhold(stack, "ecs:CreateNetworkInterfacePermission")
    assert "is not allowed ecs:CreateNetworkInterfacePermission on" in failing(stack)
    withhold(stack)
    finishes(stack)

    (grant,) = stack.show()["user"]["eni-permission"]
    revoked = {"NetworkInterfacePermissionId": grant["id"], "Force": True}
    stack.call("Ecs", "DeleteNetworkInterfacePermission", account="user", **revoked)
    done = stack.up("--replace", ATTACHMENT, check=False)
    assert done.returncode != 0
    assert f"The specified ENI {secondary(stack)['id']} does not exist" in done.stdout
    assert "InstanceAttach" in done.stdout
    stack.refresh()
    stack.up()
    assert secondary(stack)["status"] == "InUse"
    assert len(stack.show()["user"]["eni-permission"]) == 1
    assert unchanged(stack.up().stdout)
    stack.destroy()
    role.destroy()
    assert stack.show() == NOTHING


def test_a_session_that_ends_in_the_middle_is_named_and_a_rerun_finishes(tmp_path: Path) -> None:
    role, stack = role_of(tmp_path), stack_of(tmp_path, {"roleArn": ARN})
    role.up()
    sandbox = [sys.executable, "-m", "alicloud_sandbox", "--state", str(stack.state)]
    command = [*sandbox, "run", "--", *stack.engine_command("up", "--yes", "--skip-preview")]
    with subprocess.Popen(command, env=stack.environment(), stdout=subprocess.PIPE, text=True) as up:
        wait_for(stack, "Ecs.CreateNetworkInterface")
        subprocess.run([*sandbox, "expire"], env=stack.environment(), check=True)
        said, _ = up.communicate(timeout=900)
    assert up.returncode != 0
    assert "InvalidSecurityToken.Expired" in said
    assert f"of {ARN} has ended" in said
    finishes(stack)
    assert counts(stack)["user"] == OF_AN_ACCOUNT | ROLE_KINDS | {"eni": 2, "ipv6-address": 1}
    stack.destroy()
    role.destroy()
    assert stack.show() == NOTHING
