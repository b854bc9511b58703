"""Requests that reserve IPv6 addresses of a vSwitch without an ENI, and release them."""

from alicloud_rules.names import check_vpc_name
from alicloud_sandbox.core import resource_groups
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, checked_tags
from alicloud_sandbox.core.api_errors import ApiError, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.params import Params, Tag
from alicloud_sandbox.core.resource_types import IPV6_ADDRESS, VSWITCH
from alicloud_sandbox.network import ipv6_pool
from alicloud_sandbox.network.owned import get_vswitch
from alicloud_sandbox.services.vpc.ipv6_bandwidths import get_address


class AllocateIpv6Address(Params, kw_only=True):
    """Parameters of AllocateIpv6Address."""

    v_switch_id: str
    ipv6_address: str = ""
    address_type: str = "IPv6Address"
    ipv6_address_name: str = ""
    ipv6_address_description: str = ""
    resource_group_id: str = ""
    tag: list[Tag] = []
    client_token: str = ""
    dry_run: bool = False


@VPC.action(
    "AllocateIpv6Address",
    Evidence.SEEN,
    "AddressType is shown as it was sent, as a test of the provider expects; prefixes are refused;"
    " that no ENI can be assigned a reserved address is assumed",
    assumed_resources=(IPV6_ADDRESS.all, VSWITCH),
)
def allocate_ipv6_address(call: Call, p: AllocateIpv6Address) -> Answer:
    """Reserve one free address, or the given one."""
    if p.address_type.lower() != "ipv6address":
        raise unsupported("AddressType", "the sandbox has no IPv6 prefixes")
    check_name("Ipv6AddressName", p.ipv6_address_name, "InvalidName.Malformed", check_vpc_name)
    check_description("Ipv6AddressDescription", p.ipv6_address_description, "InvalidDescription.Malformed")
    address = ipv6_pool.reserve(call, get_vswitch(call, p.v_switch_id), p.ipv6_address)
    address.name, address.description = p.ipv6_address_name, p.ipv6_address_description
    address.address_type = p.address_type
    address.resource_group_id = resource_groups.in_vpc(call, p.resource_group_id)
    address.tags = checked_tags(p.tag)
    call.store.put(address)
    return {
        "Ipv6Address": address.address,
        "Ipv6AddressId": address.id,
        "ResourceGroupId": address.resource_group_id,
    }


class ReleaseIpv6Address(Params, kw_only=True):
    """Parameters of ReleaseIpv6Address."""

    ipv6_address_id: str
    client_token: str = ""
    dry_run: bool = False


@VPC.action(
    "ReleaseIpv6Address",
    Evidence.DOCUMENTED,
    "the code for an address of an ENI is that which the provider waits for",
    assumed_resources=(IPV6_ADDRESS,),
)
def release_ipv6_address(call: Call, p: ReleaseIpv6Address) -> Answer:
    """Release a reserved address without public bandwidth."""
    address = get_address(call, p.ipv6_address_id)
    if address.eni_id:
        raise ApiError(400, "IncorrectStatus.Ipv6Instance", f"The ENI {address.eni_id} has {address.address}.")
    if address.bandwidth_id:
        raise ApiError(
            400,
            "DependencyViolation.Ipv6InternetBandwidth",
            f"The address {address.address} has the public bandwidth {address.bandwidth_id}; delete it first.",
        )
    call.store.delete(address)
    return {}
