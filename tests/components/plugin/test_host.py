"""Components made for a program in another language. Not proved here: the wire; see tests/examples."""

from collections.abc import Iterator
from typing import Any

import pulumi
import pytest
from pulumi.runtime import proto

from alicloud_ipv6._identity import hosting
from alicloud_ipv6.plugin.host import Host
from alicloud_ipv6.plugin.resource_server import ResourceServicer
from tests.components.recorder import Recorder, record

ASSIGNMENT = "alicloud-ipv6:index:Ipv6Assignment"
ENI: dict[str, Any] = {"instanceId": "i-1", "vswitchId": "vsw-1", "securityGroupIds": ["sg-1"], "ipv6AddressCount": 2.0}


@pytest.fixture(autouse=True)
def hosted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(hosting, "_hosted", True)
    yield


def made(kind: str, inputs: dict[str, Any], **settings: Any) -> Recorder:  # noqa: ANN401 - of the recorder
    return record(lambda: Host("").construct("shop", f"alicloud-ipv6:index:{kind}", inputs), **settings)


def test_the_assignment_is_the_plugins_own_resource() -> None:
    found = made("Ipv6SecondaryEni", ENI).one("Ipv6Assignment")
    assert found.type == ASSIGNMENT
    assert found.inputs == {"networkInterfaceId": "shop-eni-id", "region": "cn-beijing", "ipv6AddressCount": 2}


def test_a_bandwidths_hold_is_too() -> None:
    bandwidth = {"ipv6GatewayId": "ipv6gw-1", "bandwidthMbps": 10.0}
    outputs = {ASSIGNMENT: {"assigned": ["::1"], "ipv6AddressIds": ["ipv6-1"]}}
    inputs = {**ENI, "ipv6AddressCount": 1.0, "publicBandwidth": bandwidth}
    found = made("Ipv6SecondaryEni", inputs, outputs=outputs)
    assert found.one("Ipv6AddressHold").type == "alicloud-ipv6:index:Ipv6AddressHold"
    assert found.one("Ipv6InternetBandwidth").inputs["bandwidth"] == 10


def test_the_state_is_what_the_schema_says() -> None:
    results = []
    inputs = {"cidrBlock": "10.0.0.0/8", "vswitches": [{"zoneId": "z", "cidrBlock": "10.0.0.0/24", "ipv6Mask": 1.0}]}

    def program() -> None:
        results.append(Host("").construct("net", "alicloud-ipv6:index:Ipv6Vpc", inputs))

    found = record(program, outputs={"alicloud:vpc/network:Network": {"ipv6CidrBlocks": []}})
    assert found.one("vpc/switch:Switch").inputs["ipv6CidrBlockMask"] == 1
    expected = {"vpcId", "ipv6CidrBlock", "vswitchIds", "securityGroupId", "ipv6GatewayId"}
    assert set(results[0].state) == expected


def test_a_wrong_input_is_named_as_the_program_spells_it() -> None:
    with pytest.raises(pulumi.InputPropertyError) as refused:
        made("Ipv6SecondaryEni", {**ENI, "ipv6AddressCount": 1.5})
    assert refused.value.property_path == "ipv6AddressCount"


def test_what_a_component_refuses_itself_reaches_the_program() -> None:
    with pytest.raises(pulumi.InputPropertiesError, match="A VPC needs at least one vSwitch"):
        made("Ipv6Vpc", {"cidrBlock": "10.0.0.0/8", "vswitches": []})


def test_the_stacks_profile_and_role_are_followed() -> None:
    role = '{"roleArn": "acs:ram::1:role/r", "sessionExpiration": 900}'
    config = {"alicloud:profile": "p", "alicloud:assumeRole": role}
    inputs = made("Ipv6SecondaryEni", ENI, config=config).one(ASSIGNMENT).inputs
    acting = {name: inputs[name] for name in ("profile", "roleArn", "durationSeconds", "sessionName")}
    assert acting == {
        "profile": "p",
        "roleArn": "acs:ram::1:role/r",
        "durationSeconds": 900,
        "sessionName": "pulumi-ipv6",
    }


def test_the_stacks_keys_are_not_followed_in_silence() -> None:
    keys = {"alicloud:accessKey": "id", "alicloud:secretKey": "secret"}
    with pytest.raises(pulumi.RunError, match="set alicloud-ipv6:accessKey and alicloud-ipv6:secretKey too"):
        made("Ipv6SecondaryEni", ENI, config=keys)
    made("Ipv6SecondaryEni", ENI, config={**keys, "alicloud-ipv6:accessKey": "id"}).one(ASSIGNMENT)


@pytest.mark.parametrize(("given", "expected"), [({"create": "10m"}, ("10m", None, None)), ({}, None)])
def test_timeouts_of_a_component_are_kept(given: dict[str, str], expected: tuple[str | None, ...] | None) -> None:
    timeouts = proto.ConstructRequest.CustomTimeouts(**given)
    found = ResourceServicer._construct_options(proto.ConstructRequest(customTimeouts=timeouts)).custom_timeouts
    assert (found and (found.create, found.update, found.delete)) == expected


def test_a_providers_reference_of_another_kind_is_refused() -> None:
    inputs = {"way": "assumed_role", "networkInterfaceId": "eni-1", "instanceId": "i-1", "ownerProvider": "alicloud"}
    with pytest.raises(pulumi.InputPropertyError) as refused:
        made("CrossAccountEniAttachment", inputs)
    assert (refused.value.property_path, refused.value.reason) == (
        "ownerProvider",
        "It must be a resource of the type pulumi:providers:alicloud, not 'alicloud'.",
    )
