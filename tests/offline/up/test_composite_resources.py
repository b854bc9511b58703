"""Resources that take more than one call to create."""

import base64
from collections.abc import Mapping
from typing import Any

import pytest

from alicloud_ipv6._api.openapi import NO_ANSWER
from alicloud_ipv6.api import ApiError
from alicloud_offline.offline_error import OfflineError
from alicloud_offline.up.composite_resources import creator_of
from alicloud_offline.up.create_resource import ResourceRequest, State
from tests.offline.up.prepared_api import PreparedApi

ATTACHMENT = "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment"
RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
INVOCATION = "alicloud:ecs/ecsInvocation:EcsInvocation"


def create(api: PreparedApi, type_: str, inputs: dict[str, Any]) -> tuple[str, State]:
    creator = creator_of(type_, {}, "shop")
    assert creator is not None
    return creator(api, ResourceRequest(f"urn::{type_}::one", type_, inputs))


def eni(status: str, instance: str = "") -> dict[str, Any]:
    return {"NetworkInterfaceSets": {"NetworkInterfaceSet": [{"Status": status, "InstanceId": instance}]}}


def test_an_eni_is_attached_unless_it_is_already() -> None:
    inputs = {"networkInterfaceId": "eni-1", "instanceId": "i-1"}
    api = PreparedApi(eni("Available"), {}, eni("InUse", "i-1"))
    assert create(api, ATTACHMENT, inputs) == ("eni-1:i-1", inputs)
    assert [action for _, action, _ in api.calls][1] == "AttachNetworkInterface"
    again = PreparedApi(eni("InUse", "i-1"), eni("InUse", "i-1"))
    create(again, ATTACHMENT, inputs)
    assert {action for _, action, _ in again.calls} == {"DescribeNetworkInterfaces"}


def test_an_attachment_whose_answer_is_lost_is_looked_at_before_it_is_repeated() -> None:
    inputs = {"networkInterfaceId": "eni-1", "instanceId": "i-1"}

    class Losing(PreparedApi):
        def call(self, product: str, action: str, params: Mapping[str, object] | None = None) -> dict[str, Any]:
            answer = super().call(product, action, params)
            if action == "AttachNetworkInterface":
                raise ApiError(NO_ANSWER, "reset")
            return answer

    api = Losing(eni("Available"), {}, eni("InUse", "i-1"), eni("InUse", "i-1"))
    assert create(api, ATTACHMENT, inputs) == ("eni-1:i-1", inputs)
    assert [action for _, action, _ in api.calls].count("AttachNetworkInterface") == 1


def test_a_rule_has_the_fields_of_its_direction() -> None:
    inputs = {"type": "egress", "securityGroupId": "sg-1", "ipProtocol": "all", "ipv6CidrIp": "::/0"}
    api = PreparedApi({})
    assert create(api, RULE, inputs)[0] == "sg-1:egress:all:::/0"
    ((_, action, parameters),) = api.calls
    assert action == "AuthorizeSecurityGroupEgress"
    assert parameters["Permissions"] == [{"IpProtocol": "all", "Ipv6DestCidrIp": "::/0"}]


def test_a_failed_invocation_has_its_output() -> None:
    status = {"Invocations": {"Invocation": [{"InvocationStatus": "Failed"}]}}
    output = {"Output": base64.b64encode(b"no such interface").decode()}
    results = {"Invocation": {"InvocationResults": {"InvocationResult": [output]}}}
    api = PreparedApi({"InvokeId": "t-1"}, status, results)
    with pytest.raises(OfflineError, match="c-1 ended with status Failed: no such interface"):
        create(api, INVOCATION, {"commandId": "c-1", "instanceIds": ["i-1"]})
