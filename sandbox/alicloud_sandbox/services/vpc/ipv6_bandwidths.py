"""The rules of public IPv6 bandwidth: one per address, through the gateway of the address's VPC."""

from alicloud_rules.limits import ipv6_bandwidth_gateway
from alicloud_rules.public_bandwidth import check_bandwidth
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing, not_found, violating
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Ipv6Address, Ipv6Gateway
from alicloud_sandbox.services.vpc.ipv6_gateways import get_gateway

#: Most bandwidth of an account per region in Mbit/s, by charge type (page on limits of IPv6 gateways).
_MOST_PER_REGION = {"PayByTraffic": 5_000, "PayByBandwidth": 50_000}


def get_address(call: Call, address_id: str) -> Ipv6Address:
    """Return the caller's IPv6 address in this region."""
    return call.get_owned(Ipv6Address, address_id, "InvalidIpv6AddressId.NotFound", "IPv6 address")


def allocate(call: Call, address: Ipv6Address, gateway: Ipv6Gateway, mbps: int, charge_type: str) -> None:
    """Allocate public bandwidth to an address."""
    if gateway.vpc_id != address.vpc_id:
        raise not_found("InvalidIpv6GatewayId.NotFound", f"IPv6 gateway in VPC {address.vpc_id}:", gateway.id)
    if address.bandwidth_id:
        raise ApiError(
            400,
            "OperationDenied.BandwidthExists",
            f"The address {address.address} has the public bandwidth {address.bandwidth_id} already.",
        )
    if charge_type not in _MOST_PER_REGION:
        raise invalid("InternetChargeType", f"it must be one of {', '.join(_MOST_PER_REGION)}")
    _check(call, address, mbps, charge_type)
    address.bandwidth_id = call.new_id("ipv6bw")
    address.bandwidth, address.charge_type = mbps, charge_type
    address.bandwidth_created, address.gateway_id = call.now, gateway.id


def change(call: Call, address: Ipv6Address, mbps: int) -> None:
    """Change the bandwidth in Mbit/s."""
    _check(call, address, mbps, address.charge_type)
    address.bandwidth = mbps


def gateway_of(call: Call, address: Ipv6Address, gateway_id: str) -> Ipv6Gateway:
    """Return the gateway of the address's public traffic: the given one, or that of its VPC."""
    found = call.store.find(Ipv6Gateway, vpc=address.vpc_id)
    chosen = gateway_id or (found[0].id if found else "")
    if violation := ipv6_bandwidth_gateway.check(address.vpc_id, chosen):
        raise ApiError(404, "InvalidIpv6GatewayId.NotFound", violation)
    return get_gateway(call, chosen)


def with_bandwidth(call: Call, bandwidth_id: str, address_id: str) -> Ipv6Address:
    """Return the caller's address with this bandwidth; either id is enough, and both must belong to one address."""
    if not bandwidth_id and not address_id:
        raise missing("Ipv6InternetBandwidthId")
    if not bandwidth_id and not (bandwidth_id := get_address(call, address_id).bandwidth_id):
        raise not_found("InvalidIpv6InternetBandwidthId.NotFound", "public bandwidth of IPv6 address", address_id)
    for address in call.store.find(Ipv6Address, bandwidth=bandwidth_id):
        if address.account == call.caller.account and address.region == call.region:
            if address_id not in ("", address.id):
                raise invalid("Ipv6AddressId", f"the bandwidth {bandwidth_id} belongs to {address.id}")
            return address
    raise not_found("InvalidIpv6InternetBandwidthId.NotFound", "public IPv6 bandwidth", bandwidth_id)


def drop(address: Ipv6Address) -> None:
    """Remove the public bandwidth of an address."""
    address.bandwidth_id = address.charge_type = address.gateway_id = ""
    address.bandwidth, address.bandwidth_created = 0, 0.0


def _check(call: Call, address: Ipv6Address, mbps: int, charge_type: str) -> None:
    if violation := check_bandwidth(mbps, charge_type):
        raise violating("Bandwidth", violation)
    pool = f"{address.account}/{address.region}/{charge_type}"
    others = sum(other.bandwidth for other in call.store.find(Ipv6Address, pool=pool) if other.id != address.id)
    if others + mbps > _MOST_PER_REGION[charge_type]:
        raise ApiError(
            400,
            "QuotaExceeded.Ipv6InternetBandwidth",
            f"The account has {others} Mbit/s {charge_type} in {address.region}; with {mbps} more it would pass"
            f" {_MOST_PER_REGION[charge_type]}.",
        )
