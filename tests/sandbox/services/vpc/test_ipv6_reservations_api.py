"""IPv6 addresses that are reserved without an ENI."""

from alicloud_rules.limits import TODAY
from tests.sandbox.conftest import Cloud, Net, cloud_with, make_net, refused
from tests.sandbox.services.ecs.eni_fixtures import assign, make_eni
from tests.sandbox.services.vpc.vpc_fixtures import find_addresses, make_gateway


def test_a_reserved_address_belongs_to_nothing(cloud: Cloud, net: Net) -> None:
    made = cloud.vpc(
        "AllocateIpv6Address",
        VSwitchId=net.vswitch,
        Ipv6AddressName="spare",
        ResourceGroupId="rg-1",
        Tag=[{"Key": "k"}],
    )
    (found,) = find_addresses(cloud, Ipv6AddressId=made["Ipv6AddressId"], Tag=[{"Key": "k"}])
    assert (found["Ipv6Address"], found["Ipv6AddressName"]) == (made["Ipv6Address"], "spare")
    assert (found["AssociatedInstanceId"], found["ResourceGroupId"]) == ("", "rg-1")
    cloud.vpc("ReleaseIpv6Address", Ipv6AddressId=made["Ipv6AddressId"])
    assert find_addresses(cloud) == []
    with refused("ResourceNotFound.Ipv6Address", 404):
        cloud.vpc("ReleaseIpv6Address", Ipv6AddressId=made["Ipv6AddressId"])


def test_a_reserved_address_is_taken(cloud: Cloud, net: Net) -> None:
    address = cloud.vpc("AllocateIpv6Address", VSwitchId=net.vswitch)["Ipv6Address"]
    with refused("InvalidIp.IpAssigned", 403):
        cloud.vpc("AllocateIpv6Address", VSwitchId=net.vswitch, Ipv6Address=address)
    with refused("InvalidVSwitchId.IpInvalid", 403):
        cloud.vpc("AllocateIpv6Address", VSwitchId=net.vswitch, Ipv6Address="2001:db8:ffff::1")
    with refused("DependencyViolation.Ipv6Address", 400):
        cloud.vpc("DeleteVSwitch", VSwitchId=net.vswitch)


def test_addresses_in_use_are_not_released() -> None:
    cloud = cloud_with(TODAY)
    net = make_net(cloud)
    assign(cloud, make_eni(cloud, net))
    (found,) = find_addresses(cloud)
    with refused("IncorrectStatus.Ipv6Instance", 400):
        cloud.vpc("ReleaseIpv6Address", Ipv6AddressId=found["Ipv6AddressId"])
    reserved = cloud.vpc("AllocateIpv6Address", VSwitchId=net.vswitch)["Ipv6AddressId"]
    cloud.vpc(
        "AllocateIpv6InternetBandwidth", Ipv6AddressId=reserved, Ipv6GatewayId=make_gateway(cloud, net), Bandwidth=1
    )
    with refused("DependencyViolation.Ipv6InternetBandwidth", 400):
        cloud.vpc("ReleaseIpv6Address", Ipv6AddressId=reserved)


def test_the_address_type_is_shown_as_it_was_sent(cloud: Cloud, net: Net) -> None:
    for sent in ("IPv6Address", "Ipv6Address"):
        made = cloud.vpc("AllocateIpv6Address", VSwitchId=net.vswitch, AddressType=sent)
        assert [row["AddressType"] for row in find_addresses(cloud, Ipv6AddressId=made["Ipv6AddressId"])] == [sent]
    assert len(find_addresses(cloud, AddressType="IPv6Address")) == 2


def test_what_cannot_be_reserved(cloud: Cloud) -> None:
    plain = make_net(cloud, ipv6=False)
    with refused("InvalidVSwitch.Ipv6NotTurnOn", 403):
        cloud.vpc("AllocateIpv6Address", VSwitchId=plain.vswitch)
    with refused("UnsupportedParameter"):
        cloud.vpc("AllocateIpv6Address", VSwitchId=plain.vswitch, AddressType="IPv6Prefix")
