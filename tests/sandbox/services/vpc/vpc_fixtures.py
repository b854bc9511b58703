"""IPv6 addresses of ENIs for tests, ready to be made public."""

from dataclasses import dataclass
from typing import Any

from tests.sandbox.conftest import Cloud, Net
from tests.sandbox.services.ecs.eni_fixtures import assign, make_eni


@dataclass(frozen=True)
class Public:
    """An ENI with one IPv6 address in a VPC with an IPv6 gateway."""

    gateway: str
    eni: str
    address: str
    address_id: str


def make_gateway(cloud: Cloud, net: Net) -> str:
    """The gateway of the net's VPC."""
    return str(cloud.vpc("CreateIpv6Gateway", VpcId=net.vpc)["Ipv6GatewayId"])


def find_addresses(cloud: Cloud, **filters: object) -> list[dict[str, Any]]:
    """The addresses that DescribeIpv6Addresses finds, on one page."""
    return list(cloud.vpc("DescribeIpv6Addresses", PageSize=50, **filters)["Ipv6Addresses"]["Ipv6Address"])


def read_address(cloud: Cloud, address_id: str) -> dict[str, Any]:
    """One address."""
    (found,) = find_addresses(cloud, Ipv6AddressId=address_id)
    return found


def make_address(cloud: Cloud, net: Net, gateway: str) -> Public:
    """A new ENI of the net with one address."""
    eni = make_eni(cloud, net)
    (address,) = assign(cloud, eni)
    (row,) = find_addresses(cloud, AssociatedInstanceId=eni)
    return Public(gateway, eni, address, row["Ipv6AddressId"])


def allocate(cloud: Cloud, public: Public, mbps: int = 5, charge: str = "PayByTraffic", **more: object) -> str:
    """Buy bandwidth; its id."""
    parameters = {
        "Ipv6AddressId": public.address_id,
        "Ipv6GatewayId": public.gateway,
        "Bandwidth": mbps,
        "InternetChargeType": charge,
        **more,
    }
    return str(cloud.vpc("AllocateIpv6InternetBandwidth", **parameters)["InternetBandwidthId"])
