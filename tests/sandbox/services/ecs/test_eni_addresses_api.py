"""Addresses of ENIs. Not proved here: the real service's code for an address that has public bandwidth."""

from ipaddress import IPv6Address, IPv6Network

import pytest

from alicloud_rules.limits import DOCUMENTED, TODAY, LimitSet
from alicloud_sandbox.core.entities import EgressOnlyRule
from alicloud_sandbox.core.entities import Ipv6Address as Ipv6Entity
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import (
    assign,
    ipv6_of,
    make_eni,
    primary_of,
    put_instance,
    set_status,
)


@pytest.fixture
def wide() -> Cloud:
    """A cloud under today's limits, where an ENI has more than one IPv6 address."""
    return cloud_with(TODAY)


def block_of(cloud: Cloud, net: Net) -> IPv6Network:
    return IPv6Network(cloud.vpc("DescribeVSwitchAttributes", VSwitchId=net.vswitch)["Ipv6CidrBlock"])


def unassign(cloud: Cloud, eni: str, *addresses: str) -> None:
    cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=eni, Ipv6Address=list(addresses))


def test_picked_addresses_come_from_the_vswitch_and_read_back_in_order(wide: Cloud) -> None:
    net = make_net(wide)
    eni = make_eni(wide, net)
    first, second = assign(wide, eni, 2), assign(wide, eni)
    assert ipv6_of(wide, eni) == first + second
    assert len({*first, *second}) == 3
    assert all(IPv6Address(address) in block_of(wide, net) for address in first + second)
    assert all(address == str(IPv6Address(address)) for address in first)


def test_a_fixed_address(wide: Cloud) -> None:
    net = make_net(wide)
    eni = make_eni(wide, net)
    wanted = [str(block_of(wide, net)[7]), str(block_of(wide, net)[0xABCD])]
    spelled = IPv6Address(wanted[1]).exploded.upper()
    answer = wide.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6Address=[wanted[0], spelled])
    assert answer["Ipv6Sets"]["Ipv6Address"] == wanted
    assert ipv6_of(wide, eni) == wanted


def test_wrong_fixed_addresses(wide: Cloud) -> None:
    net = make_net(wide)
    eni, other = make_eni(wide, net), make_eni(wide, net)
    inside = str(block_of(wide, net)[9])
    wide.ecs("AssignIpv6Addresses", NetworkInterfaceId=other, Ipv6Address=[inside])
    free = str(block_of(wide, net)[10])
    for addresses, code in (
        (["2001:db8:ffff::1"], "InvalidVSwitchId.IpInvalid"),
        ([str(block_of(wide, net)[0])], "InvalidVSwitchId.IpInvalid"),
        ([free, free], "InvalidIp.IpRepeated"),
        ([inside], "InvalidIp.IpAssigned"),
        ([free, inside], "InvalidIp.IpAssigned"),
        (["192.168.1.1"], "InvalidIp.Address"),
    ):
        with refused(code, 403):
            wide.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6Address=addresses)
    assert ipv6_of(wide, eni) == []
    assert wide.vpc("DescribeIpv6Addresses", AssociatedInstanceId=eni)["TotalCount"] == 0


def test_malformed_requests(cloud: Cloud, net: Net) -> None:
    eni = make_eni(cloud, net)
    with refused("MissingParameter", 403):
        cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni)
    with refused("InvalidParameter.Conflict", 400):
        cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6AddressCount=1, Ipv6Address=["::1"])
    for count in (-1, 11):
        with refused("InvalidParameter", 400):
            assign(cloud, eni, count)
    with refused("MissingParameter", 403):
        cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=eni)
    with refused("InvalidEniId.NotFound", 404):
        assign(cloud, "eni-none")
    with refused("UnsupportedParameter", 400):
        cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6PrefixCount=1)


def test_an_available_eni_takes_one_today_ten(cloud: Cloud, net: Net, wide: Cloud) -> None:
    eni = make_eni(cloud, net)
    with refused("MaxEniIpv6IpsCountExceeded", 403):
        assign(cloud, eni, 2)
    assign(cloud, eni)
    with refused("MaxEniIpv6IpsCountExceeded", 403):
        assign(cloud, eni)
    eni = make_eni(wide, make_net(wide))
    assign(wide, eni, 10)
    with refused("MaxEniIpv6IpsCountExceeded", 403):
        assign(wide, eni)


@pytest.mark.parametrize(("limits", "allowed"), [(DOCUMENTED, 1), (TODAY, 15)], ids=["documented", "today"])
def test_an_eni_in_use_takes_what_its_instance_type_allows(limits: LimitSet, allowed: int) -> None:
    cloud = cloud_with(limits)
    net = make_net(cloud)
    instance, eni = put_instance(cloud, net, "ecs.g7.xlarge"), make_eni(cloud, net)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)
    for _ in range(allowed):
        assign(cloud, eni)
    with refused("MaxEniIpv6IpsCountExceeded", 403):
        assign(cloud, eni)


def test_an_instance_type_without_ipv6(cloud: Cloud, net: Net) -> None:
    instance, eni = put_instance(cloud, net, "ecs.ic5.large"), make_eni(cloud, net)
    cloud.ecs("AttachNetworkInterface", NetworkInterfaceId=eni, InstanceId=instance)
    with refused("InvalidOperation.Ipv6NotSupport", 403):
        assign(cloud, eni)


def test_a_primary_eni_takes_one_while_its_instance_is_steady(cloud: Cloud, net: Net) -> None:
    instance = put_instance(cloud, net)
    primary = primary_of(cloud, instance)
    set_status(cloud, instance, "Stopping")
    with refused("InvalidOperation.InvalidEcsState", 400):
        assign(cloud, primary)
    set_status(cloud, instance, "Stopped")
    assert assign(cloud, primary) == ipv6_of(cloud, primary)


def test_regions_without_ipv6_for_secondary_enis() -> None:
    cloud = cloud_with().at("cn-qingdao")
    net = make_net(cloud, "cn-qingdao-c")
    with refused("Forbidden.RegionId", 403):
        assign(cloud, make_eni(cloud, net))
    assign(cloud, primary_of(cloud, put_instance(cloud, net)))
    today = cloud_with(TODAY).at("cn-qingdao")
    assign(today, make_eni(today, make_net(today, "cn-qingdao-c")))


def test_a_vswitch_without_ipv6(cloud: Cloud) -> None:
    net = make_net(cloud, ipv6=False)
    with refused("InvalidVSwitch.Ipv6NotTurnOn", 403):
        assign(cloud, make_eni(cloud, net))


def test_a_client_token_assigns_once(wide: Cloud) -> None:
    eni = make_eni(wide, make_net(wide))
    for _ in range(2):
        wide.ecs("AssignIpv6Addresses", NetworkInterfaceId=eni, Ipv6AddressCount=1, ClientToken="once")
    assert len(ipv6_of(wide, eni)) == 1


def test_a_released_address_is_free_again(cloud: Cloud, net: Net) -> None:
    eni, other = make_eni(cloud, net), make_eni(cloud, net)
    (address,) = assign(cloud, eni)
    unassign(cloud, eni, address)
    assert ipv6_of(cloud, eni) == []
    with refused("InvalidIp.IpUnassigned", 403):
        unassign(cloud, eni, address)
    cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=other, Ipv6Address=[address])
    with refused("InvalidIp.IpUnassigned", 403):
        unassign(cloud, eni, address)
    with refused("InvalidIp.IpRepeated", 403):
        unassign(cloud, other, address, address)
    with refused("InvalidIp.Address", 403):
        unassign(cloud, other, "x")
    assert ipv6_of(cloud, other) == [address]


def test_deleting_the_eni_gives_its_addresses_back(cloud: Cloud, net: Net) -> None:
    eni, other = make_eni(cloud, net), make_eni(cloud, net)
    (address,) = assign(cloud, eni)
    cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=eni)
    assert cloud.vpc("DescribeIpv6Addresses")["TotalCount"] == 0
    cloud.ecs("AssignIpv6Addresses", NetworkInterfaceId=other, Ipv6Address=[address])


def test_bandwidth_and_egress_only_rules_go_with_the_address(cloud: Cloud, net: Net) -> None:
    gateway = cloud.vpc("CreateIpv6Gateway", VpcId=net.vpc)["Ipv6GatewayId"]
    eni = make_eni(cloud, net)
    (address,) = assign(cloud, eni)
    (row,) = cloud.vpc("DescribeIpv6Addresses", AssociatedInstanceId=eni)["Ipv6Addresses"]["Ipv6Address"]
    cloud.vpc("AllocateIpv6InternetBandwidth", Ipv6GatewayId=gateway, Ipv6AddressId=row["Ipv6AddressId"], Bandwidth=5)
    cloud.vpc("CreateIpv6EgressOnlyRule", Ipv6GatewayId=gateway, InstanceId=row["Ipv6AddressId"])
    unassign(cloud, eni, address)
    assert cloud.dispatcher.store.all_accounts(EgressOnlyRule) == []
    assert cloud.dispatcher.store.all_accounts(Ipv6Entity) == []
    cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=gateway)
