from typing import Any

import pulumi
import pytest

from tests.components.recorder import Recorder, is_secret, plain
from tests.program.project import ASSIGNMENT, IMAGES, PASSWORD, ZONES, run

INSTANCE = "ecs/instance:Instance"
ENI = "EcsNetworkInterface"
PAGES_NAMES = {
    "vpc/network:Network": ("vpcName", {"test-vpc-1", "test-vpc-2"}),
    "vpc/switch:Switch": ("vswitchName", {"test-vsw-1", "test-vsw-2"}),
    "ecs/securityGroup:SecurityGroup": ("securityGroupName", {"test-group-1", "test-group-2"}),
    INSTANCE: ("instanceName", {"test-ecs-ipv6-1", "test-ecs-ipv6-2"}),
    ENI: ("networkInterfaceName", {"test-eni-ipv6-1", "test-eni-ipv6-2"}),
}


def custom(made: Recorder) -> dict[str, str]:
    """Names and types of everything that is no component."""
    return {one.name: one.type for one in made.registered if one.options.custom}


@pytest.fixture(scope="module")
def dev() -> Recorder:
    return run()


def test_the_dev_stack_is_example_two(dev: Recorder) -> None:
    for type_, (key, names) in PAGES_NAMES.items():
        assert {one.inputs[key] for one in dev.all(type_)} == names
    assert len(dev.all("Ipv6Gateway")) == len(dev.all(ASSIGNMENT)) == len(dev.all("Ipv6InternetBandwidth")) == 2
    assert len(custom(dev)) == 26


def test_the_instances_are_the_pages(dev: Recorder) -> None:
    for instance in dev.all(INSTANCE):
        assert instance.inputs["instanceType"] == "ecs.g6.large"
        assert instance.inputs["imageId"] == "centos_7_3_newest"
        assert instance.inputs["internetMaxBandwidthOut"] == 5
        assert is_secret(instance.inputs["password"])


def test_all_ipv6_is_let_in(dev: Recorder) -> None:
    rules = [(one.inputs["type"], one.inputs["ipProtocol"], one.inputs["ipv6CidrIp"]) for one in dev.all("GroupRule")]
    assert rules == [("ingress", "all", "::/0")] * 2


def test_each_enis_steps_come_in_the_documented_order(dev: Recorder) -> None:
    for number in (1, 2):
        eni = dev.one(ENI, f"half-{number}-eni")
        assert not [name for name in eni.inputs if name.startswith("ipv6")]
        attachment = dev.one("EcsNetworkInterfaceAttachment", f"half-{number}-attachment")
        assert eni.name in attachment.dependencies
        assert attachment.name in dev.one(ASSIGNMENT, f"half-{number}-ipv6").dependencies
        bandwidth = dev.one("Ipv6InternetBandwidth", f"half-{number}-bandwidth-0")
        assert bandwidth.property_dependencies["ipv6AddressId"] == {f"half-{number}-ipv6"}
        assert bandwidth.property_dependencies["ipv6GatewayId"] == {f"half-{number}-ipv6gw"}
        setup = dev.one("EcsInvocation", f"half-{number}-run")
        assert f"half-{number}-ipv6" in setup.dependencies


def test_the_halves_do_not_wait_for_each_other(dev: Recorder) -> None:
    for number, other in ((1, 2), (2, 1)):
        own = [one for one in dev.registered if one.name.startswith(f"half-{number}")]
        assert len(own) == 17
        assert not [one for one in own if any(name.startswith(f"half-{other}") for name in one.dependencies)]


def test_what_is_left_out_is_looked_up_once_and_first(dev: Recorder) -> None:
    assert dev.invoked == [
        (ZONES, {"availableInstanceType": "ecs.g6.large"}),
        (IMAGES, {"owners": "system", "nameRegex": "^centos_7_3", "mostRecent": True}),
    ]
    assert {one.inputs["zoneId"] for one in dev.all("Switch")} == {"cn-beijing-h"}
    assert {tuple(one.options.ignoreChanges) for one in dev.all(INSTANCE)} == {("imageId",)}


def test_what_is_given_is_not_looked_up() -> None:
    made = run(zoneId="cn-beijing-g", imageId="m-mine")
    assert made.invoked == []
    assert {one.inputs["zoneId"] for one in made.all("Switch")} == {"cn-beijing-g"}
    assert {(one.inputs["imageId"], len(one.options.ignoreChanges)) for one in made.all(INSTANCE)} == {("m-mine", 0)}


def test_outputs() -> None:
    made = run(preview=False)
    assert set(made.stack_outputs) == {"region", "instances", "ping6"}
    assert made.stack_outputs["region"] == "cn-beijing"
    assert made.stack_outputs["ping6"] == "ping6 -c 4 -I 2001:db8::1 2001:db8::1"
    first, second = made.stack_outputs["instances"]
    assert set(first) == set(second)
    assert (first["name"], second["name"]) == ("test-ecs-ipv6-1", "test-ecs-ipv6-2")
    assert first["instanceId"] == "half-1-ecs-id"
    assert second["networkInterfaceId"] == "half-2-eni-id"
    assert first["ipv6Addresses"] == ["2001:db8::1"]
    assert (first["privateIpv4"], first["publicIpv4"]) == ("10.1.1.4", "192.0.2.1")


def test_no_output_is_secret() -> None:
    assert not [one for one in run(preview=False).stack_outputs["instances"] if is_secret(one)]
    assert PASSWORD not in str(run(preview=False).stack_outputs)


def test_without_public_ipv6_there_is_neither_gateway_nor_bandwidth() -> None:
    made = run(publicIpv6=False, ipv6BandwidthMbps=99999)
    assert made.all("Ipv6Gateway") == made.all("Ipv6InternetBandwidth") == []


def test_without_guest_setup_no_command_runs() -> None:
    made = run(guestSetup=False)
    assert made.all("ecs/command:Command") == made.all("EcsInvocation") == []


def test_at_creation_the_enis_bring_their_addresses() -> None:
    made = run(assign="at_creation", ipv6AddressCount=2, publicIpv6=False)
    assert made.all(ASSIGNMENT) == []
    assert {one.inputs["ipv6AddressCount"] for one in made.all(ENI)} == {2}
    for number in (1, 2):
        assert f"half-{number}-attachment" in made.one("EcsInvocation", f"half-{number}-run").dependencies


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
    renamed = run(halves=[{"vpcName": "other", "instanceName": "other", "networkInterfaceName": "other"}])
    assert custom(renamed) == custom(dev)
    assert renamed.one("vpc/network:Network", "half-1-vpc").inputs["vpcName"] == "other"


@pytest.mark.parametrize(
    ("config", "type_", "expected"),
    [
        ({"halves": [{}, {"vswitchCidrBlock": "10.2.9.0/24"}]}, "vpc/switch:Switch", {"cidrBlock": "10.2.9.0/24"}),
        ({"halves": [{}, {"ipv6Mask": 255}]}, "vpc/switch:Switch", {"ipv6CidrBlockMask": 255}),
        ({"halves": [{}, {"zoneId": "cn-beijing-a"}]}, "vpc/switch:Switch", {"zoneId": "cn-beijing-a"}),
        ({"halves": [{}, {"ipv6AddressCount": 3}]}, ASSIGNMENT, {"ipv6AddressCount": 3}),
        ({"halves": [{}, {"ipv6Addresses": ["2001:db8::7"]}]}, ASSIGNMENT, {"ipv6Addresses": ["2001:db8::7"]}),
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


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({ZONES: {"zones": []}}, "ipv6-eni:instanceType: no zone of cn-beijing sells ecs.g6.large"),
        ({IMAGES: {"ids": []}}, r"ipv6-eni:imageName: no public image of cn-beijing has a name that matches"),
    ],
)
def test_a_lookup_without_an_answer_ends_the_program(answers: dict[str, Any], said: str) -> None:
    with pytest.raises(pulumi.RunError, match=said):
        run(answers=answers)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({}, "ipv6-eni:zoneId: the zone is left out"),
        ({"zoneId": "cn-beijing-h"}, "ipv6-eni:imageId: the image is left out"),
    ],
)
def test_a_lookup_that_fails_ends_the_program_in_one_line(config: dict[str, Any], said: str) -> None:
    with pytest.raises(pulumi.RunError, match=said) as ended:
        run(answers={ZONES: OSError("no\nroute"), IMAGES: OSError("no\nroute")}, **config)
    assert "no route" in str(ended.value)
    assert "\n" not in str(ended.value)
