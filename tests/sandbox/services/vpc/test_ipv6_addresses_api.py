"""IPv6 addresses as the VPC product shows them. Assigning them to ENIs is in tests/sandbox/ecs/test_eni_addresses."""

import pytest

from tests.sandbox.conftest import Cloud, Net, refused
from tests.sandbox.services.ecs.eni_fixtures import assign, make_eni, make_vswitch, primary_of
from tests.sandbox.services.ecs.instance_fixtures import run_instance
from tests.sandbox.services.vpc.vpc_fixtures import (
    Public,
    allocate,
    find_addresses,
    make_address,
    make_gateway,
    read_address,
)


@pytest.fixture
def public(cloud: Cloud, net: Net) -> Public:
    return make_address(cloud, net, make_gateway(cloud, net))


def ids(cloud: Cloud, **filters: object) -> list[str]:
    return [row["Ipv6AddressId"] for row in find_addresses(cloud, **filters)]


def test_an_address_of_a_secondary_eni(cloud: Cloud, net: Net, public: Public) -> None:
    found = read_address(cloud, public.address_id)
    assert (found["Ipv6Address"], found["Status"], found["NetworkType"]) == (public.address, "Available", "Private")
    assert (found["AssociatedInstanceId"], found["AssociatedInstanceType"]) == (public.eni, "NetworkInterface")
    assert (found["VpcId"], found["VSwitchId"], found["Ipv6GatewayId"]) == (net.vpc, net.vswitch, public.gateway)
    assert (found["Ipv6AddressName"], found["Ipv6AddressDescription"]) == ("", "")


def test_an_address_of_a_primary_eni_belongs_to_its_instance(cloud: Cloud, net: Net) -> None:
    instance = run_instance(cloud, net)
    assign(cloud, primary_of(cloud, instance))
    (found,) = find_addresses(cloud, AssociatedInstanceType="EcsInstance")
    assert (found["AssociatedInstanceId"], found["Ipv6GatewayId"]) == (instance, "")
    assert ids(cloud, AssociatedInstanceId=instance) == [found["Ipv6AddressId"]]


def test_without_a_type_every_type_is_listed(cloud: Cloud, net: Net, public: Public) -> None:
    assign(cloud, primary_of(cloud, run_instance(cloud, net)))
    assert len(ids(cloud, VpcId=net.vpc)) == 2
    assert ids(cloud, AssociatedInstanceType="NetworkInterface") == [public.address_id]


def test_every_filter_finds_its_own(cloud: Cloud, net: Net, public: Public) -> None:
    second_vswitch = make_vswitch(cloud, net, 2)
    other = make_eni(cloud, Net(net.vpc, second_vswitch, net.group))
    assign(cloud, other)
    (other_id,) = ids(cloud, AssociatedInstanceId=other)
    bandwidth = allocate(cloud, public)
    cloud.vpc("ModifyIpv6AddressAttribute", Ipv6AddressId=public.address_id, Name="first")
    cloud.vpc("TagResources", ResourceType="IPV6ADDRESS", ResourceId=[other_id], Tag=[{"Key": "k", "Value": "v"}])
    of_the_first: list[dict[str, object]] = [
        {"Ipv6AddressId": public.address_id},
        {"Ipv6Address": public.address},
        {"Ipv6InternetBandwidthId": bandwidth},
        {"AssociatedInstanceId": public.eni},
        {"NetworkType": "Public"},
        {"Name": "first"},
        {"VSwitchId": net.vswitch},
        {"VpcId": net.vpc, "VSwitchId": net.vswitch, "NetworkType": "Public", "Name": "first"},
    ]
    of_the_other: list[dict[str, object]] = [
        {"NetworkType": "Private"},
        {"VSwitchId": second_vswitch},
        {"Tag": [{"Key": "k"}]},
    ]
    of_none: list[dict[str, object]] = [
        {"VpcId": "vpc-nobody"},
        {"Ipv6AddressId": "ipv6-nobody"},
        {"Ipv6InternetBandwidthId": "ipv6bw-nobody"},
        {"AssociatedInstanceId": "eni-nobody"},
        {"AssociatedInstanceId": public.eni, "VSwitchId": second_vswitch},
        {"Ipv6AddressId": public.address_id, "NetworkType": "Private"},
        {"Ipv6InternetBandwidthId": bandwidth, "Ipv6AddressId": other_id},
        {"ServiceManaged": True},
        {"AddressType": "IPv6Prefix"},
        {"ResourceGroupId": "rg-nobody"},
    ]
    for expected, cases in (([public.address_id], of_the_first), ([other_id], of_the_other), ([], of_none)):
        for filters in cases:
            assert ids(cloud, **filters) == expected, filters
    assert len(ids(cloud, AddressType="IPv6Address")) == 2


@pytest.mark.parametrize(
    "filters", [{"NetworkType": "Other"}, {"AddressType": "IPv4"}, {"PageSize": 51}, {"PageNumber": 0}]
)
def test_a_filter_that_is_no_filter_is_refused(cloud: Cloud, filters: dict[str, object]) -> None:
    with refused(f"IllegalParam.{next(iter(filters))}", 400):
        cloud.vpc("DescribeIpv6Addresses", **filters)


def test_pages(cloud: Cloud, net: Net) -> None:
    made = [make_address(cloud, net, "").address_id for _ in range(12)]
    pages = [cloud.vpc("DescribeIpv6Addresses", PageNumber=number) for number in (1, 2, 3)]
    seen = [row["Ipv6AddressId"] for page in pages for row in page["Ipv6Addresses"]["Ipv6Address"]]
    assert seen == made
    assert [page["TotalCount"] for page in pages] == [12] * 3


def test_an_address_is_renamed_and_described(cloud: Cloud, public: Public) -> None:
    cloud.vpc("ModifyIpv6AddressAttribute", Ipv6AddressId=public.address_id, Name="web", Description="the web's")
    cloud.vpc("ModifyIpv6AddressAttribute", Ipv6AddressId=public.address_id, Name="web-2")
    found = read_address(cloud, public.address_id)
    assert (found["Ipv6AddressName"], found["Ipv6AddressDescription"]) == ("web-2", "the web's")
    for parameters, code in (
        ({"Name": "http://x"}, "InvalidName.Malformed"),
        ({"Description": "https://x"}, "InvalidDescription.Malformed"),
    ):
        with refused(code, 400):
            cloud.vpc("ModifyIpv6AddressAttribute", Ipv6AddressId=public.address_id, **parameters)
    assert read_address(cloud, public.address_id) == found


def test_an_address_is_gone_when_it_is_given_back(cloud: Cloud, public: Public) -> None:
    cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=public.eni, Ipv6Address=[public.address])
    assert ids(cloud) == []
    with refused("ResourceNotFound.Ipv6Address", 404):
        cloud.vpc("ModifyIpv6AddressAttribute", Ipv6AddressId=public.address_id, Name="late")


def test_accounts_and_regions_do_not_see_each_other(cloud: Cloud, public: Public) -> None:
    bandwidth = allocate(cloud, public)
    for other in (cloud.by("user"), cloud.at("cn-shanghai")):
        for filters in (
            {},
            {"Ipv6AddressId": public.address_id},
            {"AssociatedInstanceId": public.eni},
            {"Ipv6InternetBandwidthId": bandwidth},
        ):
            assert ids(other, **filters) == []
        with refused("ResourceNotFound.Ipv6Address", 404):
            other.vpc("ModifyIpv6AddressAttribute", Ipv6AddressId=public.address_id, Name="mine")
