"""The plugin as an engine meets it: a process, spoken to over gRPC, that works on a real sandbox.

Not proved here: what an engine makes of the answers, and how components are made; see tests/examples and tests/engine.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf import json_format, struct_pb2
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime import proto, rpc
from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

from alicloud_ipv6.version import VERSION
from tests.sandbox.serving import CHECKOUT, environment

NET = """
from alicloud_ipv6._api.openapi import OpenApi
from alicloud_ipv6._api.retry import Deadline
api = OpenApi("cn-beijing")
vpc = api.call("Vpc", "CreateVpc", {"CidrBlock": "10.0.0.0/8", "EnableIpv6": True})["VpcId"]
ready = lambda: api.call("Vpc", "DescribeVpcAttribute", {"VpcId": vpc})["Status"] == "Available" or None
Deadline(30).until(ready, "the VPC")
block = {"VpcId": vpc, "ZoneId": "cn-beijing-h", "CidrBlock": "10.0.1.0/24", "Ipv6CidrBlock": 1}
vswitch = api.call("Vpc", "CreateVSwitch", block)["VSwitchId"]
group = api.call("Ecs", "CreateSecurityGroup", {"VpcId": vpc})["SecurityGroupId"]
eni = {"VSwitchId": vswitch, "SecurityGroupId": group}
print(api.call("Ecs", "CreateNetworkInterface", eni)["NetworkInterfaceId"])
"""
URN = "urn:pulumi:dev::p::alicloud-ipv6:index:Ipv6SecondaryEni$alicloud-ipv6:index:Ipv6Assignment::mine"
SECRET = {rpc._special_sig_key: rpc._special_secret_sig, "value": "hush"}


def in_sandbox(folder: Path, *command: str) -> list[str]:
    sandbox = [sys.executable, "-m", "alicloud_sandbox", "--state", str(folder / "state.db"), "run", "--"]
    return [*sandbox, sys.executable, *command]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plugin")


@pytest.fixture(scope="module")
def eni(folder: Path) -> str:
    command = in_sandbox(folder, "-c", NET)
    made = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


@pytest.fixture(scope="module")
def plugin(folder: Path) -> Iterator[ResourceProviderStub]:
    command = in_sandbox(folder, str(CHECKOUT / "components"), "127.0.0.1:1")
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        with grpc.insecure_channel(f"127.0.0.1:{int(process.stdout.readline())}") as channel:
            yield ResourceProviderStub(channel)
    finally:
        process.terminate()
        process.wait(timeout=30)


def bag(**properties: object) -> struct_pb2.Struct:
    return json_format.ParseDict(properties, struct_pb2.Struct())


def shown(properties: struct_pb2.Struct) -> dict[str, object]:
    return dict(json_format.MessageToDict(properties))


def configure(plugin: ResourceProviderStub, **settings: str) -> None:
    answer = plugin.Configure(proto.ConfigureRequest(args=bag(**settings), acceptSecrets=True))
    assert (answer.acceptSecrets, answer.supportsPreview) == (True, False)


def test_tells_who_it_is(plugin: ResourceProviderStub) -> None:
    assert plugin.GetPluginInfo(Empty()).version == VERSION
    schema = (CHECKOUT / "components" / "schema.json").read_text()
    assert plugin.GetSchema(proto.GetSchemaRequest()).schema == schema


def test_a_resources_whole_life(plugin: ResourceProviderStub, eni: str) -> None:
    configure(plugin)
    inputs = bag(networkInterfaceId=eni, region="cn-beijing", ipv6AddressCount=1, sessionName=SECRET)
    checked = plugin.Check(proto.CheckRequest(urn=URN, news=inputs))
    assert not checked.failures
    assert checked.inputs == inputs

    made = plugin.Create(proto.CreateRequest(urn=URN, properties=inputs))
    state = shown(made.properties)
    assert made.id == eni
    assert state["sessionName"] == SECRET, "what came in as a secret goes out as one"
    [address] = made.properties["assigned"]
    assert address.startswith("2001:db8:")

    def diff(**changes: object) -> proto.DiffResponse:
        news = bag(**{**shown(inputs), **changes})
        found: proto.DiffResponse = plugin.Diff(proto.DiffRequest(urn=URN, id=eni, olds=made.properties, news=news))
        return found

    assert diff().changes == proto.DiffResponse.DIFF_NONE
    assert (diff(ipv6AddressCount=2).changes, list(diff(ipv6AddressCount=2).replaces)) == (2, [])
    assert list(diff(region="cn-shanghai").replaces) == ["region"]
    assert diff(region="cn-shanghai").deleteBeforeReplace

    read = plugin.Read(proto.ReadRequest(urn=URN, id=eni, properties=made.properties, inputs=inputs))
    assert (read.id, read.properties, read.inputs) == (eni, made.properties, inputs)

    news = bag(networkInterfaceId=eni, region="cn-beijing", ipv6Addresses=[address])
    changed = plugin.Update(proto.UpdateRequest(urn=URN, id=eni, olds=made.properties, news=news))
    assert list(changed.properties["assigned"]) == [address]

    plugin.Delete(proto.DeleteRequest(urn=URN, id=eni, properties=changed.properties))
    gone = plugin.Read(proto.ReadRequest(urn=URN, id=eni, properties=changed.properties, inputs=news))
    assert list(gone.properties["assigned"]) == [""], "an address that is gone leaves an empty place"


@pytest.mark.parametrize("named", ["{eni}", "cn-beijing/{eni}"])
def test_an_import_takes_over_what_is_there(plugin: ResourceProviderStub, eni: str, named: str) -> None:
    configure(plugin, region="cn-beijing")
    made = plugin.Create(
        proto.CreateRequest(urn=URN, properties=bag(networkInterfaceId=eni, region="cn-beijing", ipv6AddressCount=1))
    )
    found = plugin.Read(proto.ReadRequest(urn=URN, id=named.format(eni=eni)))
    assert found.id == eni
    assert list(found.properties["assigned"]) == list(made.properties["assigned"])
    assert list(found.properties["ipv6AddressIds"]) == list(made.properties["ipv6AddressIds"])
    addresses = list(made.properties["assigned"])
    assert shown(found.inputs) == {"networkInterfaceId": eni, "region": "cn-beijing", "ipv6Addresses": addresses}
    unchanged = proto.DiffRequest(urn=URN, id=eni, olds=found.properties, news=found.inputs)
    assert plugin.Diff(unchanged).changes == proto.DiffResponse.DIFF_NONE
    plugin.Delete(proto.DeleteRequest(urn=URN, id=eni, properties=found.properties))


@pytest.mark.parametrize("named", ["eni-none", "cn-shanghai/{eni}"])
def test_an_import_of_what_is_not_there_finds_nothing(plugin: ResourceProviderStub, eni: str, named: str) -> None:
    configure(plugin, region="cn-beijing")
    found = plugin.Read(proto.ReadRequest(urn=URN, id=named.format(eni=eni)))
    assert (found.id, shown(found.properties)) == ("", {})


def test_wrong_inputs_are_named(plugin: ResourceProviderStub, eni: str) -> None:
    configure(plugin)
    news = bag(networkInterfaceId=eni, region="cn-beijing", ipv6AddressCount=0)
    [failure] = plugin.Check(proto.CheckRequest(urn=URN, news=news)).failures
    assert (failure.property, failure.reason) == (
        "ipv6AddressCount",
        "ipv6AddressCount must be an integer, 1 or more, not 0.0.",
    )


def test_a_refusal_is_one_line(plugin: ResourceProviderStub, eni: str) -> None:
    configure(plugin)
    inputs = bag(networkInterfaceId=eni, region="cn-beijing", ipv6AddressCount=2)
    with pytest.raises(grpc.RpcError) as refused:
        plugin.Create(proto.CreateRequest(urn=URN, properties=inputs))
    said = refused.value.details() or ""
    assert "\n" not in said
    assert "AssignIpv6Addresses" in said


def test_a_providers_own_keys_are_taken(plugin: ResourceProviderStub, eni: str) -> None:
    configure(plugin, accessKey="no-such-key", secretKey="x", region="cn-beijing")
    with pytest.raises(grpc.RpcError, match=r"InvalidAccessKeyId\.NotFound"):
        plugin.Read(proto.ReadRequest(urn=URN, id=eni))


def test_settings_of_a_provider_can_change(plugin: ResourceProviderStub) -> None:
    def diff(old: str, new: str) -> proto.DiffResponse:
        found: proto.DiffResponse = plugin.DiffConfig(proto.DiffRequest(olds=bag(profile=old), news=bag(profile=new)))
        return found

    assert diff("a", "a").changes == proto.DiffResponse.DIFF_NONE
    assert (diff("a", "b").changes, list(diff("a", "b").replaces)) == (proto.DiffResponse.DIFF_SOME, [])
