from dataclasses import replace
from typing import Any

import pulumi
import pulumi_alicloud as alicloud
import pytest

from alicloud_ipv6 import ChargeType, Ipv6PublicBandwidth, Ipv6PublicBandwidthArgs, PublicBandwidthArgs
from tests.components.recorder import Recorder, record, refused

BANDWIDTH, HOLD = "Ipv6InternetBandwidth", "Ipv6AddressHold"
TEN = PublicBandwidthArgs(ipv6_gateway_id="ipv6gw-1", bandwidth_mbps=10)


def build(opts: pulumi.ResourceOptions | None = None, /, **args: object) -> Ipv6PublicBandwidth:
    given: dict[str, Any] = {
        "network_interface_id": "eni-1",
        "ipv6_addresses": ["2001:db8::1", "2001:db8::2"],
        "ipv6_address_ids": ["ipv6-1", "ipv6-2"],
        "ipv6_address_count": 2,
        "public_bandwidth": TEN,
        **args,
    }
    return Ipv6PublicBandwidth("nic", Ipv6PublicBandwidthArgs(**given), opts)


def test_an_egress_only_address_has_a_rule_that_lives_as_long_as_its_bandwidth() -> None:
    made = record(lambda: build(public_bandwidth=replace(TEN, egress_only=True)))
    rule = made.one("vpc/ipv6EgressRule:Ipv6EgressRule", "nic-bandwidth-1-egress-only")
    assert rule.inputs == {"ipv6GatewayId": "ipv6gw-1", "instanceId": "ipv6-2", "instanceType": "Ipv6Address"}
    assert "nic-bandwidth-1" in rule.dependencies
    assert rule.options.deleteBeforeReplace


def test_an_address_with_bandwidth_is_open_by_default() -> None:
    assert record(build).all("Ipv6EgressRule") == []


@pytest.fixture
def made() -> Recorder:
    return record(build, config={"alicloud:region": "cn-shanghai"})


def test_each_address_gets_its_own(made: Recorder) -> None:
    assert made.one(BANDWIDTH, "nic-bandwidth-1").inputs["ipv6AddressId"] == "ipv6-2"
    first = made.one(BANDWIDTH, "nic-bandwidth-0").inputs
    assert first == {
        "ipv6AddressId": "ipv6-1",
        "ipv6GatewayId": "ipv6gw-1",
        "bandwidth": 10,
        "internetChargeType": "PayByTraffic",
    }


def test_each_address_is_held_for_as_long_as_it_has_bandwidth(made: Recorder) -> None:
    for index, address in enumerate(["2001:db8::1", "2001:db8::2"]):
        hold = made.one(HOLD, f"nic-hold-{index}")
        assert (hold.inputs["ipv6Address"], hold.inputs["region"]) == (address, "cn-shanghai")
        assert hold.name in made.one(BANDWIDTH, f"nic-bandwidth-{index}").dependencies


def test_the_owners_provider_buys_and_gives_back() -> None:
    def program() -> None:
        owner = alicloud.Provider("owner", region="cn-shanghai", profile="mine")
        build(pulumi.ResourceOptions(provider=owner))

    made = record(program)
    assert {one.provider.rpartition("::")[0].rpartition("::")[2] for one in made.all(BANDWIDTH)} == {"owner"}
    assert {(one.inputs["profile"], one.inputs["region"]) for one in made.all(HOLD)} == {("mine", "cn-shanghai")}


def test_how_many_there_are_is_known_in_a_preview() -> None:
    def program() -> None:
        eni = alicloud.ecs.EcsNetworkInterface("eni", vswitch_id="vsw-1", security_group_ids=["sg-1"])
        build(ipv6_addresses=eni.ipv6_addresses, ipv6_address_ids=eni.ipv6_addresses, ipv6_address_count=3)

    assert len(record(program, preview=True).all(BANDWIDTH)) == 3


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"ipv6_address_count": 0}, "ipv6_address_count"),
        (
            {
                "public_bandwidth": PublicBandwidthArgs(
                    ipv6_gateway_id="g", bandwidth_mbps=2001, charge_type=ChargeType.BY_BANDWIDTH
                )
            },
            "public_bandwidth.bandwidth_mbps",
        ),
    ],
)
def test_wrong_input_is_refused_before_anything_is_registered(wrong: dict[str, object], named: str) -> None:
    assert list(refused(lambda: build(**wrong))) == [named]
