"""The network and the instance of a site, and the settings that arrive in them."""

from typing import Any

import pytest

from tests.components.recorder import Recorder, is_secret, plain
from tests.program.program_run import ASSIGNMENT, PASSWORD, run

INSTANCE = "ecs/instance:Instance"
ENI = "EcsNetworkInterface"


def custom(made: Recorder) -> dict[str, str]:
    """Names and types of everything except components."""
    return {one.name: one.type for one in made.registered if one.options.custom}


def test_the_instances_are_the_pages(dev: Recorder) -> None:
    for instance in dev.all(INSTANCE):
        assert instance.inputs["instanceType"] == "ecs.g6.large"
        assert instance.inputs["imageId"] == "centos_7_3_newest"
        assert instance.inputs["internetMaxBandwidthOut"] == 5
        assert is_secret(instance.inputs["password"])


def test_all_ipv6_is_let_in(dev: Recorder) -> None:
    rules = [(one.inputs["type"], one.inputs["ipProtocol"], one.inputs["ipv6CidrIp"]) for one in dev.all("GroupRule")]
    assert rules == [("ingress", "all", "::/0")] * 2


def test_without_public_ipv6_there_is_neither_gateway_nor_bandwidth() -> None:
    made = run(publicIpv6=False, ipv6BandwidthMbps=99999)
    assert made.all("Ipv6Gateway") == made.all("Ipv6InternetBandwidth") == []


def test_without_guest_setup_no_command_runs() -> None:
    made = run(guestSetup=False)
    assert made.all("ecs/command:Command") == made.all("EcsInvocation") == []


def test_a_key_pair_replaces_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECS_LOGIN_PASSWORD", PASSWORD)
    for instance in run(loginPassword="", keyPairName="mine").all(INSTANCE):
        assert instance.inputs["keyName"] == "mine"
        assert "password" not in instance.inputs


def test_the_password_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECS_LOGIN_PASSWORD", "Another-Horse-2")
    for instance in run(loginPassword="").all(INSTANCE):
        assert is_secret(instance.inputs["password"])
        assert plain(instance.inputs["password"]) == "Another-Horse-2"


def test_the_stacks_password_comes_before_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECS_LOGIN_PASSWORD", "Another-Horse-2")
    assert {plain(one.inputs["password"]) for one in run().all(INSTANCE)} == {PASSWORD}


def test_renaming_keeps_the_resources(dev: Recorder) -> None:
    renamed = run(sites=[{"vpcName": "other", "instanceName": "other", "networkInterfaceName": "other"}])
    assert custom(renamed) == custom(dev)
    assert renamed.one("vpc/network:Network", "site-1-vpc").inputs["vpcName"] == "other"


@pytest.mark.parametrize(
    ("config", "type_", "expected"),
    [
        ({"sites": [{}, {"vswitchCidrBlock": "10.2.9.0/24"}]}, "vpc/switch:Switch", {"cidrBlock": "10.2.9.0/24"}),
        ({"sites": [{}, {"ipv6Mask": 255}]}, "vpc/switch:Switch", {"ipv6CidrBlockMask": 255}),
        ({"sites": [{}, {"zoneId": "cn-beijing-a"}]}, "vpc/switch:Switch", {"zoneId": "cn-beijing-a"}),
        ({"sites": [{}, {"ipv6AddressCount": 3}]}, ASSIGNMENT, {"ipv6AddressCount": 3}),
        ({"sites": [{}, {"ipv6Addresses": ["2001:db8::7"]}]}, ASSIGNMENT, {"ipv6Addresses": ["2001:db8::7"]}),
        ({"instanceType": "ecs.g7.large"}, INSTANCE, {"instanceType": "ecs.g7.large"}),
        ({"systemDiskCategory": "cloud_essd"}, INSTANCE, {"systemDiskCategory": "cloud_essd"}),
        ({"publicIpv4BandwidthMbps": 0}, INSTANCE, {"internetMaxBandwidthOut": 0}),
        (
            {"ipv6BandwidthMbps": 2000, "ipv6BandwidthChargeType": "PayByBandwidth"},
            "Bandwidth",
            {"bandwidth": 2000, "internetChargeType": "PayByBandwidth"},
        ),
        (
            {"ingressRules": [{"protocol": "icmpv6", "description": "ping"}]},
            "GroupRule",
            {"ipProtocol": "icmpv6", "description": "ping"},
        ),
        ({"tags": {"team": "net"}}, ENI, {"tags": {"team": "net"}}),
        ({"region": "cn-shanghai"}, ASSIGNMENT, {"region": "cn-shanghai"}),
    ],
)
def test_what_is_configured_arrives(config: dict[str, Any], type_: str, expected: dict[str, Any]) -> None:
    inputs = max(run(**config).all(type_), key=lambda one: one.name).inputs
    assert {key: inputs[key] for key in expected} == expected


def test_egress_rules_arrive() -> None:
    made = run(egressRules=[{"protocol": "all", "policy": "drop"}])
    directions = sorted(one.inputs["type"] for one in made.all("GroupRule"))
    assert directions == ["egress", "egress", "ingress", "ingress"]
