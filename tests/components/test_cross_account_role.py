import json
from typing import Any

import pulumi
import pytest

from alicloud_ipv6 import CrossAccountRole, CrossAccountRoleArgs, RoleScope
from tests.components.recorder import Recorder, record, refused

TRUSTED, OWN = "1000000000000001", "1000000000000002"
ROLE, POLICY = "ram/role:Role", "ram/policy:Policy"
ARN = f"acs:ram::{OWN}:role/ipv6-eni"


def build(**args: object) -> CrossAccountRole:
    given: dict[str, Any] = {"trusted_account_id": TRUSTED, **args}
    return CrossAccountRole("ipv6-eni", CrossAccountRoleArgs(**given))


def recorded(**args: object) -> Recorder:
    def program() -> None:
        pulumi.export("arn", build(**args).role_arn)

    return record(program, outputs={f"alicloud:{ROLE}": {"arn": ARN}})


def test_role_and_policy_have_the_tags() -> None:
    made = recorded(tags={"a": "b"})
    assert [made.one(kind).inputs["tags"] for kind in (ROLE, POLICY)] == [{"a": "b"}] * 2


def statements(made: Recorder) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(made.one(POLICY).inputs["policyDocument"])["Statement"]
    return found


def test_the_role_trusts_one_account() -> None:
    role = recorded(longest_session_seconds=7200, external_id="x-1").one(ROLE)
    assert (role.inputs["roleName"], role.inputs["maxSessionDuration"]) == ("ipv6-eni", 7200)
    (statement,) = json.loads(role.inputs["assumeRolePolicyDocument"])["Statement"]
    assert statement["Principal"] == {"RAM": [f"acs:ram::{TRUSTED}:root"]}
    assert statement["Condition"] == {"StringEquals": {"sts:ExternalId": "x-1"}}


def test_the_policy_is_of_the_roles_own_account_and_attached_to_it() -> None:
    made = recorded(region="cn-beijing")
    resources = {arn for statement in statements(made) for arn in statement["Resource"]}
    assert resources == {"*", f"acs:ecs:cn-beijing:{OWN}:eni/*", f"acs:ecs:cn-beijing:{OWN}:instance/*"}
    attachment = made.one("RolePolicyAttachment")
    assert attachment.inputs == {"roleName": "ipv6-eni", "policyName": "ipv6-eni", "policyType": "Custom"}
    assert attachment.property_dependencies == {"roleName": {"ipv6-eni-role"}, "policyName": {"ipv6-eni-policy"}}


def test_by_default_it_may_attach_only() -> None:
    actions = {action for statement in statements(recorded()) for action in statement["Action"]}
    assert "ecs:AttachNetworkInterface" in actions
    assert "ecs:RunInstances" not in actions


def test_the_whole_example_can_be_allowed() -> None:
    made = recorded(scope=RoleScope.WHOLE_EXAMPLE)
    assert "ecs:RunInstances" in {action for statement in statements(made) for action in statement["Action"]}


def test_it_can_be_narrowed_to_enis_and_instances() -> None:
    found = statements(recorded(network_interface_ids=["eni-1"], instance_ids=["i-1"]))
    resources = {arn for statement in found for arn in statement["Resource"]}
    assert resources == {"*", f"acs:ecs:*:{OWN}:eni/eni-1", f"acs:ecs:*:{OWN}:instance/i-1"}


def test_output_and_parents() -> None:
    made = recorded(role_name="other")
    assert made.stack_outputs == {"arn": ARN}
    assert {one.parent for one in made.registered if one.name != "ipv6-eni"} == {"ipv6-eni"}
    assert made.one(ROLE).inputs["roleName"] == made.one(POLICY).inputs["policyName"] == "other"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"trusted_account_id": "1"}, "trusted_account_id"),
        ({"role_name": "a_b"}, "role_name"),
        ({"role_name": "a.b"}, "role_name"),
        ({"external_id": "?"}, "external_id"),
        ({"longest_session_seconds": 900}, "longest_session_seconds"),
        ({"scope": RoleScope.WHOLE_EXAMPLE, "network_interface_ids": ["eni-1"]}, "network_interface_ids"),
        ({"scope": RoleScope.WHOLE_EXAMPLE, "instance_ids": ["i-1"]}, "instance_ids"),
    ],
)
def test_wrong_input_is_refused_before_anything_is_registered(wrong: dict[str, object], named: str) -> None:
    assert list(refused(lambda: build(**wrong))) == [named]
