"""The resource types that are more than one create call: attachments, rules, command runs, RAM, dynamic resources."""

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any

import dill  # type: ignore[import-untyped]
from pulumi.dynamic import Config, ConfigureRequest

from alicloud_ipv6.openapi import Api
from alicloud_offline import ram
from alicloud_offline.errors import OfflineError
from alicloud_offline.resources import State, Wanted, only, until

Creator = Callable[[Api, Wanted], tuple[str, State]]

_DYNAMIC = "pulumi-python:dynamic"
_PROVIDER = "__provider"
_RULE_INPUTS = {
    "ipProtocol": "IpProtocol",
    "portRange": "PortRange",
    "policy": "Policy",
    "priority": "Priority",
    "nicType": "NicType",
    "description": "Description",
}
_RULE_ID = ("ipProtocol", "portRange", "policy", "priority")
_RULE_PEERS = {
    "ingress": {"cidrIp": "SourceCidrIp", "ipv6CidrIp": "Ipv6SourceCidrIp", "sourceSecurityGroupId": "SourceGroupId"},
    "egress": {"cidrIp": "DestCidrIp", "ipv6CidrIp": "Ipv6DestCidrIp", "sourceSecurityGroupId": "DestGroupId"},
}
_RUN_ENDS = ("Success", "Failed", "PartialFailed", "Stopped")


def creator_of(resource_type: str, config: Mapping[str, str], project: str) -> Creator | None:
    """The creator of a special type; dynamic resources run the code they carry."""
    if resource_type.startswith(_DYNAMIC):
        return lambda api, wanted: _dynamic(wanted, config, project)
    return _CREATORS.get(resource_type)


def _attachment(api: Api, wanted: Wanted) -> tuple[str, State]:
    only(wanted, {"networkInterfaceId", "instanceId"})
    eni, instance = str(wanted.inputs["networkInterfaceId"]), str(wanted.inputs["instanceId"])

    def look() -> Mapping[str, Any] | None:
        rows = api.call("Ecs", "DescribeNetworkInterfaces", {"NetworkInterfaceId.1": eni})["NetworkInterfaceSets"]
        return next(iter(rows["NetworkInterfaceSet"]), None)

    found = look()
    if not found or found.get("InstanceId") != instance:
        api.call("Ecs", "AttachNetworkInterface", {"NetworkInterfaceId": eni, "InstanceId": instance})
    until(look, ("InUse",), f"ENI {eni}")
    return f"{eni}:{instance}", dict(wanted.inputs)


def _rule(api: Api, wanted: Wanted) -> tuple[str, State]:
    direction, group = str(wanted.inputs["type"]), str(wanted.inputs["securityGroupId"])
    names = {**_RULE_INPUTS, **_RULE_PEERS[direction]}
    only(wanted, {"type", "securityGroupId", *names})
    permission = {names[name]: value for name, value in wanted.inputs.items() if name in names}
    action = "AuthorizeSecurityGroup" if direction == "ingress" else "AuthorizeSecurityGroupEgress"
    api.call("Ecs", action, {"SecurityGroupId": group, "Permissions": [permission]})
    parts = (wanted.inputs.get(name) for name in (*_RULE_ID, *_RULE_PEERS[direction]))
    return ":".join([group, direction, *(str(part) for part in parts if part is not None)]), dict(wanted.inputs)


def _invocation(api: Api, wanted: Wanted) -> tuple[str, State]:
    only(wanted, {"commandId", "instanceIds", "parameters"})
    answer = api.call(
        "Ecs",
        "InvokeCommand",
        {
            "CommandId": wanted.inputs["commandId"],
            "InstanceId": wanted.inputs["instanceIds"],
            "Parameters": json.dumps(wanted.inputs.get("parameters") or {}),
        },
    )
    run = str(answer["InvokeId"])

    def look() -> Mapping[str, Any] | None:
        rows = api.call("Ecs", "DescribeInvocations", {"InvokeId": run})["Invocations"]["Invocation"]
        status = rows[0]["InvocationStatus"] if rows else ""
        return {"Status": "ended", "Result": status} if status in _RUN_ENDS else {"Status": status}

    result = until(look, ("ended",), f"invocation {run}")["Result"]
    if result != "Success":
        raise OfflineError(f"The command {wanted.inputs['commandId']} ended as {result}: {_output(api, run)}")
    return run, dict(wanted.inputs)


def _output(api: Api, run: str) -> str:
    answer = api.call("Ecs", "DescribeInvocationResults", {"InvokeId": run})
    rows = answer["Invocation"]["InvocationResults"]["InvocationResult"]
    return "\n".join(base64.b64decode(row.get("Output") or "").decode(errors="replace") for row in rows)


def _dynamic(wanted: Wanted, config: Mapping[str, str], project: str) -> tuple[str, State]:
    """Run the dynamic provider's own code: check, then create."""
    inputs = {name: value for name, value in wanted.inputs.items() if name != _PROVIDER}
    provider = dill.loads(base64.b64decode(wanted.inputs[_PROVIDER]))  # noqa: S301 (the program's own code)
    provider.configure(ConfigureRequest(Config(dict(config), project)))
    checked = provider.check({}, inputs)
    if checked.failures:
        raise OfflineError("; ".join(f"{failure.property}: {failure.reason}" for failure in checked.failures))
    result = provider.create(checked.inputs)
    return str(result.id), {**inputs, **(result.outs or {})}


_CREATORS: dict[str, Creator] = {
    "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment": _attachment,
    "alicloud:ecs/securityGroupRule:SecurityGroupRule": _rule,
    "alicloud:ecs/ecsInvocation:EcsInvocation": _invocation,
    **ram.CREATORS,
}
