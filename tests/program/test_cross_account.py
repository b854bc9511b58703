"""The crossaccount stack: example 1 of the best-practice page."""

from typing import Any

import pulumi
import pytest

from alicloud_ipv6.credentials import ACCESS_KEY_VARIABLES
from tests.components.recorder import Recorder
from tests.program.project import ASSIGNMENT, OUTPUTS, run

WHO = "alicloud:index/getCallerIdentity:getCallerIdentity"
AS_USER = f"{WHO} user-account"
RESOURCE, USER = "1000000000000001", "1000000000000002"
ARN = f"acs:ram::{USER}:role/ipv6-eni"
ANSWERS = {WHO: {"accountId": RESOURCE}, AS_USER: {"accountId": USER}}
ASSUMED: dict[str, Any] = {"roleArn": ARN}
GRANTED: dict[str, Any] = {"way": "granted", "roleArn": ARN}
INSTANCE, GROUP, BANDWIDTH = "ecs/instance:Instance", "ecs/securityGroup:SecurityGroup", "Ipv6InternetBandwidth"
NOT_THE_PROVIDERS = ("pulumi:providers:", "pulumi-python:dynamic")


def built(cross: dict[str, Any], preview: bool = False, **config: Any) -> Recorder:  # noqa: ANN401 - JSON
    return run(preview=preview, answers=ANSWERS, crossAccount=cross, **config)


def provider(made: Recorder, name: str) -> str:
    """The name of the explicit provider that creates a resource; empty for the stack's own."""
    (found,) = [one for one in made.registered if one.name == name and one.options.custom]
    return found.provider.rpartition("::")[0].rpartition("::")[2]


def of_account(made: Recorder, explicit: str) -> set[str]:
    """Names of the resources that a provider creates."""
    custom = [one for one in made.registered if one.options.custom and not one.type.startswith(NOT_THE_PROVIDERS)]
    return {one.name for one in custom if provider(made, one.name) == explicit}


@pytest.fixture(scope="module")
def assumed() -> Recorder:
    return built(ASSUMED)


@pytest.fixture(scope="module")
def granted() -> Recorder:
    return built(GRANTED)


@pytest.fixture(scope="module", params=["assumed", "granted"])
def both(request: pytest.FixtureRequest) -> Recorder:
    made: Recorder = request.getfixturevalue(request.param)
    return made


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
    assert provider(both, "half-2-eni") == "user-account"


def test_the_user_accounts_provider_assumes_the_role(both: Recorder) -> None:
    (one,) = both.all("pulumi:providers:alicloud")
    assert (one.name, one.inputs["region"]) == ("user-account", "cn-beijing")
    assert ARN in one.inputs["assumeRole"]


def test_as_a_role_the_eni_is_attached_in_the_user_account(assumed: Recorder) -> None:
    attachment = assumed.one("EcsNetworkInterfaceAttachment")
    assert attachment.property_dependencies["instanceId"] == {"half-2-ecs"}
    assert provider(assumed, attachment.name) == "user-account"
    assert assumed.all("EcsNetworkInterfacePermission") == []


def test_by_a_grant_the_resource_account_attaches_it_to_its_own_instance(granted: Recorder) -> None:
    attachment = granted.one("EcsNetworkInterfaceAttachment")
    assert attachment.property_dependencies["instanceId"] == {"half-1-ecs"}
    assert provider(granted, attachment.name) == ""
    permission = granted.one("EcsNetworkInterfacePermission")
    assert permission.inputs["accountId"] == RESOURCE
    assert provider(granted, permission.name) == "user-account"
    assert permission.name in attachment.dependencies


def test_as_a_role_the_peer_is_the_resource_accounts_and_both_addresses_are_public(assumed: Recorder) -> None:
    eni, peer = assumed.one(ASSIGNMENT, "half-2-ipv6"), assumed.one(ASSIGNMENT, "half-1-peer-ipv6")
    assert eni.inputs["roleArn"] == ARN
    assert "roleArn" not in peer.inputs
    assert peer.property_dependencies["networkInterfaceId"] == {"half-1-ecs"}
    assert {one.name: provider(assumed, one.name) for one in assumed.all(BANDWIDTH)} == {
        "half-1-bandwidth-0": "",
        "half-2-bandwidth-0": "user-account",
    }
    assert {one.name: provider(assumed, one.name) for one in assumed.all("Ipv6Gateway")} == {
        "half-1-ipv6gw": "",
        "half-2-ipv6gw": "user-account",
    }


def test_by_a_grant_the_peer_is_the_user_accounts_and_nothing_is_public(granted: Recorder) -> None:
    peer = granted.one(ASSIGNMENT, "half-2-peer-ipv6")
    assert peer.inputs["roleArn"] == granted.one(ASSIGNMENT, "half-2-ipv6").inputs["roleArn"] == ARN
    assert peer.property_dependencies["networkInterfaceId"] == {"half-2-ecs"}
    assert granted.all(BANDWIDTH) == granted.all("Ipv6Gateway") == []


def test_each_guest_is_set_up_by_its_own_account_with_its_own_address(both: Recorder) -> None:
    assert {one.name: provider(both, one.name) for one in both.all("EcsInvocation")} == {
        "half-1-run": "",
        "half-2-run": "user-account",
    }


def test_a_guest_is_set_up_after_its_address_is_assigned(assumed: Recorder, granted: Recorder) -> None:
    for made, first, second in (
        (assumed, "half-1-peer-ipv6", "half-2-ipv6"),
        (granted, "half-2-ipv6", "half-2-peer-ipv6"),
    ):
        assert first in made.one("EcsInvocation", "half-1-run").property_dependencies["parameters"]
        assert second in made.one("EcsInvocation", "half-2-run").property_dependencies["parameters"]


def test_every_resource_has_the_provider_of_its_account(assumed: Recorder, granted: Recorder) -> None:
    assert {name[:6] for name in of_account(assumed, "")} == {"half-1"}
    assert {name[:6] for name in of_account(assumed, "user-account")} == {"half-2"}
    assert {name for name in of_account(granted, "") if not name.startswith("half-1")} == {"half-2-attachment"}
    assert {name[:6] for name in of_account(granted, "user-account")} == {"half-2"}


def test_outputs_say_in_which_account_an_instance_is(both: Recorder) -> None:
    first, second = both.stack_outputs["instances"]
    assert (first["name"], first["accountId"]) == ("test-ecs-ipv6-1", RESOURCE)
    assert (second["name"], second["accountId"]) == ("test-ecs-ipv6-2", USER)
    assert first["ipv6Addresses"] == second["ipv6Addresses"] == ["2001:db8::1"]
    assert both.stack_outputs["ping6"] == "ping6 -c 4 -I 2001:db8::1 2001:db8::1"


@pytest.mark.parametrize("cross", [ASSUMED, GRANTED])
def test_without_the_peers_address_there_is_only_the_pages(cross: dict[str, Any]) -> None:
    made = built({**cross, "peerIpv6": False})
    assert [one.name for one in made.all(ASSIGNMENT)] == ["half-2-ipv6"]
    assert made.stack_outputs["ping6"] == ""
    host, other = (0, 1) if cross == GRANTED else (1, 0)
    assert made.stack_outputs["instances"][host]["ipv6Addresses"] == ["2001:db8::1"]
    assert made.stack_outputs["instances"][other]["ipv6Addresses"] == []
    assert len(made.all("EcsInvocation")) == 1


def test_a_profile_creates_the_user_accounts_resources_and_the_role_attaches(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ACCESS_KEY_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    made = built({**GRANTED, "userProfile": "users"})
    providers = {one.name: one.inputs for one in made.all("pulumi:providers:alicloud")}
    assert providers.keys() == {"user-account", "half-2-owner"}
    assert providers["user-account"]["profile"] == "users"
    assert "assumeRole" not in providers["user-account"]
    assert ARN in providers["half-2-owner"]["assumeRole"]
    assert provider(made, "half-2-ecs") == provider(made, "half-2-run") == "user-account"
    assert provider(made, "half-2-permission") == "half-2-owner"
    assert made.one(ASSIGNMENT, "half-2-ipv6").inputs["roleArn"] == ARN
    assert made.one(ASSIGNMENT, "half-2-peer-ipv6").inputs["profile"] == "users"


def test_one_zone_serves_both_sides() -> None:
    made = built(ASSUMED, halves=[{}, {"zoneId": "cn-beijing-g"}])
    assert {one.inputs["zoneId"] for one in made.all("Switch")} == {"cn-beijing-g"}


def test_the_enis_addresses_can_be_chosen() -> None:
    made = built(ASSUMED, halves=[{}, {"ipv6Addresses": ["2001:db8::7"]}])
    assert made.one(ASSIGNMENT, "half-2-ipv6").inputs["ipv6Addresses"] == ["2001:db8::7"]
    assert made.one(ASSIGNMENT, "half-1-peer-ipv6").inputs["ipv6AddressCount"] == 1


def test_without_public_ipv6_there_is_neither_gateway_nor_bandwidth() -> None:
    made = built(ASSUMED, publicIpv6=False)
    assert made.all(BANDWIDTH) == made.all("Ipv6Gateway") == []


def test_a_grant_to_the_enis_own_account_ends_the_program_first() -> None:
    with pytest.raises(pulumi.RunError, match=r"ipv6-eni:crossAccount.roleArn: The role belongs to account"):
        run(answers={WHO: {"accountId": USER}}, crossAccount=GRANTED)
    assert run(answers={WHO: {"accountId": USER}}, crossAccount=ASSUMED).all(INSTANCE)


NOT_TRUSTED = RuntimeError(f"NoPermission: {ARN} does not trust you for sts:AssumeRole")


@pytest.mark.parametrize(
    ("answers", "cross", "said"),
    [
        ({WHO: RuntimeError("no such key")}, ASSUMED, r"crossAccount: the account of the stack's cred.* no such key"),
        ({AS_USER: NOT_TRUSTED}, GRANTED, rf"crossAccount.roleArn: the user account could not .*{ARN} does not trust"),
        ({AS_USER: {"accountId": RESOURCE}}, ASSUMED, rf"crossAccount.roleArn: it acts for account {RESOURCE}"),
        ({AS_USER: {"accountId": RESOURCE}}, {**GRANTED, "userProfile": "x"}, r"crossAccount.userProfile: it acts for"),
    ],
)
def test_an_account_that_cannot_be_reached_ends_the_program_first(
    answers: dict[str, Any], cross: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ACCESS_KEY_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monitor = Recorder(True, OUTPUTS, {**ANSWERS, **answers})
    with pytest.raises(pulumi.RunError, match=f"ipv6-eni:{said}"):
        run(monitor=monitor, crossAccount=cross)
    assert [one.name for one in monitor.registered if one.name != "user-account"] == []
