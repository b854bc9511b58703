"""Private IPv4 addresses of ENIs, and how many private addresses a security group holds."""

import pytest

from alicloud_rules.limits import DOCUMENTED, TODAY, LimitSet
from alicloud_sandbox.core.entities import Ipv6Address as Ipv6Entity
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import (
    assign,
    call_of,
    ipv6_of,
    make_eni,
    make_group,
    put_instance,
    put_members,
    read_eni,
)


def test_secondary_private_addresses_come_and_go(cloud: Cloud, net: Net) -> None:
    eni = make_eni(cloud, net, PrimaryIpAddress="192.168.1.10")
    fixed = cloud.ecs("AssignPrivateIpAddresses", NetworkInterfaceId=eni, PrivateIpAddress=["192.168.1.11"])
    picked = cloud.ecs("AssignPrivateIpAddresses", NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=2)
    added = [answer["AssignedPrivateIpAddressesSet"]["PrivateIpSet"]["PrivateIpAddress"] for answer in (fixed, picked)]
    assert added[0] == ["192.168.1.11"]
    shown = [row["PrivateIpAddress"] for row in read_eni(cloud, eni)["PrivateIpSets"]["PrivateIpSet"]]
    assert shown == ["192.168.1.10", *added[0], *added[1]]
    cloud.ecs("UnassignPrivateIpAddresses", NetworkInterfaceId=eni, PrivateIpAddress=[shown[1], shown[3]])
    shown_now = [row["PrivateIpAddress"] for row in read_eni(cloud, eni)["PrivateIpSets"]["PrivateIpSet"]]
    assert shown_now == [shown[0], shown[2]]


def test_wrong_private_addresses(cloud: Cloud, net: Net) -> None:
    eni = make_eni(cloud, net, PrimaryIpAddress="192.168.1.10")
    for more, code in (
        ({}, "MissingParameter"),
        ({"PrivateIpAddress": ["192.168.1.10"]}, "InvalidPrivateIpAddress.Duplicated"),
        ({"PrivateIpAddress": ["192.168.2.10"]}, "InvalidVSwitchId.IpInvalid"),
        ({"PrivateIpAddress": ["192.168.1.12"], "SecondaryPrivateIpAddressCount": 1}, "InvalidParameter.Conflict"),
        ({"SecondaryPrivateIpAddressCount": 50}, "InvalidParameter"),
        ({"Ipv4PrefixCount": 1}, "UnsupportedParameter"),
    ):
        with refused(code):
            cloud.ecs("AssignPrivateIpAddresses", NetworkInterfaceId=eni, **more)
    for addresses, code in (
        ([], "MissingParameter"),
        (["192.168.1.10"], "InvalidParameter"),
        (["192.168.1.12"], "InvalidIp.IpUnassigned"),
    ):
        with refused(code):
            cloud.ecs("UnassignPrivateIpAddresses", NetworkInterfaceId=eni, PrivateIpAddress=addresses)
    assert len(read_eni(cloud, eni)["PrivateIpSets"]["PrivateIpSet"]) == 1


def test_how_many_private_addresses(cloud: Cloud, net: Net) -> None:
    eni = make_eni(cloud, net, SecondaryPrivateIpAddressCount=49)
    with refused("MaxEniPrivateIpsCountExceeded", 403):
        cloud.ecs("AssignPrivateIpAddresses", NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=1)
    instance, eni = put_instance(cloud, net), make_eni(cloud, net, SecondaryPrivateIpAddressCount=4)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)
    cloud.ecs("AssignPrivateIpAddresses", NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=1)
    with refused("MaxEniPrivateIpsCountExceeded", 403):
        cloud.ecs("AssignPrivateIpAddresses", NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=1)


@pytest.mark.parametrize(("limits", "most"), [(DOCUMENTED, 2000), (TODAY, 6000)], ids=["documented", "today"])
def test_a_basic_group_counts_every_private_address(limits: LimitSet, most: int) -> None:
    cloud = cloud_with(limits)
    net = make_net(cloud)
    second = make_group(cloud, net)
    put_members(cloud, second, most - 3)
    with refused("SecurityGroupInstanceLimitExceed", 403):
        make_eni(cloud, net, SecurityGroupIds=[net.group, second], SecondaryPrivateIpAddressCount=3)
    eni = make_eni(cloud, net, SecurityGroupIds=[net.group, second], SecondaryPrivateIpAddressCount=1)
    assign(cloud, eni)
    with refused("SecurityGroupInstanceLimitExceed", 403):
        make_eni(cloud, net, SecurityGroupIds=[second])
    with refused("SecurityGroupInstanceLimitExceed", 403):
        cloud.ecs("AssignPrivateIpAddresses", NetworkInterfaceId=eni, SecondaryPrivateIpAddressCount=1)
    other = make_eni(cloud, net)
    with refused("SecurityGroupInstanceLimitExceed", 403):
        cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=other, SecurityGroupId=[second])
    cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=eni, Ipv6Address=ipv6_of(cloud, eni))
    cloud.ecs("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=other, SecurityGroupId=[second])
    with refused("SecurityGroupInstanceLimitExceed", 403):
        assign(cloud, other)


def test_an_advanced_group_counts_enis(cloud: Cloud, net: Net) -> None:
    group = make_group(cloud, net, SecurityGroupType="enterprise")
    put_members(cloud, group, 3000)
    eni = make_eni(cloud, net, SecurityGroupIds=[group], SecondaryPrivateIpAddressCount=49)
    assign(cloud, eni)
    assert call_of(cloud).store.count(Ipv6Entity, eni=eni) == 1
