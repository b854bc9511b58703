"""Requests that assign private IPv4 and IPv6 addresses to ENIs and unassign them."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import ENI
from alicloud_sandbox.network import ipv6_pool, private_ip_pool
from alicloud_sandbox.services.ecs import enis


class AssignIpv6Addresses(Params, kw_only=True):
    """Parameters of AssignIpv6Addresses."""

    network_interface_id: str
    ipv6_address: list[str] = []
    ipv6_address_count: int = 0
    client_token: str = ""


@ECS.action("AssignIpv6Addresses", Evidence.DOCUMENTED, "prefixes are refused", resources=(ENI,))
def assign_ipv6_addresses(call: Call, p: AssignIpv6Addresses) -> Answer:
    """Assign fixed IPv6 addresses, or a number of free ones, to an ENI."""
    eni = _ready(call, p.network_interface_id)
    ipv6_pool.check_asked(p.ipv6_address_count, p.ipv6_address)
    assigned = ipv6_pool.assign(call, eni, p.ipv6_address_count, p.ipv6_address)
    return {
        "NetworkInterfaceId": eni.id,
        "Ipv6Sets": {"Ipv6Address": assigned},
        "Ipv6PrefixSets": {"Ipv6Prefix": []},
    }


class UnassignIpv6Addresses(Params, kw_only=True):
    """Parameters of UnassignIpv6Addresses; the page knows no ClientToken, but the provider sends one."""

    network_interface_id: str
    ipv6_address: list[str] = []
    client_token: str = ""


@ECS.action(
    "UnassignIpv6Addresses",
    Evidence.DOCUMENTED,
    "that an address's bandwidth goes with it is assumed",
    resources=(ENI,),
)
def unassign_ipv6_addresses(call: Call, p: UnassignIpv6Addresses) -> Answer:
    """Unassign IPv6 addresses from an ENI."""
    eni = _ready(call, p.network_interface_id)
    if not p.ipv6_address:
        raise ApiError(403, "MissingParameter", "Ipv6Address.N names the addresses to take from the ENI.")
    ipv6_pool.release(call, eni, p.ipv6_address)
    return {}


class AssignPrivateIpAddresses(Params, kw_only=True):
    """Parameters of AssignPrivateIpAddresses."""

    network_interface_id: str
    private_ip_address: list[str] = []
    secondary_private_ip_address_count: int = 0
    client_token: str = ""


@ECS.action(
    "AssignPrivateIpAddresses",
    Evidence.DOCUMENTED,
    "an Available ENI takes 49, as at its creation (this page said 10 in 2021, 32 in 2026); prefixes are refused",
    resources=(ENI,),
)
def assign_private_ip_addresses(call: Call, p: AssignPrivateIpAddresses) -> Answer:
    """Assign secondary private IPv4 addresses, fixed ones or a number of free ones, to an ENI."""
    eni = _ready(call, p.network_interface_id)
    if not p.private_ip_address and not p.secondary_private_ip_address_count:
        raise missing("PrivateIpAddress.1")
    private_ip_pool.check_asked(p.private_ip_address, p.secondary_private_ip_address_count)
    added = private_ip_pool.assign(call, eni, p.private_ip_address, p.secondary_private_ip_address_count)
    return {
        "AssignedPrivateIpAddressesSet": {
            "NetworkInterfaceId": eni.id,
            "PrivateIpSet": {"PrivateIpAddress": added},
            "Ipv4PrefixSet": {"Ipv4Prefixes": []},
        }
    }


class UnassignPrivateIpAddresses(Params, kw_only=True):
    """Parameters of UnassignPrivateIpAddresses; as with IPv6, the provider sends a ClientToken in places."""

    network_interface_id: str
    private_ip_address: list[str] = []
    client_token: str = ""


@ECS.action("UnassignPrivateIpAddresses", Evidence.DOCUMENTED, resources=(ENI,))
def unassign_private_ip_addresses(call: Call, p: UnassignPrivateIpAddresses) -> Answer:
    """Unassign secondary private IPv4 addresses from an ENI."""
    eni = _ready(call, p.network_interface_id)
    if not p.private_ip_address:
        raise missing("PrivateIpAddress.1")
    private_ip_pool.release(call, eni, p.private_ip_address)
    return {}


def _ready(call: Call, eni_id: str) -> Eni:
    """Return the caller's ENI; refuse a state in which its addresses cannot change."""
    eni = enis.get_eni(call, eni_id)
    enis.check_state(eni, "Available", "InUse")
    if eni.kind == "Primary":
        enis.check_instance_state(call, eni)
    return eni
