"""What is secret or unknown stays so on its way through the plugin."""

import asyncio

from google.protobuf import json_format, struct_pb2
from pulumi.output import Unknown
from pulumi.runtime import rpc

from alicloud_ipv6.plugin.wire import read, secrets, write

SECRET = {rpc._special_sig_key: rpc._special_secret_sig, "value": "hush"}


def bag(**properties: object) -> struct_pb2.Struct:
    return json_format.ParseDict(properties, struct_pb2.Struct())


def test_reads_plain_values_of_secrets_and_keeps_the_unknown() -> None:
    found = read(bag(externalId=SECRET, region="cn-beijing", ipv6Addresses=["::1"], count=rpc.UNKNOWN))
    assert isinstance(found.pop("count"), Unknown)
    assert found == {"externalId": "hush", "region": "cn-beijing", "ipv6Addresses": ["::1"]}


def test_tells_what_is_secret_also_deep_inside() -> None:
    assert secrets(bag(externalId=SECRET, region="r"), bag(tags={"a": [SECRET]})) == {"externalId", "tags"}


def test_writes_secrets_as_such() -> None:
    written = asyncio.run(write({"externalId": "hush", "assigned": ["::1"], "gone": None}, frozenset({"externalId"})))
    assert secrets(written) == {"externalId"}
    assert read(written) == {"externalId": "hush", "assigned": ["::1"]}
