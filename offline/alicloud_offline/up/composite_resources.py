"""Resource types that take more than one call to create: attachments, rules, command runs, RAM, dynamic resources."""

import base64
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import dill  # type: ignore[import-untyped]
from pulumi.dynamic import Config, ConfigureRequest

from alicloud_ipv6.api import Api, Deadline
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.program.type_tokens import DYNAMIC
from alicloud_offline.up import ram_resources
from alicloud_offline.up.create_resource import TIMEOUT, ResourceRequest, State, check_inputs, wait_until
from alicloud_offline.up.resource_tables import parameters_of

Creator = Callable[[Api, ResourceRequest], tuple[str, State]]

_PROVIDER = "__provider"
_RULE_INPUTS = parameters_of("ipProtocol portRange policy priority nicType description")
_RULE_ID = ("ipProtocol", "portRange", "policy", "priority")
_RULE_PEERS = {
    "ingress": {"cidrIp": "SourceCidrIp", "ipv6CidrIp": "Ipv6SourceCidrIp", "sourceSecurityGroupId": "SourceGroupId"},
    "egress": {"cidrIp": "DestCidrIp", "ipv6CidrIp": "Ipv6DestCidrIp", "sourceSecurityGroupId": "DestGroupId"},
}
_FINAL_STATUSES = ("Success", "Failed", "PartialFailed", "Stopped")


def creator_of(resource_type: str, config: Mapping[str, str], project: str) -> Creator | None:
    """Return the function that creates this type; that of a dynamic resource runs the code in its inputs."""
    if resource_type.startswith(DYNAMIC):
        return lambda api, request: _dynamic(request, config, project)
    return _CREATORS.get(resource_type)


def _attachment(api: Api, request: ResourceRequest) -> tuple[str, State]:
    check_inputs(request, {"networkInterfaceId", "instanceId"})
    eni, instance = str(request.inputs["networkInterfaceId"]), str(request.inputs["instanceId"])

    def read() -> Mapping[str, Any] | None:
        rows = api.call("Ecs", "DescribeNetworkInterfaces", {"NetworkInterfaceId.1": eni})["NetworkInterfaceSets"]
        return next(iter(rows["NetworkInterfaceSet"]), None)

    def attach() -> None:
        """Attach the ENI unless it is; a lost answer may have hidden that."""
        found = read()
        if not found or found.get("InstanceId") != instance:
            api.call("Ecs", "AttachNetworkInterface", {"NetworkInterfaceId": eni, "InstanceId": instance})

    Deadline(TIMEOUT).retry(attach)
    wait_until(read, ("InUse",), f"ENI {eni}")
    return f"{eni}:{instance}", dict(request.inputs)


def _rule(api: Api, request: ResourceRequest) -> tuple[str, State]:
    direction, group = str(request.inputs["type"]), str(request.inputs["securityGroupId"])
    names = {**_RULE_INPUTS, **_RULE_PEERS[direction]}
    check_inputs(request, {"type", "securityGroupId", *names})
    permission = {names[name]: value for name, value in request.inputs.items() if name in names}
    action = "AuthorizeSecurityGroup" if direction == "ingress" else "AuthorizeSecurityGroupEgress"
    api.call("Ecs", action, {"SecurityGroupId": group, "Permissions": [permission]})
    parts = (request.inputs.get(name) for name in (*_RULE_ID, *_RULE_PEERS[direction]))
    return ":".join([group, direction, *(str(part) for part in parts if part is not None)]), dict(request.inputs)


def _invocation(api: Api, request: ResourceRequest) -> tuple[str, State]:
    check_inputs(request, {"commandId", "instanceIds", "parameters"})
    answer = api.call(
        "Ecs",
        "InvokeCommand",
        {
            "CommandId": request.inputs["commandId"],
            "InstanceId": request.inputs["instanceIds"],
            "Parameters": json.dumps(request.inputs.get("parameters") or {}),
            "ClientToken": str(uuid.uuid4()),
        },
    )
    run = str(answer["InvokeId"])

    def read() -> Mapping[str, Any] | None:
        rows = api.call("Ecs", "DescribeInvocations", {"InvokeId": run})["Invocations"]["Invocation"]
        status = rows[0]["InvocationStatus"] if rows else ""
        return {"Status": "ended", "Result": status} if status in _FINAL_STATUSES else {"Status": status}

    result = wait_until(read, ("ended",), f"invocation {run}")["Result"]
    if result != "Success":
        raise OfflineError(f"The command {request.inputs['commandId']} ended with status {result}: {_output(api, run)}")
    return run, dict(request.inputs)


def _output(api: Api, run: str) -> str:
    answer = api.call("Ecs", "DescribeInvocationResults", {"InvokeId": run})
    rows = answer["Invocation"]["InvocationResults"]["InvocationResult"]
    return "\n".join(base64.b64decode(row.get("Output") or "").decode(errors="replace") for row in rows)


def _dynamic(request: ResourceRequest, config: Mapping[str, str], project: str) -> tuple[str, State]:
    """Run the dynamic provider's own code: `check`, then `create`."""
    inputs = {name: value for name, value in request.inputs.items() if name != _PROVIDER}
    provider = dill.loads(base64.b64decode(request.inputs[_PROVIDER]))  # noqa: S301 (the program's own code)
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
    **ram_resources.CREATORS,
}
