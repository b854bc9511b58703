"""An assumed role with the official SDKs and a real server: the requests, the log, and what a restart leaves."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from alicloud_sandbox.iam.keyring import ACCOUNTS
from tests.sandbox import serving
from tests.sandbox.conftest import REGION, ZONE
from tests.sandbox.iam.ram.ram_fixtures import RESOURCE, USER, allow, document, root, trusting
from tests.sandbox.serving import ECS_HOST, ECS_VERSION, VPC_HOST, VPC_VERSION, Served, Wire
from tests.sandbox.signing import acs3

PROGRAM = Path(__file__).with_name("sdk_assume_role.py")
RAM_HOST, RAM_VERSION = "ram.aliyuncs.com", "2015-05-01"


def ask(served: Served, host: str, version: str, action: str, **parameters: str) -> dict[str, Any]:
    """One action of account `user` over the wire."""
    with closing(Wire(served, host)) as wire:
        request = acs3(served.key("user"), (version, action), {"RegionId": REGION, **parameters}, host=host)
        status, answer = wire.send(request)
    assert status == 200, answer
    return answer


def make_role(served: Served) -> str:
    """A role of account `user` that account `resource` may assume; it makes ENIs and deletes none."""
    trust, policy = document(trusting(root(RESOURCE))), document(allow("ecs:CreateNetworkInterface", "ecs:Describe*"))
    role = ask(served, RAM_HOST, RAM_VERSION, "CreateRole", RoleName="Cross", AssumeRolePolicyDocument=trust)["Role"]
    ask(served, RAM_HOST, RAM_VERSION, "CreatePolicy", PolicyName="cross", PolicyDocument=policy)
    attached = {"PolicyType": "Custom", "PolicyName": "cross", "RoleName": "Cross"}
    ask(served, RAM_HOST, RAM_VERSION, "AttachPolicyToRole", **attached)
    return str(role["Arn"])


def make_network(served: Served) -> tuple[str, str]:
    """A vSwitch and a security group of account `user`."""
    vpc = ask(served, VPC_HOST, VPC_VERSION, "CreateVpc", CidrBlock="192.168.0.0/16")["VpcId"]
    state_file = {"VpcId": vpc, "ZoneId": ZONE, "CidrBlock": "192.168.1.0/24"}
    vswitch = ask(served, VPC_HOST, VPC_VERSION, "CreateVSwitch", **state_file)["VSwitchId"]
    return vswitch, ask(served, ECS_HOST, ECS_VERSION, "CreateSecurityGroup", VpcId=vpc)["SecurityGroupId"]


@pytest.mark.parametrize("algorithm", ["ACS3", "v2"])
def test_the_official_sdks_act_through_a_role(tmp_path: Path, algorithm: str) -> None:
    with serving.serve(tmp_path) as served:
        role = make_role(served)
        command = [sys.executable, str(PROGRAM), role, *make_network(served)]
        done = serving.sandbox(served.state_file, "run", "--", *command, *([algorithm] if algorithm == "v2" else []))
        assert done.returncode == 0, done.stderr
        seen = json.loads(done.stdout)
        found = ask(served, ECS_HOST, ECS_VERSION, "DescribeNetworkInterfaces")
        log = "\n".join(served.log())
    assert seen["assumed"] == f"acs:ram::{USER}:role/cross/sdk"
    assert (seen["identity"]["AccountId"], seen["identity"]["IdentityType"]) == (USER, "AssumedRoleUser")
    assert [eni["NetworkInterfaceId"] for eni in found["NetworkInterfaceSets"]["NetworkInterfaceSet"]] == [seen["eni"]]
    assert seen["owner"] == ACCOUNTS["user"]
    status, code, message = seen["delete"]
    assert (status, code) == (403, "Forbidden.RAM")
    assert "ecs:DeleteNetworkInterface" in message
    assert seen["eni"] in message
    assert seen["other role"][:2] == [404, "EntityNotExist.Role"]
    assert seen["without token"][:2] == [400, "MissingSecurityToken"]
    assert "account=user action=Ecs.CreateNetworkInterface" in log
    assert not [secret for secret in seen["secrets"] if secret in log]


def test_the_operator_may_do_nothing(tmp_path: Path) -> None:
    with serving.serve(tmp_path) as served:
        command = [sys.executable, "-m", "alicloud_sandbox", "--state", str(served.state_file.path), "env", "--account"]
        done = subprocess.run(
            [*command, "user/operator"],
            env=serving.environment(),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert served.key("user/operator").key_id in done.stdout
        status, answer = serving.call(served, "DescribeVpcs", "user/operator", RegionId=REGION)
    assert (status, answer["Code"]) == (403, "Forbidden.RAM")
    assert f"acs:ram::{USER}:user/operator is not allowed vpc:DescribeVpcs" in answer["Message"]
