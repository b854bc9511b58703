"""Creates RAM's resources. RAM takes no ClientToken: what is there already is looked at, and must be as wanted."""

import json
from collections.abc import Callable
from typing import Any

from alicloud_ipv6.openapi import Api, ApiError
from alicloud_offline.errors import OfflineError
from alicloud_offline.resources import State, Wanted, only

_ROLE_INPUTS = {
    "roleName": "RoleName",
    "assumeRolePolicyDocument": "AssumeRolePolicyDocument",
    "description": "Description",
    "maxSessionDuration": "MaxSessionDuration",
}
_POLICY_INPUTS = {"policyName": "PolicyName", "policyDocument": "PolicyDocument", "description": "Description"}
_ATTACHMENT_INPUTS = {"policyName": "PolicyName", "policyType": "PolicyType", "roleName": "RoleName"}


def _role(api: Api, wanted: Wanted) -> tuple[str, State]:
    only(wanted, _ROLE_INPUTS)
    name = str(wanted.inputs["roleName"])
    _create(api, "CreateRole", _parameters(wanted, _ROLE_INPUTS))
    role = api.call("Ram", "GetRole", {"RoleName": name})["Role"]
    _check_same(wanted, _ROLE_INPUTS, role)
    return name, {**wanted.inputs, "arn": role["Arn"], "roleId": role["RoleId"]}


def _policy(api: Api, wanted: Wanted) -> tuple[str, State]:
    only(wanted, _POLICY_INPUTS)
    name = str(wanted.inputs["policyName"])
    _create(api, "CreatePolicy", _parameters(wanted, _POLICY_INPUTS))
    answer = api.call("Ram", "GetPolicy", {"PolicyName": name, "PolicyType": "Custom"})
    _check_same(wanted, _POLICY_INPUTS, {**answer["Policy"], **answer["DefaultPolicyVersion"]})
    return name, {**wanted.inputs, "type": "Custom"}


def _attachment(api: Api, wanted: Wanted) -> tuple[str, State]:
    only(wanted, _ATTACHMENT_INPUTS)
    given = _parameters(wanted, _ATTACHMENT_INPUTS)
    _create(api, "AttachPolicyToRole", given)
    return f"role:{given['PolicyName']}:{given['PolicyType']}:{given['RoleName']}", dict(wanted.inputs)


def _create(api: Api, action: str, parameters: dict[str, Any]) -> None:
    try:
        api.call("Ram", action, parameters)
    except ApiError as error:
        if not error.code.startswith("EntityAlreadyExists."):
            raise


def _check_same(wanted: Wanted, names: dict[str, str], found: dict[str, Any]) -> None:
    for name, parameter in names.items():
        if name in wanted.inputs and _comparable(wanted.inputs[name]) != _comparable(found.get(parameter)):
            raise OfflineError(
                f"{wanted.name} exists with another {name}, and `offline up` only creates:"
                " remove everything with `alicloud-sandbox reset`, or use `pulumi up`."
            )


def _comparable(value: object) -> object:
    """A policy document for what it says, not for how it is spaced."""
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


def _parameters(wanted: Wanted, names: dict[str, str]) -> dict[str, Any]:
    return {names[name]: value for name, value in wanted.inputs.items()}


CREATORS: dict[str, Callable[[Api, Wanted], tuple[str, State]]] = {
    "alicloud:ram/role:Role": _role,
    "alicloud:ram/policy:Policy": _policy,
    "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment": _attachment,
}
