"""ipv6-bandwidth-gateway: public IPv6 bandwidth needs an IPv6 gateway in the address's VPC."""

from ..limit import Level, Limit
from ..violation import Violation

LIMIT = Limit(
    id="ipv6-bandwidth-gateway",
    order=6,
    says="public IPv6 bandwidth needs an IPv6 gateway in the address's VPC",
    level=Level.NEED,
    refused_by=("AllocateIpv6InternetBandwidth",),
    source="API page AllocateIpv6InternetBandwidth, Ipv6GatewayId",
)


def check(vpc_id: str, ipv6_gateway_id: str | None) -> Violation | None:
    """Check the IPv6 gateway of the VPC whose address is to get public bandwidth."""
    return None if ipv6_gateway_id else no_gateway(vpc_id)


def no_gateway(vpc_id: str) -> Violation:
    """Return the violation of a VPC without IPv6 gateway."""
    message = f"VPC {vpc_id} has no IPv6 gateway, which public IPv6 bandwidth needs."
    return LIMIT.violation(None, "an IPv6 gateway of the VPC", message)


def other_gateway(vpc_id: str, own_gateway: str) -> Violation:
    """Return the violation of a bandwidth that names another gateway than `own_gateway`, that of its address's VPC."""
    message = f"The address is in VPC {vpc_id}, whose IPv6 gateway is {own_gateway}."
    return LIMIT.violation(None, own_gateway, message)
