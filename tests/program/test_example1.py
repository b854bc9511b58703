"""Example 1, with an assumed role and with a grant."""

from typing import Any

import pytest

from alicloud_ipv6._api.credentials import ACCESS_KEY_VARIABLES
from tests.components.recorder import Recorder
from tests.program.program_run import ARN, ASSIGNMENT, ASSUMED, GRANTED, RESOURCE, run_example1

INSTANCE, GROUP, BANDWIDTH = "ecs/instance:Instance", "ecs/securityGroup:SecurityGroup", "Ipv6InternetBandwidth"

NOT_THE_PROVIDERS = ("pulumi:providers:", "pulumi-python:dynamic")


def provider(made: Recorder, name: str) -> str:
    """The name of the explicit provider that creates a resource; empty for the stack's own."""
    (found,) = [one for one in made.registered if one.name == name and one.options.custom]
    return found.provider.rpartition("::")[0].rpartition("::")[2]


def of_account(made: Recorder, explicit: str) -> set[str]:
    """Names of the resources that a provider creates."""
    custom = [one for one in made.registered if one.options.custom and not one.type.startswith(NOT_THE_PROVIDERS)]
    return {one.name for one in custom if provider(made, one.name) == explicit}


def test_the_names_are_the_pages(both: Recorder) -> None:
    for type_, key, name in (
        ("vpc/network:Network", "vpcName", "test-vpc"),
        ("vpc/switch:Switch", "vswitchName", "test-vsw"),
        (GROUP, "securityGroupName", "test-group"),
        (INSTANCE, "instanceName", "test-ecs-ipv6"),
    ):
        found = {one.inputs[key]: provider(both, one.name) for one in both.all(type_)}
        assert found == {f"{name}-1": "", f"{name}-2": "user-account"}
    assert both.one("EcsNetworkInterface").inputs["networkInterfaceName"] == "test-eni-ipv6-2"
    assert provider(both, "site-2-eni") == "user-account"


def test_as_a_role_the_eni_is_attached_in_the_user_account(assumed: Recorder) -> None:
    attachment = assumed.one("EcsNetworkInterfaceAttachment")
    assert attachment.property_dependencies["instanceId"] == {"site-2-ecs"}
    assert provider(assumed, attachment.name) == "user-account"
    assert assumed.all("EcsNetworkInterfacePermission") == []


def test_by_a_grant_the_resource_account_attaches_it_to_its_own_instance(granted: Recorder) -> None:
    attachment = granted.one("EcsNetworkInterfaceAttachment")
    assert attachment.property_dependencies["instanceId"] == {"site-1-ecs"}
    assert provider(granted, attachment.name) == ""
    permission = granted.one("EcsNetworkInterfacePermission")
    assert permission.inputs["accountId"] == RESOURCE
    assert provider(granted, permission.name) == "user-account"
    assert permission.name in attachment.dependencies


def test_as_a_role_the_peer_is_the_resource_accounts_and_both_addresses_are_public(assumed: Recorder) -> None:
    eni, peer = assumed.one(ASSIGNMENT, "site-2-ipv6"), assumed.one(ASSIGNMENT, "site-1-peer-ipv6")
    assert eni.inputs["roleArn"] == ARN
    assert "roleArn" not in peer.inputs
    assert peer.property_dependencies["networkInterfaceId"] == {"site-1-ecs"}
    assert {one.name: provider(assumed, one.name) for one in assumed.all(BANDWIDTH)} == {
        "site-1-bandwidth-0": "",
        "site-2-bandwidth-0": "user-account",
    }
    assert {one.name: provider(assumed, one.name) for one in assumed.all("Ipv6Gateway")} == {
        "site-1-ipv6gw": "",
        "site-2-ipv6gw": "user-account",
    }


def test_by_a_grant_the_peer_is_the_user_accounts_and_nothing_is_public(granted: Recorder) -> None:
    peer = granted.one(ASSIGNMENT, "site-2-peer-ipv6")
    assert peer.inputs["roleArn"] == granted.one(ASSIGNMENT, "site-2-ipv6").inputs["roleArn"] == ARN
    assert peer.property_dependencies["networkInterfaceId"] == {"site-2-ecs"}
    assert granted.all(BANDWIDTH) == granted.all("Ipv6Gateway") == []


def test_each_guest_is_set_up_by_its_own_account_with_its_own_address(both: Recorder) -> None:
    assert {one.name: provider(both, one.name) for one in both.all("EcsInvocation")} == {
        "site-1-run": "",
        "site-2-run": "user-account",
    }


def test_a_guest_is_set_up_after_its_address_is_assigned(assumed: Recorder, granted: Recorder) -> None:
    for made, first, second in (
        (assumed, "site-1-peer-ipv6", "site-2-ipv6"),
        (granted, "site-2-ipv6", "site-2-peer-ipv6"),
    ):
        assert first in made.one("EcsInvocation", "site-1-run").property_dependencies["parameters"]
        assert second in made.one("EcsInvocation", "site-2-run").property_dependencies["parameters"]


def test_every_resource_has_the_provider_of_its_account(assumed: Recorder, granted: Recorder) -> None:
    assert {name[:6] for name in of_account(assumed, "")} == {"site-1"}
    assert {name[:6] for name in of_account(assumed, "user-account")} == {"site-2"}
    assert {name for name in of_account(granted, "") if not name.startswith("site-1")} == {"site-2-attachment"}
    assert {name[:6] for name in of_account(granted, "user-account")} == {"site-2"}


@pytest.mark.parametrize("cross", [ASSUMED, GRANTED])
def test_without_the_peers_address_there_is_only_the_pages(cross: dict[str, Any]) -> None:
    made = run_example1({**cross, "peerIpv6": False})
    assert [one.name for one in made.all(ASSIGNMENT)] == ["site-2-ipv6"]
    assert made.stack_outputs["ping6"] == ""
    host, other = (0, 1) if cross == GRANTED else (1, 0)
    assert made.stack_outputs["instances"][host]["ipv6Addresses"] == ["2001:db8::1"]
    assert made.stack_outputs["instances"][other]["ipv6Addresses"] == []
    assert len(made.all("EcsInvocation")) == 1


def test_a_profile_creates_the_user_accounts_resources_and_the_role_attaches(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ACCESS_KEY_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    made = run_example1({**GRANTED, "userProfile": "users"})
    providers = {one.name: one.inputs for one in made.all("pulumi:providers:alicloud")}
    assert providers.keys() == {"user-account", "site-2-owner"}
    assert providers["user-account"]["profile"] == "users"
    assert "assumeRole" not in providers["user-account"]
    assert ARN in providers["site-2-owner"]["assumeRole"]
    assert provider(made, "site-2-ecs") == provider(made, "site-2-run") == "user-account"
    assert provider(made, "site-2-permission") == "site-2-owner"
    assert made.one(ASSIGNMENT, "site-2-ipv6").inputs["roleArn"] == ARN
    assert made.one(ASSIGNMENT, "site-2-peer-ipv6").inputs["profile"] == "users"


def test_one_zone_serves_both_sides() -> None:
    made = run_example1(ASSUMED, sites=[{}, {"zoneId": "cn-beijing-g"}])
    assert {one.inputs["zoneId"] for one in made.all("Switch")} == {"cn-beijing-g"}


def test_the_enis_addresses_can_be_chosen() -> None:
    made = run_example1(ASSUMED, sites=[{}, {"ipv6Addresses": ["2001:db8::7"]}])
    assert made.one(ASSIGNMENT, "site-2-ipv6").inputs["ipv6Addresses"] == ["2001:db8::7"]
    assert made.one(ASSIGNMENT, "site-1-peer-ipv6").inputs["ipv6AddressCount"] == 1


def test_without_public_ipv6_there_is_neither_gateway_nor_bandwidth() -> None:
    made = run_example1(ASSUMED, publicIpv6=False)
    assert made.all(BANDWIDTH) == made.all("Ipv6Gateway") == []
