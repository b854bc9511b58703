"""Requests and answers of public IPv6 bandwidth."""

from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import IPV6_BANDWIDTH
from alicloud_sandbox.services.vpc import ipv6_bandwidths


class AllocateIpv6InternetBandwidth(Params, kw_only=True):
    """Parameters of AllocateIpv6InternetBandwidth; `Bandwidth` in Mbit/s, the gateway by default the VPC's."""

    ipv6_address_id: str = ""
    bandwidth: int
    ipv6_gateway_id: str = ""
    internet_charge_type: str = "PayByBandwidth"
    client_token: str = ""
    dry_run: bool = False


@VPC.action(
    "AllocateIpv6InternetBandwidth",
    Evidence.DOCUMENTED,
    resources=(IPV6_BANDWIDTH.all,),
)
def allocate_ipv6_internet_bandwidth(call: Call, p: AllocateIpv6InternetBandwidth) -> Answer:
    """Buy public bandwidth for one address."""
    if not p.ipv6_address_id:
        raise ipv6_bandwidths.missing_address("Ipv6AddressId")
    address = ipv6_bandwidths.get_address(call, p.ipv6_address_id)
    gateway = ipv6_bandwidths.gateway_of(call, address, p.ipv6_gateway_id)
    ipv6_bandwidths.allocate(call, address, gateway, p.bandwidth, p.internet_charge_type)
    call.store.put(address)
    return {"InternetBandwidthId": address.bandwidth_id, "Ipv6AddressId": address.id}


class ModifyIpv6InternetBandwidth(Params, kw_only=True):
    """Parameters of ModifyIpv6InternetBandwidth; either id names the bandwidth."""

    bandwidth: int
    ipv6_internet_bandwidth_id: str = ""
    ipv6_address_id: str = ""
    client_token: str = ""
    dry_run: bool = False


@VPC.action("ModifyIpv6InternetBandwidth", Evidence.DOCUMENTED, resources=(IPV6_BANDWIDTH.or_all,))
def modify_ipv6_internet_bandwidth(call: Call, p: ModifyIpv6InternetBandwidth) -> Answer:
    """Change the bandwidth of one address."""
    address = ipv6_bandwidths.with_bandwidth(call, p.ipv6_internet_bandwidth_id, p.ipv6_address_id)
    ipv6_bandwidths.change(call, address, p.bandwidth)
    call.store.put(address)
    return {}


class DeleteIpv6InternetBandwidth(Params, kw_only=True):
    """Parameters of DeleteIpv6InternetBandwidth; either id names the bandwidth."""

    ipv6_internet_bandwidth_id: str = ""
    ipv6_address_id: str = ""
    client_token: str = ""
    dry_run: bool = False


@VPC.action("DeleteIpv6InternetBandwidth", Evidence.DOCUMENTED, assumed_resources=(IPV6_BANDWIDTH.or_all,))
def delete_ipv6_internet_bandwidth(call: Call, p: DeleteIpv6InternetBandwidth) -> Answer:
    """Delete the public bandwidth of an address."""
    address = ipv6_bandwidths.with_bandwidth(call, p.ipv6_internet_bandwidth_id, p.ipv6_address_id)
    ipv6_bandwidths.drop(address)
    call.store.put(address)
    return {}
