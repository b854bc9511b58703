"""Create RAM resources. RAM has no ClientToken, so an existing resource is read and must have the given properties."""

import json
from collections.abc import Callable
from typing import Any

from alicloud_ipv6.api import Api, ApiError
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up.create_resource import ResourceRequest, State, check_inputs
from alicloud_offline.up.resource_tables import parameters_of

_ROLE_INPUTS = parameters_of("roleName assumeRolePolicyDocument description maxSessionDuration")
_POLICY_INPUTS = parameters_of("policyName policyDocument description")
_ATTACHMENT_INPUTS = parameters_of("policyName policyType roleName")


def _role(api: Api, request: ResourceRequest) -> tuple[str, State]:
    check_inputs(request, _ROLE_INPUTS)
    name = str(request.inputs["roleName"])
    _create(api, "CreateRole", _parameters(request, _ROLE_INPUTS))
    role = api.call("Ram", "GetRole", {"RoleName": name})["Role"]
    _check_same(request, _ROLE_INPUTS, role)
    return name, {**request.inputs, "arn": role["Arn"], "roleId": role["RoleId"]}


def _policy(api: Api, request: ResourceRequest) -> tuple[str, State]:
    check_inputs(request, _POLICY_INPUTS)
    name = str(request.inputs["policyName"])
    _create(api, "CreatePolicy", _parameters(request, _POLICY_INPUTS))
    answer = api.call("Ram", "GetPolicy", {"PolicyName": name, "PolicyType": "Custom"})
    _check_same(request, _POLICY_INPUTS, {**answer["Policy"], **answer["DefaultPolicyVersion"]})
    return name, {**request.inputs, "type": "Custom"}


def _attachment(api: Api, request: ResourceRequest) -> tuple[str, State]:
    check_inputs(request, _ATTACHMENT_INPUTS)
    given = _parameters(request, _ATTACHMENT_INPUTS)
    _create(api, "AttachPolicyToRole", given)
    return f"role:{given['PolicyName']}:{given['PolicyType']}:{given['RoleName']}", dict(request.inputs)


def _create(api: Api, action: str, parameters: dict[str, Any]) -> None:
    try:
        api.call("Ram", action, parameters)
    except ApiError as error:
        if not error.code.startswith("EntityAlreadyExists."):
            raise


def _check_same(request: ResourceRequest, names: dict[str, str], found: dict[str, Any]) -> None:
    for name, parameter in names.items():
        if name in request.inputs and _comparable(request.inputs[name]) != _comparable(found.get(parameter)):
            raise OfflineError(
                f"{request.name} exists with another {name}, and `alicloud-offline up` only creates:"
                " remove everything with `alicloud-sandbox reset`, or use `pulumi up`."
            )


def _comparable(value: object) -> object:
    """Return a policy document without its spacing, every other value as it is."""
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


def _parameters(request: ResourceRequest, names: dict[str, str]) -> dict[str, Any]:
    return {names[name]: value for name, value in request.inputs.items()}


CREATORS: dict[str, Callable[[Api, ResourceRequest], tuple[str, State]]] = {
    "alicloud:ram/role:Role": _role,
    "alicloud:ram/policy:Policy": _policy,
    "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment": _attachment,
}
