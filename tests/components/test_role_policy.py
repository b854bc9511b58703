import json
from typing import Any

import pytest

from alicloud_ipv6._role_policy import (
    ATTACH_ACTIONS,
    EXAMPLE_ACTIONS,
    GRANT_ACTIONS,
    RECOVERY_ACTIONS,
    RoleScope,
    permissions,
    trust,
)

ACCOUNT = "1000000000000002"
ENIS, INSTANCES = f"acs:ecs:cn-beijing:{ACCOUNT}:eni/", f"acs:ecs:cn-beijing:{ACCOUNT}:instance/"


def allowed(scope: RoleScope = RoleScope.ATTACH_ONLY, **only: list[str]) -> dict[str, list[str]]:
    """Action to the resources it is allowed on; every action stands in one statement only."""
    narrowed = {f"ecs:{kind}": ids for kind, ids in only.items()}
    document: dict[str, Any] = json.loads(permissions(scope, "cn-beijing", ACCOUNT, narrowed))
    assert document["Version"] == "1"
    assert {statement["Effect"] for statement in document["Statement"]} == {"Allow"}
    pairs = [(action, one["Resource"]) for one in document["Statement"] for action in one["Action"]]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_to_attach_takes_these_actions_and_no_more() -> None:
    assert allowed() == {
        "ecs:AttachNetworkInterface": [f"{ENIS}*", f"{INSTANCES}*"],
        "ecs:DetachNetworkInterface": [f"{ENIS}*", f"{INSTANCES}*"],
        "ecs:AssignIpv6Addresses": [f"{ENIS}*"],
        "ecs:UnassignIpv6Addresses": [f"{ENIS}*"],
        "ecs:DescribeNetworkInterfaces": [f"{ENIS}*"],
        "vpc:DescribeIpv6Addresses": ["*"],
        "ecs:CreateNetworkInterfacePermission": ["*"],
        "ecs:DeleteNetworkInterfacePermission": ["*"],
        "ecs:DescribeNetworkInterfacePermissions": ["*"],
    }


def test_named_enis_and_instances_are_the_only_ones() -> None:
    found = allowed(eni=["eni-1", "eni-2"], instance=["i-1"])
    assert found["ecs:AttachNetworkInterface"] == [f"{ENIS}eni-1", f"{ENIS}eni-2", f"{INSTANCES}i-1"]
    assert found["ecs:AssignIpv6Addresses"] == [f"{ENIS}eni-1", f"{ENIS}eni-2"]
    assert found["ecs:CreateNetworkInterfacePermission"] == [f"{ENIS}eni-1", f"{ENIS}eni-2"]


def test_the_whole_example_adds_to_that() -> None:
    whole = allowed(RoleScope.WHOLE_EXAMPLE)
    assert whole.items() > allowed().items()
    assert whole.keys() == {**ATTACH_ACTIONS, **GRANT_ACTIONS, **EXAMPLE_ACTIONS, **RECOVERY_ACTIONS}.keys()
    assert whole["ecs:DeleteInstance"] == [f"{INSTANCES}*"]
    assert "ecs:CreateNetworkInterface" not in allowed()


@pytest.mark.parametrize("scope", list(RoleScope))
def test_no_action_is_a_pattern_and_none_is_of_ram_or_sts(scope: RoleScope) -> None:
    assert not [action for action in allowed(scope) if "*" in action or not action.startswith(("ecs:", "vpc:"))]


@pytest.mark.parametrize("scope", list(RoleScope))
def test_the_document_fits_into_a_policy(scope: RoleScope) -> None:
    assert len(permissions(scope, "cn-wulanchabu", ACCOUNT, {})) <= 6144


def test_one_account_is_trusted() -> None:
    assert json.loads(trust("1000000000000001", None)) == {
        "Version": "1",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"RAM": ["acs:ram::1000000000000001:root"]},
            }
        ],
    }


def test_an_external_id_is_asked_for() -> None:
    (statement,) = json.loads(trust("1000000000000001", "x-1"))["Statement"]
    assert statement["Condition"] == {"StringEquals": {"sts:ExternalId": "x-1"}}
