"""The rules of public IPv6 bandwidth: one per address, through the gateway of the address's VPC."""

from alicloud_rules.limits import ipv6_bandwidth_gateway
from alicloud_rules.public_bandwidth import check_bandwidth
from alicloud_sandbox.core.answers import only
from alicloud_sandbox.core.api_errors import ApiError, invalid, violating
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Ipv6Address, Ipv6Gateway

#: Most bandwidth of an account per region in Mbit/s, by charge type (page on limits of IPv6 gateways).
_MOST_PER_REGION = {"PayByTraffic": 5_000, "PayByBandwidth": 50_000}


def get_address(call: Call, address_id: str) -> Ipv6Address:
    """Return the caller's IPv6 address in this region."""
    return call.get_owned(Ipv6Address, address_id, "ResourceNotFound.Ipv6Address", "IPv6 address")


def allocate(call: Call, address: Ipv6Address, gateway: Ipv6Gateway, mbps: int, charge_type: str) -> None:
    """Allocate public bandwidth to an address."""
    if address.bandwidth_id:
        raise ApiError(
            400,
            "OperationFailed.InternetBandwidthAlreadyExisted",
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
    if not found:
        raise ApiError(400, "OperationFailed.Ipv6GatewayNotExist", ipv6_bandwidth_gateway.no_gateway(address.vpc_id))
    (gateway,) = found
    if gateway_id not in ("", gateway.id):
        violation = ipv6_bandwidth_gateway.other_gateway(address.vpc_id, gateway.id)
        raise ApiError(400, "OperationFailed.Ipv6GatewayDisMatchIpv6Address", violation)
    return gateway


def with_bandwidth(call: Call, bandwidth_id: str, address_id: str) -> Ipv6Address:
    """Return the caller's address with this bandwidth; either id is enough, and both must belong to one address."""
    if not bandwidth_id and not address_id:
        raise missing_address("Ipv6InternetBandwidthId or Ipv6AddressId")
    found = call.store.find(Ipv6Address, bandwidth=bandwidth_id) if bandwidth_id else []
    if not bandwidth_id and (named := call.store.get(Ipv6Address, address_id)):
        found = [named]
    for address in only(found, account=call.caller.account, region=call.region):
        if address_id not in ("", address.id):
            both = "Ipv6AddressIdAndIpv6InternetBandwidthId"
            raise ApiError(400, f"ParamExclusive.{both}", f"The bandwidth {bandwidth_id} belongs to {address.id}.")
        if not address.bandwidth_id:
            text = f"The address {address.id} has no public bandwidth."
            raise ApiError(400, "OperationFailed.InternetBandwidthNonExist", text)
        return address
    text = f"The specified Ipv6AddressId or Ipv6InternetBandwidthId {bandwidth_id or address_id} is not found"
    raise ApiError(400, "InvalidIpv6Instance.NotFound", f"{text} (InvalidIpv6Instance.NotFound).")


def missing_address(parameters: str) -> ApiError:
    """Return the error for a request that names neither address nor bandwidth."""
    return ApiError(400, "MissingParam.Ipv6InstanceId", f"The param of Ipv6InstanceId is missing: give {parameters}.")


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
            "OperationFailed.BandwidthExceedLimit",
            f"The account has {others} Mbit/s {charge_type} in {address.region}; with {mbps} more it would pass"
            f" {_MOST_PER_REGION[charge_type]}.",
        )
