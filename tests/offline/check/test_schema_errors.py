"""Inputs checked against the SDK. As observed, the provider refuses what is mandatory here, and converts the rest.

Except where a conversion loses data: it converts 7.5 to 7, true to 1, 1 to true and a string to a list of one.
"""

import re
from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime import rpc

from alicloud_offline.check.recorded_resource import RecordedResource
from alicloud_offline.check.schema_errors import RULES, schema_errors
from tests.offline.secret_message import secret_value

SWITCH = "alicloud:vpc/switch:Switch"
ENI = "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface"
INSTANCE = "alicloud:ecs/instance:Instance"


def found(resource_type: str, **properties: object) -> list[tuple[str, str]]:
    inputs = json_format.ParseDict(properties, struct_pb2.Struct())
    record = RecordedResource(f"urn:pulumi:dev::p::{resource_type}::one", resource_type, "one", True, inputs)
    return [(one.rule, one.message) for one in schema_errors([record])]


@pytest.mark.parametrize(
    ("resource_type", "properties", "rule", "says"),
    [
        (
            SWITCH,
            {"cidrBlok": "10.0.0.0/24"},
            "unknown-property",
            "cidrBlok is not a property of this type; did you mean cidrBlock",
        ),
        (SWITCH, {"ipv6CidrBlockMask": "seven"}, "wrong-type", "ipv6CidrBlockMask must be an integer, not a string"),
        (SWITCH, {"ipv6CidrBlockMask": [7]}, "wrong-type", "must be an integer, not a list"),
        (SWITCH, {"ipv6CidrBlockMask": 7.5}, "wrong-type", "must be an integer, not a fractional number"),
        (SWITCH, {"ipv6CidrBlockMask": True}, "wrong-type", "must be an integer, not a boolean"),
        (SWITCH, {"ipv6CidrBlockMask": "7"}, "converted-type", "must be an integer, not a string"),
        (SWITCH, {"cidrBlock": ["10.0.0.0/24"]}, "wrong-type", "cidrBlock must be a string, not a list"),
        (SWITCH, {"cidrBlock": {"a": "b"}}, "wrong-type", "must be a string, not an object"),
        (SWITCH, {"cidrBlock": 5}, "converted-type", "must be a string, not an integer"),
        (SWITCH, {"enableIpv6": "yes"}, "wrong-type", "enableIpv6 must be a boolean, not a string"),
        (SWITCH, {"enableIpv6": "true"}, "converted-type", "must be a boolean, not a string"),
        (SWITCH, {"tags": ["a"]}, "wrong-type", "tags must be an object, not a list"),
        (SWITCH, {"tags": {"a": ["b"]}}, "wrong-type", "tags.a must be a string, not a list"),
        (
            ENI,
            {"vswitchId": "v", "securityGroupIds": "sg"},
            "wrong-type",
            "securityGroupIds must be a list, not a string",
        ),
        (ENI, {"securityGroupIds": ["sg-1"]}, "missing-property", "vswitchId is required"),
        (
            INSTANCE,
            {"dataDisks": [{"size": 20, "siez": 1}]},
            "unknown-property",
            r"dataDisks\[0\].siez is not a property",
        ),
        (INSTANCE, {"dataDisks": [{"category": "cloud"}]}, "missing-property", r"dataDisks\[0\].size is required"),
        (INSTANCE, {"dataDisks": {"size": 20}}, "wrong-type", "dataDisks must be a list, not an object"),
        (INSTANCE, {"password": secret_value(["a"])}, "wrong-type", "password must be a string, not a list"),
        ("alicloud:vpc/swich:Swich", {}, "unknown-type", "no resource type alicloud:vpc/swich:Swich"),
        ("alicloud:nowhere/thing:Thing", {}, "unknown-type", "no resource type alicloud:nowhere/thing:Thing"),
        ("pulumi:providers:alicloud", {"regoin": "cn-beijing"}, "unknown-property", "did you mean region"),
    ],
)
def test_an_error_is_named(resource_type: str, properties: dict[str, Any], rule: str, says: str) -> None:
    ((named, message),) = found(resource_type, **properties)
    assert named == rule
    assert re.search(says, message), message


@pytest.mark.parametrize(
    ("resource_type", "properties"),
    [
        (SWITCH, {"cidrBlock": "10.0.0.0/24", "ipv6CidrBlockMask": 7, "enableIpv6": False, "tags": {"a": "b"}}),
        (SWITCH, {"cidrBlock": rpc.UNKNOWN, "ipv6CidrBlockMask": rpc.UNKNOWN, "tags": rpc.UNKNOWN}),
        (SWITCH, {"cidrBlock": None, "__defaults": []}),
        (ENI, {"vswitchId": rpc.UNKNOWN, "securityGroupIds": ["sg-1", rpc.UNKNOWN]}),
        (INSTANCE, {"password": secret_value(rpc.UNKNOWN), "dataDisks": [{"size": 20}]}),
        ("pulumi:providers:alicloud", {"region": "cn-beijing", "version": "4.0.0", "assumeRole": "{}"}),
        ("other:index:Thing", {"anything": [1]}),
    ],
)
def test_what_is_right_or_not_known_is_left_alone(resource_type: str, properties: dict[str, Any]) -> None:
    assert found(resource_type, **properties) == []


def test_a_secret_value_is_never_repeated() -> None:
    assert all("hunter2" not in message for _, message in found(SWITCH, ipv6CidrBlockMask=secret_value("hunter2")))


def test_every_rule_is_described() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) == 5
