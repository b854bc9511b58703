"""RAM resources, with an API that has one role and one policy."""

from collections.abc import Mapping
from typing import Any

import pytest

from alicloud_ipv6._api.openapi import ApiError
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up.create_resource import ResourceRequest
from alicloud_offline.up.ram_resources import CREATORS

TRUST = '{"Statement": [], "Version": "1"}'
ROLE = {"roleName": "r", "assumeRolePolicyDocument": TRUST, "maxSessionDuration": 3600}
POLICY = {"policyName": "p", "policyDocument": TRUST}
ATTACHMENT = {"policyName": "p", "policyType": "Custom", "roleName": "r"}


class Ram:
    """Knows one role and one policy; `there` when they exist already."""

    def __init__(self, there: bool = False, seconds: int = 3600, document: str = TRUST) -> None:
        self.there = there
        self.calls: list[tuple[str, dict[str, object]]] = []
        self.role = {"Arn": "acs:ram::1:role/r", "RoleId": "3", "RoleName": "r", "MaxSessionDuration": seconds}
        self.document = document

    def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
        assert product == "Ram"
        self.calls.append((action, dict(params or {})))
        if not action.startswith("Get"):
            if self.there:
                raise ApiError(f"EntityAlreadyExists.{action.removeprefix('Create')}", "it does already exist", 409)
            return {}
        if action == "GetRole":
            return {"Role": {**self.role, "AssumeRolePolicyDocument": self.document}}
        return {"Policy": {"PolicyName": "p"}, "DefaultPolicyVersion": {"PolicyDocument": self.document}}


def create(api: Ram, kind: str, inputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    resource_type = f"alicloud:ram/{kind}:{kind[0].upper()}{kind[1:]}"
    return CREATORS[resource_type](api, ResourceRequest(f"urn::{resource_type}::mine", resource_type, inputs))


@pytest.mark.parametrize("there", [False, True])
def test_a_role_is_made_or_found(there: bool) -> None:
    api = Ram(there, document='{ "Version":"1","Statement":[] }')
    identifier, state = create(api, "role", ROLE)
    assert (identifier, state["arn"], state["roleName"]) == ("r", "acs:ram::1:role/r", "r")
    given = {"RoleName": "r", "AssumeRolePolicyDocument": TRUST, "MaxSessionDuration": 3600}
    assert api.calls[0] == ("CreateRole", given)


@pytest.mark.parametrize("there", [False, True])
def test_a_policy_is_made_or_found(there: bool) -> None:
    assert create(Ram(there), "policy", POLICY) == ("p", {**POLICY, "type": "Custom"})


@pytest.mark.parametrize("there", [False, True])
def test_a_policy_is_attached_or_found_attached(there: bool) -> None:
    api = Ram(there)
    assert create(api, "rolePolicyAttachment", ATTACHMENT) == ("role:p:Custom:r", ATTACHMENT)
    assert [action for action, _ in api.calls] == ["AttachPolicyToRole"]


@pytest.mark.parametrize(
    ("api", "kind", "inputs", "named"),
    [
        (Ram(there=True, seconds=7200), "role", ROLE, "maxSessionDuration"),
        (Ram(there=True, document='{"Version": "1"}'), "role", ROLE, "assumeRolePolicyDocument"),
        (Ram(there=True, document='{"Version": "1"}'), "policy", POLICY, "policyDocument"),
    ],
)
def test_what_exists_otherwise_is_named(api: Ram, kind: str, inputs: dict[str, Any], named: str) -> None:
    with pytest.raises(OfflineError, match=f"mine exists with another {named}"):
        create(api, kind, inputs)


def test_what_ram_refuses_is_raised() -> None:
    class Refusing(Ram):
        def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
            raise ApiError("NoPermission", "no", 403)

    with pytest.raises(ApiError, match="NoPermission"):
        create(Refusing(), "role", ROLE)


def test_an_unknown_property_is_refused_by_name() -> None:
    with pytest.raises(OfflineError, match="does not support 'force'"):
        create(Ram(), "role", {**ROLE, "force": True})
