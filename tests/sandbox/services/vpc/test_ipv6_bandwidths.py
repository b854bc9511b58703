"""Public IPv6 bandwidth. Not proved here: the real service's codes for its refusals (they are assumed)."""

import pytest

from alicloud_sandbox.core.entities import Ipv6Address
from tests.sandbox.conftest import Cloud, Net, make_net, refused
from tests.sandbox.services.vpc.vpc_fixtures import (
    Public,
    allocate,
    find_addresses,
    make_address,
    make_gateway,
    read_address,
)

NOT_FOUND = "InvalidIpv6Instance.NotFound"


@pytest.fixture
def public(cloud: Cloud, net: Net) -> Public:
    return make_address(cloud, net, make_gateway(cloud, net))


def bandwidth_of(cloud: Cloud, public: Public) -> tuple[str, int]:
    found = read_address(cloud, public.address_id)
    return found["NetworkType"], found["Ipv6InternetBandwidth"]["Bandwidth"]


def test_an_address_becomes_public_changes_and_becomes_private_again(cloud: Cloud, public: Public) -> None:
    assert bandwidth_of(cloud, public) == ("Private", 0)
    bandwidth = allocate(cloud, public, 5)
    found = read_address(cloud, public.address_id)
    assert (found["NetworkType"], found["Ipv6GatewayId"], found["RealBandwidth"]) == ("Public", public.gateway, 5)
    assert found["Ipv6InternetBandwidth"] == {
        "Ipv6InternetBandwidthId": bandwidth,
        "Bandwidth": 5,
        "InternetChargeType": "PayByTraffic",
        "InstanceChargeType": "PostPaid",
        "BusinessStatus": "Normal",
        "HasReservationData": False,
    }
    cloud.vpc("ModifyIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth, Bandwidth=7)
    assert bandwidth_of(cloud, public) == ("Public", 7)
    cloud.vpc("DeleteIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth, Ipv6AddressId=public.address_id)
    assert bandwidth_of(cloud, public) == ("Private", 0)
    assert "Ipv6InternetBandwidthId" not in read_address(cloud, public.address_id)["Ipv6InternetBandwidth"]
    assert find_addresses(cloud, Ipv6InternetBandwidthId=bandwidth) == []
    assert allocate(cloud, public) != bandwidth


def test_the_default_is_pay_by_bandwidth_through_the_vpc_s_gateway(cloud: Cloud, public: Public) -> None:
    cloud.vpc("AllocateIpv6InternetBandwidth", Ipv6AddressId=public.address_id, Bandwidth=1)
    found = read_address(cloud, public.address_id)
    assert found["Ipv6InternetBandwidth"]["InternetChargeType"] == "PayByBandwidth"
    with refused("DependencyViolation.Ipv6InternetBandwidth"):
        cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=public.gateway)


def test_the_address_names_its_bandwidth_too(cloud: Cloud, public: Public) -> None:
    allocate(cloud, public)
    cloud.vpc("ModifyIpv6InternetBandwidth", Ipv6AddressId=public.address_id, Bandwidth=9)
    assert bandwidth_of(cloud, public) == ("Public", 9)
    cloud.vpc("DeleteIpv6InternetBandwidth", Ipv6AddressId=public.address_id)
    for action, more in (("ModifyIpv6InternetBandwidth", {"Bandwidth": 1}), ("DeleteIpv6InternetBandwidth", {})):
        with refused("OperationFailed.InternetBandwidthNonExist", 400):
            cloud.vpc(action, Ipv6AddressId=public.address_id, **more)
        with refused("MissingParam.Ipv6InstanceId", 400):
            cloud.vpc(action, **more)
    with refused("MissingParam.Ipv6InstanceId", 400):
        cloud.vpc("AllocateIpv6InternetBandwidth", Ipv6GatewayId=public.gateway, Bandwidth=1)


@pytest.mark.parametrize(
    ("charge", "allowed", "refused_mbps"),
    [("PayByTraffic", [1, 1000], [0, -1, 1001]), ("PayByBandwidth", [1, 2000], [0, 2001])],
)
def test_each_charge_type_has_its_range(
    cloud: Cloud, public: Public, charge: str, allowed: list[int], refused_mbps: list[int]
) -> None:
    for mbps in refused_mbps:
        with refused("IllegalParam.Bandwidth", 400):
            allocate(cloud, public, mbps, charge)
    bandwidth = allocate(cloud, public, allowed[0], charge)
    cloud.vpc("ModifyIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth, Bandwidth=allowed[-1])
    for mbps in refused_mbps:
        with refused("IllegalParam.Bandwidth", 400):
            cloud.vpc("ModifyIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth, Bandwidth=mbps)
    assert bandwidth_of(cloud, public) == ("Public", allowed[-1])


@pytest.mark.parametrize("charge", ["PayByOld95", "", "paybytraffic"])
def test_another_charge_type_is_refused(cloud: Cloud, public: Public, charge: str) -> None:
    with refused("IllegalParam.InternetChargeType", 400) as caught:
        allocate(cloud, public, 5, charge)
    assert "PayByTraffic" in caught.value.message


def test_an_address_has_one_bandwidth(cloud: Cloud, public: Public) -> None:
    bandwidth = allocate(cloud, public)
    with refused("OperationFailed.InternetBandwidthAlreadyExisted", 400) as caught:
        allocate(cloud, public)
    assert bandwidth in caught.value.message


def test_a_vpc_without_a_gateway_has_no_public_addresses(cloud: Cloud, net: Net) -> None:
    private = make_address(cloud, net, "")
    with refused("OperationFailed.Ipv6GatewayNotExist", 400):
        allocate(cloud, private)
    with refused("OperationFailed.Ipv6GatewayNotExist", 400):
        cloud.vpc("AllocateIpv6InternetBandwidth", Ipv6AddressId=private.address_id, Bandwidth=1)


def test_the_gateway_of_another_vpc_does_not_count(cloud: Cloud, public: Public) -> None:
    for other in (make_gateway(cloud, make_net(cloud)), "ipv6gw-nobody"):
        with refused("OperationFailed.Ipv6GatewayDisMatchIpv6Address", 400):
            allocate(cloud, public, Ipv6GatewayId=other)
    assert bandwidth_of(cloud, public) == ("Private", 0)


def test_ids_must_be_of_one_address(cloud: Cloud, net: Net, public: Public) -> None:
    bandwidth = allocate(cloud, public)
    other = make_address(cloud, net, public.gateway)
    for action, more in (("ModifyIpv6InternetBandwidth", {"Bandwidth": 9}), ("DeleteIpv6InternetBandwidth", {})):
        with refused("ParamExclusive.Ipv6AddressIdAndIpv6InternetBandwidthId", 400):
            cloud.vpc(action, Ipv6InternetBandwidthId=bandwidth, Ipv6AddressId=other.address_id, **more)
        with refused(NOT_FOUND, 400):
            cloud.vpc(action, Ipv6InternetBandwidthId="ipv6bw-nobody", **more)
    with refused("ResourceNotFound.Ipv6Address", 404):
        allocate(cloud, public, Ipv6AddressId="ipv6-nobody")
    assert bandwidth_of(cloud, public) == ("Public", 5)


def test_bandwidth_goes_with_its_address(cloud: Cloud, net: Net, public: Public) -> None:
    bandwidth = allocate(cloud, public)
    cloud.ecs("UnassignIpv6Addresses", NetworkInterfaceId=public.eni, Ipv6Address=[public.address])
    assert find_addresses(cloud, Ipv6InternetBandwidthId=bandwidth) == []
    with refused(NOT_FOUND, 400):
        cloud.vpc("DeleteIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth)
    deleted = make_address(cloud, net, public.gateway)
    allocate(cloud, deleted)
    cloud.ecs("DeleteNetworkInterface", NetworkInterfaceId=deleted.eni)
    cloud.vpc("DeleteIpv6Gateway", Ipv6GatewayId=public.gateway)


@pytest.mark.parametrize(("charge", "most"), [("PayByTraffic", 5_000), ("PayByBandwidth", 50_000)])
def test_an_account_has_so_much_in_a_region(cloud: Cloud, net: Net, public: Public, charge: str, most: int) -> None:
    biggest = 1000 if charge == "PayByTraffic" else 2000
    bandwidths = []
    for _ in range(most // biggest):
        bandwidths.append(allocate(cloud, make_address(cloud, net, public.gateway), biggest, charge))
    with refused("OperationFailed.BandwidthExceedLimit", 400):
        allocate(cloud, public, 1, charge)
    cloud.vpc("ModifyIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidths[0], Bandwidth=biggest - 1)
    allocate(cloud, public, 1, charge)
    with refused("OperationFailed.BandwidthExceedLimit", 400):
        cloud.vpc("ModifyIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidths[0], Bandwidth=biggest)
    other = cloud.by("user")
    theirs = make_net(other)
    allocate(other, make_address(other, theirs, make_gateway(other, theirs)), biggest, charge)


def test_a_repeated_token_buys_once(cloud: Cloud, public: Public) -> None:
    first = allocate(cloud, public, ClientToken="once")
    assert allocate(cloud, public, ClientToken="once") == first
    public_addresses = [found for found in cloud.dispatcher.store.all_accounts(Ipv6Address) if found.bandwidth_id]
    assert [found.bandwidth_id for found in public_addresses] == [first]


def test_accounts_and_regions_do_not_see_each_other(cloud: Cloud, public: Public) -> None:
    bandwidth = allocate(cloud, public)
    for other in (cloud.by("user"), cloud.at("cn-shanghai")):
        with refused(NOT_FOUND, 400):
            other.vpc("ModifyIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth, Bandwidth=1)
        with refused(NOT_FOUND, 400):
            other.vpc("DeleteIpv6InternetBandwidth", Ipv6InternetBandwidthId=bandwidth)
        with refused("ResourceNotFound.Ipv6Address", 404):
            allocate(other, public)
