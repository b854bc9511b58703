"""The assignment acts as the provider of its component does, however that provider gets its credentials."""

import json
import sys
from pathlib import Path

import pytest

from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.iam.sts.oidc_issuer import provider_arn
from tests.engine.conftest import Deployment
from tests.engine.engine_programs import project

USER = ACCOUNTS["user"]
KEYS = (
    "ALICLOUD_ACCESS_KEY",
    "ALICLOUD_SECRET_KEY",
    "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
)
WITHOUT_KEYS = [word for name in KEYS for word in ("-u", name)]


def make_role(stack: Deployment, **trusted: str) -> str:
    """An administrator's role of account `user` with this principal, and its ARN."""
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": trusted}
    if "Federated" in trusted:
        statement["Condition"] = {"StringLike": {"oidc:sub": "repo:shop/*"}}
    trust = json.dumps({"Version": "1", "Statement": [statement]})
    role = stack.call("Ram", "CreateRole", account="user", RoleName="acting", AssumeRolePolicyDocument=trust)["Role"]
    policy = {"PolicyType": "System", "PolicyName": "AdministratorAccess", "RoleName": "acting"}
    stack.call("Ram", "AttachPolicyToRole", account="user", **policy)
    return str(role["Arn"])


def oidc_settings(stack: Deployment, folder: Path) -> dict[str, object]:
    command = (sys.executable, "-m", "alicloud_sandbox", "--state", str(stack.state), "token", "--subject")
    token_file = folder / "token.jwt"
    token_file.write_text(stack.execute([*command, "repo:shop/web"]).stdout.strip())
    arn = make_role(stack, Federated=provider_arn(USER))
    oidc = {"role_arn": arn, "oidc_provider_arn": provider_arn(USER), "oidc_token_file": str(token_file)}
    return {"assume_role_with_oidc": {**oidc, "role_session_name": "ci"}}


@pytest.mark.parametrize("way", ["role", "oidc"])
def test_the_assignment_acts_as_the_components_provider(tmp_path: Path, way: str) -> None:
    stack = Deployment(tmp_path, source=project(tmp_path, "acting"))
    if way == "role":
        arn = make_role(stack, RAM=f"acs:ram::{ACCOUNTS['resource']}:root")
        settings: dict[str, object] = {"assume_role": {"role_arn": arn, "session_name": "ci"}}
    else:
        settings = oidc_settings(stack, tmp_path)
    stack.settings = {"acting:provider": settings}
    before = len(stack.log())
    without = WITHOUT_KEYS if way == "oidc" else []
    stack.run("env", *without, *stack.engine_command("up", "--yes", "--skip-preview"))
    (address,) = stack.outputs()["ipv6Addresses"]
    assert [one["address"] for one in stack.show()["user"]["ipv6-address"]] == [address]
    assert "eni" not in stack.show()["resource"]
    calls = [row for row in stack.log()[before:] if row.action == "Ecs.AssignIpv6Addresses"]
    assert [(row.account, row.result) for row in calls] == [("user", "200/OK")]
    stack.run("env", *without, *stack.engine_command("destroy", "--yes", "--skip-preview"))
    assert not stack.show()["user"].get("vpc")
