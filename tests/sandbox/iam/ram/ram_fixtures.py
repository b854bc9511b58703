"""Users, roles and sessions for tests."""

import json
from typing import Any

from alicloud_sandbox.iam import callers
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.iam.ram.ram_records import RoleSession
from tests.sandbox.conftest import Cloud

RESOURCE, USER = ACCOUNTS["resource"], ACCOUNTS["user"]


def document(*statements: dict[str, Any]) -> str:
    """A policy or trust policy."""
    return json.dumps({"Version": "1", "Statement": list(statements)})


def allow(*actions: str, on: str | list[str] = "*", **more: object) -> dict[str, Any]:
    """A statement that allows actions on resources."""
    return {"Effect": "Allow", "Action": list(actions), "Resource": on, **more}


def deny(*actions: str, on: str | list[str] = "*", **more: object) -> dict[str, Any]:
    """A statement that denies actions on resources."""
    return {"Effect": "Deny", "Action": list(actions), "Resource": on, **more}


def trusting(*principals: str, effect: str = "Allow", **more: object) -> dict[str, Any]:
    """A statement of a trust policy for RAM principals."""
    return {"Effect": effect, "Action": "sts:AssumeRole", "Principal": {"RAM": list(principals)}, **more}


def trusting_service(service: str) -> dict[str, Any]:
    """A statement of a trust policy for a service of the vendor."""
    return {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": [f"{service}.aliyuncs.com"]}}


def federated(provider: str, **more: object) -> dict[str, Any]:
    """A statement of a trust policy for an identity provider."""
    return {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Federated": provider}, **more}


def root(account: str) -> str:
    """An account as a trust policy names it."""
    return f"acs:ram::{account}:root"


def make_user(cloud: Cloud, name: str, *statements: dict[str, Any]) -> Cloud:
    """The cloud for a new user with one policy of these statements, or without any."""
    user = cloud.ram("CreateUser", UserName=name)["User"]
    if statements:
        give(cloud, f"{name}-policy", *statements, UserName=name)
    account = ACCOUNTS[cloud.account]
    return cloud.acting(callers.user(account, name, user["UserId"]))


def make_role(cloud: Cloud, name: str, trust: str, *statements: dict[str, Any], max_seconds: int | None = None) -> str:
    """The ARN of a new role with one policy of these statements, or without any."""
    role = cloud.ram("CreateRole", RoleName=name, AssumeRolePolicyDocument=trust, MaxSessionDuration=max_seconds)[
        "Role"
    ]
    if statements:
        give(cloud, f"{name}-policy", *statements, RoleName=name)
    return str(role["Arn"])


def give(cloud: Cloud, policy: str, *statements: dict[str, Any], **principal: str) -> None:
    """Make a policy and attach it to `UserName` or `RoleName`."""
    cloud.ram("CreatePolicy", PolicyName=policy, PolicyDocument=document(*statements))
    attach(cloud, policy, "Custom", **principal)


def attach(cloud: Cloud, policy: str, kind: str = "System", **principal: str) -> None:
    """Attach a policy to `UserName` or `RoleName`."""
    action = "AttachPolicyToRole" if "RoleName" in principal else "AttachPolicyToUser"
    cloud.ram(action, PolicyType=kind, PolicyName=policy, **principal)


def assume(cloud: Cloud, role_arn: str, **parameters: object) -> Cloud:
    """The cloud for a new session of a role."""
    answer = cloud.sts("AssumeRole", **{"RoleArn": role_arn, "RoleSessionName": "session", **parameters})
    session = cloud.dispatcher.store.get(RoleSession, answer["Credentials"]["AccessKeyId"])
    assert session is not None
    return cloud.acting(callers.role_session(session))
