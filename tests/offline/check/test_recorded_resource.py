"""The two views of a resource. That the engine shows the same is tested in tests/engine."""

from google.protobuf import json_format, struct_pb2
from pulumi.runtime import rpc

from alicloud_offline.check.recorded_resource import RecordedResource

ENI = "alicloud:ecs/ecsNetworkInterface:EcsNetworkInterface"
INPUTS = {"vswitchId": rpc.UNKNOWN, "securityGroupIds": ["sg-1", rpc.UNKNOWN], "tags": {"a": "b"}, "__defaults": []}


def record(resource_type: str, custom: bool = True) -> RecordedResource:
    inputs = json_format.ParseDict(INPUTS, struct_pb2.Struct())
    return RecordedResource(
        "urn", resource_type, "eni", custom, inputs, property_dependencies={"vswitchId": ["v"], "tags": []}
    )


def stack_view(one: RecordedResource) -> dict[str, object]:
    return dict(json_format.MessageToDict(one.to_stack_policies(None).properties))


def test_resource_policies_see_all_inputs_but_internal_ones() -> None:
    properties = json_format.MessageToDict(record(ENI).to_resource_policies(None).properties)
    assert properties == {name: value for name, value in INPUTS.items() if name != "__defaults"}


def test_stack_policies_see_what_is_wholly_known_and_no_id() -> None:
    assert stack_view(record(ENI)) == {"tags": {"a": "b"}, "id": ""}


def test_stack_policies_see_the_edges() -> None:
    edges = record(ENI).to_stack_policies(None).propertyDependencies
    assert {name: list(found.urns) for name, found in edges.items()} == {"vswitchId": ["v"]}


def test_a_dynamic_resource_keeps_its_unknowns() -> None:
    assert stack_view(record("pulumi-python:dynamic/ipv6:Ipv6Assignment"))["vswitchId"] == rpc.UNKNOWN


def test_a_component_shows_what_it_registered() -> None:
    site = record("shop:index:Site", custom=False)
    assert stack_view(site) == {}
    site.outputs = json_format.ParseDict({"name": "x"}, struct_pb2.Struct())
    assert stack_view(site) == {"name": "x"}


def test_a_resource_that_is_read_has_its_id() -> None:
    existing = record(ENI)
    existing.existing_id = "eni-1"
    assert stack_view(existing)["id"] == "eni-1"


def test_the_provider_goes_with_it() -> None:
    inputs = json_format.ParseDict({"region": "cn-beijing"}, struct_pb2.Struct())
    north = RecordedResource("n", "pulumi:providers:alicloud", "north", True, inputs)
    for message in (record(ENI).to_resource_policies(north), record(ENI).to_stack_policies(north)):
        assert (message.provider.urn, message.provider.properties["region"]) == ("n", "cn-beijing")
