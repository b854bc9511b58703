from dataclasses import replace
from typing import Any

import pulumi
import pulumi_alicloud as alicloud
import pytest

from alicloud_ipv6 import (
    ChargeType,
    EniSecurityGroupArgs,
    Ipv6AssignmentTime,
    Ipv6RuleArgs,
    Ipv6SecondaryEni,
    Ipv6SecondaryEniArgs,
    PublicBandwidthArgs,
    RuleProtocol,
)
from tests.components.recorder import Recorder, record, refused

ASSIGNMENT = "pulumi-python:dynamic/ipv6:Ipv6Assignment"
HOLD = "pulumi-python:dynamic/ipv6:Ipv6AddressHold"
ENI = "ecs/ecsNetworkInterface:EcsNetworkInterface"
LOOKUP = "alicloud:ecs/getEcsNetworkInterfaces:getEcsNetworkInterfaces"
EXISTING: dict[str, Any] = {"network_interface_id": "eni-1", "vswitch_id": None, "security_group_ids": None}
BANDWIDTH = PublicBandwidthArgs(ipv6_gateway_id="ipv6gw-1", bandwidth_mbps=10)


def build(opts: pulumi.ResourceOptions | None = None, /, **args: object) -> Ipv6SecondaryEni:
    given: dict[str, Any] = {"instance_id": "i-1", "vswitch_id": "vsw-1", "security_group_ids": ["sg-1"], **args}
    return Ipv6SecondaryEni("nic", Ipv6SecondaryEniArgs(**given), opts)


def recorded(addresses: int = 1, **args: object) -> Recorder:
    assigned = {
        "assigned": [f"2001:db8::{index}" for index in range(addresses)],
        "ipv6AddressIds": [f"ipv6-{index}" for index in range(addresses)],
    }
    return record(lambda: build(**args), outputs={ASSIGNMENT: assigned})


def test_the_eni_is_created_without_ipv6() -> None:
    eni = recorded(network_interface_name="test-eni-ipv6-1", tags={"a": "b"}, ipv6_address_count=1).one(ENI)
    assert eni.inputs == {
        "networkInterfaceName": "test-eni-ipv6-1",
        "vswitchId": "vsw-1",
        "securityGroupIds": ["sg-1"],
        "tags": {"a": "b"},
    }


def test_the_eni_is_attached_to_the_instance() -> None:
    attachment = recorded().one("EcsNetworkInterfaceAttachment")
    assert attachment.inputs == {"instanceId": "i-1", "networkInterfaceId": "nic-eni-id"}
    assert attachment.property_dependencies == {"networkInterfaceId": {"nic-eni"}}


def test_addresses_are_assigned_after_the_attachment() -> None:
    assignment = recorded(region="cn-hongkong").one(ASSIGNMENT)
    assert assignment.inputs["networkInterfaceId"] == "nic-eni-id"
    assert assignment.inputs["region"] == "cn-hongkong"
    assert assignment.inputs["ipv6AddressCount"] == 1
    assert "ipv6Addresses" not in assignment.inputs
    assert "nic-attachment" in assignment.dependencies


def test_bandwidth_comes_after_the_assignment_one_for_each_address() -> None:
    made = recorded(addresses=2, ipv6_address_count=2, public_bandwidth=BANDWIDTH)
    assert {one.name for one in made.all("Ipv6InternetBandwidth")} == {"nic-bandwidth-0", "nic-bandwidth-1"}
    second = made.one("Ipv6InternetBandwidth", "nic-bandwidth-1")
    assert second.inputs == {
        "ipv6AddressId": "ipv6-1",
        "ipv6GatewayId": "ipv6gw-1",
        "bandwidth": 10,
        "internetChargeType": "PayByTraffic",
    }
    assert second.property_dependencies == {"ipv6AddressId": {"nic-ipv6"}}


def test_bandwidth_goes_before_its_address_does() -> None:
    """The engine deletes what depends before what it depends on: bandwidth, then hold, then assignment."""
    made = recorded(addresses=2, ipv6_address_count=2, public_bandwidth=BANDWIDTH)
    assert "nic-hold-1" in made.one("Ipv6InternetBandwidth", "nic-bandwidth-1").dependencies
    hold = made.one(HOLD, "nic-hold-1")
    assert "nic-ipv6" in hold.dependencies
    assert {key: hold.inputs[key] for key in ("networkInterfaceId", "ipv6Address")} == {
        "networkInterfaceId": "nic-eni-id",
        "ipv6Address": "2001:db8::1",
    }


def test_the_number_of_bandwidths_is_known_in_a_preview() -> None:
    made = record(lambda: build(ipv6_address_count=3, public_bandwidth=BANDWIDTH), preview=True)
    assert len(made.all("Ipv6InternetBandwidth")) == 3


def test_there_is_no_bandwidth_unless_wanted() -> None:
    assert recorded().all("Ipv6InternetBandwidth") == []


def test_fixed_addresses_are_passed_on_and_name_their_bandwidth() -> None:
    made = recorded(addresses=2, ipv6_addresses=["2001:DB8::0", "2001:db8::1"], public_bandwidth=BANDWIDTH)
    assert made.one(ASSIGNMENT).inputs["ipv6Addresses"] == ["2001:DB8::0", "2001:db8::1"]
    assert "ipv6AddressCount" not in made.one(ASSIGNMENT).inputs
    names = {one.name for one in made.all("Ipv6InternetBandwidth")}
    assert names == {"nic-bandwidth-2001.db8..", "nic-bandwidth-2001.db8..1"}


def test_bandwidth_stays_with_its_address_when_another_leaves_the_list() -> None:
    both = recorded(addresses=2, ipv6_addresses=["2001:db8::", "2001:db8::1"], public_bandwidth=BANDWIDTH)
    assert recorded(ipv6_addresses=["2001:db8::1"], public_bandwidth=BANDWIDTH).names() < both.names()


def test_at_creation_the_eni_brings_its_addresses() -> None:
    def program() -> None:
        nic = build(assign=Ipv6AssignmentTime.AT_CREATION, ipv6_address_count=2, public_bandwidth=BANDWIDTH)
        pulumi.export("ids", nic.ipv6_address_ids)

    lookup = "alicloud:vpc/getIpv6Addresses:getIpv6Addresses"
    rows = [
        {"ipv6Address": "2001:db8:0::2", "ipv6AddressId": "ipv6-two"},
        {"ipv6Address": "2001:db8::1", "ipv6AddressId": "ipv6-one"},
    ]
    made = record(
        program,
        outputs={f"alicloud:{ENI}": {"ipv6Addresses": ["2001:db8::1", "2001:db8::2"]}},
        invokes={lookup: {"addresses": rows}},
    )
    assert made.one(ENI).inputs["ipv6AddressCount"] == 2
    assert made.all(ASSIGNMENT) == []
    assert made.invoked == [(lookup, {"associatedInstanceId": "nic-eni-id"})]
    assert made.stack_outputs == {"ids": ["ipv6-one", "ipv6-two"]}
    assert made.one("Ipv6InternetBandwidth", "nic-bandwidth-1").inputs["ipv6AddressId"] == "ipv6-two"


@pytest.mark.parametrize("assign", [None, *Ipv6AssignmentTime])
def test_an_eni_may_have_no_ipv6_for_now(assign: Ipv6AssignmentTime | None) -> None:
    def program() -> None:
        nic = build(assign=assign, ipv6_address_count=0, public_bandwidth=BANDWIDTH)
        pulumi.export("found", [nic.ipv6_addresses, nic.ipv6_address_ids])

    made = record(program)
    assert made.names() == {"nic", "nic-eni", "nic-attachment"}
    assert "ipv6AddressCount" not in made.one(ENI).inputs
    assert made.stack_outputs == {"found": [[], []]}


def test_ipv6_later_only_adds_to_what_is_there() -> None:
    off = recorded(ipv6_address_count=0, public_bandwidth=BANDWIDTH)
    on = recorded(ipv6_address_count=1, public_bandwidth=BANDWIDTH)
    assert on.names() - off.names() == {"nic-ipv6", "nic-hold-0", "nic-bandwidth-0"}
    assert [on.one(one.type).inputs for one in off.registered] == [one.inputs for one in off.registered]


def test_an_existing_eni_is_attached_and_given_its_addresses() -> None:
    def program() -> None:
        nic = build(**EXISTING)
        assert nic.network_interface is None
        pulumi.export("found", [nic.network_interface_id, nic.private_ipv4, nic.ipv6_addresses])

    made = record(
        program,
        outputs={ASSIGNMENT: {"assigned": ["::1"], "ipv6AddressIds": ["ipv6-1"]}},
        invokes={LOOKUP: {"interfaces": [{"primaryIpAddress": "10.0.1.5"}]}},
    )
    assert made.names() == {"nic", "nic-attachment", "nic-ipv6"}
    assert made.one("EcsNetworkInterfaceAttachment").inputs == {"instanceId": "i-1", "networkInterfaceId": "eni-1"}
    assert made.one(ASSIGNMENT).inputs["networkInterfaceId"] == "eni-1"
    assert "nic-attachment" in made.one(ASSIGNMENT).dependencies
    assert made.invoked == [(LOOKUP, {"ids": ["eni-1"]})]
    assert made.stack_outputs == {"found": ["eni-1", "10.0.1.5", ["::1"]]}


def test_an_existing_eni_that_is_attached_is_only_given_its_addresses() -> None:
    def program() -> None:
        instance = alicloud.ecs.EcsNetworkInterfaceAttachment("own", network_interface_id="eni-1", instance_id="i-1")
        nic = build(**{**EXISTING, "instance_id": None, "network_interface_id": instance.network_interface_id})
        assert nic.attachment is None

    made = record(program, invokes={LOOKUP: {"interfaces": []}})
    assert made.names() == {"own", "nic", "nic-ipv6"}
    assert made.one(ASSIGNMENT).property_dependencies["networkInterfaceId"] == {"own"}


def test_an_existing_eni_that_is_to_be_created_is_not_asked_after_in_a_preview() -> None:
    def program() -> None:
        eni = alicloud.ecs.EcsNetworkInterface("own", vswitch_id="vsw-1", security_group_ids=["sg-1"])
        build(**{**EXISTING, "network_interface_id": eni.id}, public_bandwidth=BANDWIDTH)

    made = record(program, preview=True)
    assert made.invoked == []
    assert made.names() >= {"nic-attachment", "nic-ipv6", "nic-bandwidth-0"}


OWN_GROUP = EniSecurityGroupArgs(vpc_id="vpc-1", ingress_rules=[Ipv6RuleArgs(protocol=RuleProtocol.ICMPV6)])


def test_an_eni_may_have_a_security_group_of_its_own() -> None:
    def program() -> None:
        nic = build(security_group=OWN_GROUP, security_group_ids=None, tags={"a": "b"}, resource_group_id="rg-1")
        pulumi.export("group", nic.security_group_id)

    made = record(program, outputs={ASSIGNMENT: {"assigned": ["::1"], "ipv6AddressIds": ["ipv6-1"]}})
    assert made.one("ecs/securityGroup:SecurityGroup").inputs == {
        "securityGroupName": "nic-sg",
        "vpcId": "vpc-1",
        "resourceGroupId": "rg-1",
        "tags": {"a": "b"},
    }
    rule = made.one("SecurityGroupRule", "nic-ingress-icmpv6-ipv6")
    assert (rule.inputs["securityGroupId"], rule.parent) == ("nic-sg-id", "nic")
    assert made.one(ENI).inputs["securityGroupIds"] == ["nic-sg-id"]
    assert made.one(ENI).inputs["resourceGroupId"] == "rg-1"
    assert made.one(ENI).property_dependencies["securityGroupIds"] == {"nic-sg"}
    assert made.stack_outputs == {"group": "nic-sg-id"}


def test_its_own_security_group_comes_beside_the_given_ones() -> None:
    made = recorded(security_group=EniSecurityGroupArgs(vpc_id="vpc-1", security_group_name="own"))
    assert made.one(ENI).inputs["securityGroupIds"] == ["sg-1", "nic-sg-id"]
    assert made.one("ecs/securityGroup:SecurityGroup").inputs["securityGroupName"] == "own"
    assert made.one("SecurityGroupRule").name == "nic-ingress-all-ipv6"


@pytest.mark.parametrize(
    ("given", "registered"),
    [
        ({"secondary_private_ip_address_count": 2}, {"secondaryPrivateIpAddressCount": 2}),
        ({"private_ip_addresses": ["10.0.1.7"]}, {"privateIpAddresses": ["10.0.1.7"]}),
    ],
)
def test_the_eni_may_have_secondary_ipv4_addresses(given: dict[str, Any], registered: dict[str, object]) -> None:
    assert recorded(**given).one(ENI).inputs.items() >= registered.items()


def test_an_egress_only_address_has_a_rule_of_the_gateway() -> None:
    made = recorded(public_bandwidth=replace(BANDWIDTH, egress_only=True))
    rule = made.one("Ipv6EgressRule", "nic-bandwidth-0-egress-only")
    assert rule.property_dependencies == {"instanceId": {"nic-ipv6"}}
    assert "nic-bandwidth-0" in rule.dependencies


def test_what_exists_once_is_deleted_before_it_is_replaced() -> None:
    made = recorded(public_bandwidth=BANDWIDTH)
    for type_ in (ENI, "EcsNetworkInterfaceAttachment", "Ipv6InternetBandwidth"):
        assert made.one(type_).options.deleteBeforeReplace


def test_children_belong_to_the_component() -> None:
    made = recorded(public_bandwidth=BANDWIDTH)
    children = [one for one in made.registered if one.name != "nic"]
    names = {"nic-eni", "nic-attachment", "nic-ipv6", "nic-hold-0", "nic-bandwidth-0"}
    assert {child.name for child in children} == names
    assert {child.parent for child in children} == {"nic"}


def test_the_callers_provider_reaches_every_child_and_its_region_the_assignment() -> None:
    def program() -> None:
        provider = alicloud.Provider("other-account", region="cn-shanghai")
        build(pulumi.ResourceOptions(provider=provider), public_bandwidth=BANDWIDTH)

    made = record(program, outputs={ASSIGNMENT: {"assigned": ["::1"], "ipv6AddressIds": ["ipv6-1"]}})
    from_provider = [one for one in made.registered if one.type.startswith("alicloud:")]
    assert len(from_provider) == 3
    assert all("::other-account::" in child.provider for child in from_provider)
    assert made.one(ASSIGNMENT).inputs["region"] == "cn-shanghai"


def test_the_assignment_acts_as_the_callers_provider() -> None:
    arn = "acs:ram::1000000000000002:role/owner"

    def program() -> None:
        role = alicloud.ProviderAssumeRoleArgs(role_arn=arn, session_name="me", session_expiration=900)
        provider = alicloud.Provider("other-account", region="cn-shanghai", profile="mine", assume_role=role)
        build(pulumi.ResourceOptions(provider=provider), public_bandwidth=BANDWIDTH)

    made = record(program, outputs={ASSIGNMENT: {"assigned": ["::1"], "ipv6AddressIds": ["ipv6-1"]}})
    expected = {"profile": "mine", "roleArn": arn, "sessionName": "me", "durationSeconds": 900}
    for one in (made.one(ASSIGNMENT), made.one(HOLD)):
        assert {name: one.inputs[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("config", "environment", "region"),
    [
        ({"alicloud:region": "cn-shenzhen"}, {"ALICLOUD_REGION": "cn-hongkong"}, "cn-shenzhen"),
        ({}, {"ALICLOUD_REGION": "cn-hongkong"}, "cn-hongkong"),
        ({}, {"ALIBABA_CLOUD_REGION": "cn-hongkong"}, "cn-hongkong"),
        ({}, {}, "cn-beijing"),
    ],
)
def test_without_a_provider_the_region_is_the_stacks(
    config: dict[str, str], environment: dict[str, str], region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert record(build, config=config).one(ASSIGNMENT).inputs["region"] == region


def test_outputs() -> None:
    def program() -> None:
        nic = build()
        for name in ("network_interface_id", "private_ipv4", "ipv6_addresses", "ipv6_address_ids"):
            pulumi.export(name, getattr(nic, name))

    outputs: dict[str, dict[str, Any]] = {
        ASSIGNMENT: {"assigned": ["2001:db8::1"], "ipv6AddressIds": ["ipv6-1"]},
        f"alicloud:{ENI}": {"primaryIpAddress": "10.0.1.5"},
    }
    assert record(program, outputs=outputs).stack_outputs == {
        "network_interface_id": "nic-eni-id",
        "private_ipv4": "10.0.1.5",
        "ipv6_addresses": ["2001:db8::1"],
        "ipv6_address_ids": ["ipv6-1"],
    }


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"ipv6_address_count": 1, "ipv6_addresses": ["::1"]}, "ipv6_addresses"),
        ({"ipv6_address_count": -1}, "ipv6_address_count"),
        ({"ipv6_address_count": 0, "ipv6_addresses": ["::1"]}, "ipv6_addresses"),
        ({"instance_id": None}, "instance_id"),
        ({"vswitch_id": None}, "vswitch_id"),
        ({"security_group_ids": None}, "security_group_ids"),
        ({**EXISTING, "vswitch_id": "vsw-1"}, "vswitch_id"),
        ({**EXISTING, "security_group_ids": ["sg-1"]}, "security_group_ids"),
        ({**EXISTING, "network_interface_name": "x"}, "network_interface_name"),
        ({**EXISTING, "tags": {"a": "b"}}, "tags"),
        ({**EXISTING, "resource_group_id": "rg-1"}, "resource_group_id"),
        ({**EXISTING, "security_group": EniSecurityGroupArgs(vpc_id="vpc-1")}, "security_group"),
        ({**EXISTING, "private_ip_addresses": ["10.0.1.7"]}, "private_ip_addresses"),
        ({**EXISTING, "secondary_private_ip_address_count": 1}, "secondary_private_ip_address_count"),
        ({"secondary_private_ip_address_count": 1, "private_ip_addresses": ["10.0.1.7"]}, "private_ip_addresses"),
        ({"secondary_private_ip_address_count": 50}, "secondary_private_ip_address_count"),
        ({"secondary_private_ip_address_count": 0}, "secondary_private_ip_address_count"),
        ({"private_ip_addresses": []}, "private_ip_addresses"),
        ({"private_ip_addresses": ["10.0.1.7", "10.0.1.7"]}, "private_ip_addresses"),
        ({"private_ip_addresses": ["::1"]}, "private_ip_addresses"),
        ({"resource_group_id": "default"}, "resource_group_id"),
        ({"tags": {"aliyun": "x"}}, "tags"),
        (
            {"security_group": EniSecurityGroupArgs(vpc_id="vpc-1", egress_rules=[Ipv6RuleArgs(priority=0)])},
            "security_group.egress_rules",
        ),
        (
            {"security_group": EniSecurityGroupArgs(vpc_id="vpc-1", security_group_name="1")},
            "security_group.security_group_name",
        ),
        ({**EXISTING, "assign": Ipv6AssignmentTime.AT_CREATION}, "assign"),
        ({"ipv6_addresses": []}, "ipv6_addresses"),
        ({"ipv6_addresses": ["10.0.0.1"]}, "ipv6_addresses"),
        ({"ipv6_addresses": ["::1", "0::1"]}, "ipv6_addresses"),
        (
            {"public_bandwidth": PublicBandwidthArgs(ipv6_gateway_id="g", bandwidth_mbps=1001)},
            "public_bandwidth.bandwidth_mbps",
        ),
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
    reasons = refused(lambda: build(**wrong))
    assert list(reasons) == [named]


def test_addresses_that_are_not_known_yet_are_left_to_the_service() -> None:
    def program() -> None:
        earlier = alicloud.vpc.Network("earlier", cidr_block="10.0.0.0/16")
        build(ipv6_addresses=[earlier.cidr_block, "2001:db8::1"], public_bandwidth=BANDWIDTH)

    made = record(program, preview=True)
    names = {one.name for one in made.all("Ipv6InternetBandwidth")}
    assert names == {"nic-bandwidth-0", "nic-bandwidth-2001.db8..1"}
    assert {one.name for one in made.all(HOLD)} == {"nic-hold-0", "nic-hold-2001.db8..1"}
