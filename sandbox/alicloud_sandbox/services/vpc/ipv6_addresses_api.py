"""Requests that find, rename and describe IPv6 addresses; ECS assigns and unassigns them."""

from alicloud_rules.names import check_vpc_name
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, only, set_given, tagged, vpc_tags
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import Eni, Ipv6Address, Ipv6Gateway
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import Pages, Params, Tag
from alicloud_sandbox.core.resource_types import ALL_RESOURCES, IPV6_ADDRESS
from alicloud_sandbox.services.vpc.ipv6_bandwidths import get_address

_SECONDARY, _PRIMARY = "NetworkInterface", "EcsInstance"


class DescribeIpv6Addresses(Pages, kw_only=True):
    """Parameters of DescribeIpv6Addresses."""

    ipv6_address_id: str = ""
    ipv6_address: str = ""
    ipv6_internet_bandwidth_id: str = ""
    associated_instance_id: str = ""
    associated_instance_type: str = ""
    network_type: str = ""
    address_type: str = ""
    name: str = ""
    v_switch_id: str = ""
    vpc_id: str = ""
    resource_group_id: str = ""
    service_managed: bool = False
    tag: list[Tag] = []


@VPC.action(
    "DescribeIpv6Addresses",
    Evidence.SEEN,
    "an address of a secondary ENI has the ENI's id as its instance; without a type filter every type is listed",
    assumed_resources=ALL_RESOURCES,
)
def describe_ipv6_addresses(call: Call, p: DescribeIpv6Addresses) -> Answer:
    """Return the caller's IPv6 addresses that match every filter."""
    if p.network_type not in ("", "Private", "Public"):
        raise invalid("NetworkType", "it must be Private or Public")
    if p.address_type not in ("", "IPv6Address", "IPv6Prefix"):
        raise invalid("AddressType", "it must be IPv6Address or IPv6Prefix")
    found = only(
        _candidates(call, p),
        id=p.ipv6_address_id,
        address=p.ipv6_address,
        bandwidth_id=p.ipv6_internet_bandwidth_id,
        vswitch_id=p.v_switch_id,
        vpc_id=p.vpc_id,
        name=p.name,
        resource_group_id=p.resource_group_id,
    )
    if p.service_managed or p.address_type == "IPv6Prefix":
        found = []
    if p.network_type:
        found = [address for address in found if _network_type(address) == p.network_type]
    if p.associated_instance_id or p.associated_instance_type:
        wanted = (p.associated_instance_id, p.associated_instance_type)
        found = [address for address in found if _matches(_associated(call, address), wanted)]
    rows, numbers = page(p, tagged(found, p.tag), lambda address: _write(call, address))
    return {"Ipv6Addresses": {"Ipv6Address": rows}, **numbers}


class ModifyIpv6AddressAttribute(Params, kw_only=True):
    """Parameters of ModifyIpv6AddressAttribute; what is left out stays."""

    ipv6_address_id: str
    name: str | None = None
    description: str | None = None
    client_token: str = ""
    dry_run: bool = False


@VPC.action("ModifyIpv6AddressAttribute", Evidence.DOCUMENTED, assumed_resources=(IPV6_ADDRESS,))
def modify_ipv6_address_attribute(call: Call, p: ModifyIpv6AddressAttribute) -> Answer:
    """Rename or describe an address."""
    address = get_address(call, p.ipv6_address_id)
    check_name("Name", p.name or "", "InvalidName.Malformed", check_vpc_name)
    check_description("Description", p.description or "", "InvalidDescription.Malformed")
    set_given(address, name=p.name, description=p.description)
    call.store.put(address)
    return {}


def _candidates(call: Call, p: DescribeIpv6Addresses) -> list[Ipv6Address]:
    """Return the caller's addresses from the narrowest index that the request allows."""
    store = call.store
    if p.ipv6_internet_bandwidth_id:
        found = store.find(Ipv6Address, bandwidth=p.ipv6_internet_bandwidth_id)
    elif p.associated_instance_id.startswith("eni-"):
        found = store.find(Ipv6Address, eni=p.associated_instance_id)
    elif p.ipv6_address_id:
        one = store.get(Ipv6Address, p.ipv6_address_id)
        found = [one] if one else []
    else:
        return call.owned_all(Ipv6Address)
    return only(found, account=call.caller.account, region=call.region)


def _associated(call: Call, address: Ipv6Address) -> tuple[str, str]:
    eni = call.store.get(Eni, address.eni_id)
    if eni and eni.kind == "Primary":
        return eni.instance_id, _PRIMARY
    return address.eni_id, _SECONDARY


def _matches(associated: tuple[str, str], wanted: tuple[str, str]) -> bool:
    return all(value in ("", own) for own, value in zip(associated, wanted, strict=True))


def _network_type(address: Ipv6Address) -> str:
    return "Public" if address.bandwidth_id else "Private"


def _write(call: Call, address: Ipv6Address) -> Answer:
    instance_id, instance_type = _associated(call, address)
    gateways = call.store.find(Ipv6Gateway, vpc=address.vpc_id)
    return {
        "Ipv6AddressId": address.id,
        "Ipv6AddressName": address.name,
        "Ipv6AddressDescription": address.description,
        "Ipv6Address": address.address,
        "AddressType": address.address_type,
        "AllocationTime": timestamp(address.created),
        "AssociatedInstanceId": instance_id,
        "AssociatedInstanceType": instance_type,
        "Ipv6GatewayId": gateways[0].id if gateways else "",
        "Ipv6InternetBandwidth": _write_bandwidth(address),
        "Ipv6Isp": "BGP",
        "NetworkType": _network_type(address),
        "RealBandwidth": address.bandwidth,
        "ResourceGroupId": address.resource_group_id,
        "ServiceManaged": 0,
        "Status": "Available",
        "VSwitchId": address.vswitch_id,
        "VpcId": address.vpc_id,
        "Tags": vpc_tags(address.tags),
    }


def _write_bandwidth(address: Ipv6Address) -> Answer:
    if not address.bandwidth_id:
        return {"Bandwidth": 0}
    return {
        "Ipv6InternetBandwidthId": address.bandwidth_id,
        "Bandwidth": address.bandwidth,
        "InternetChargeType": address.charge_type,
        "InstanceChargeType": "PostPaid",
        "BusinessStatus": "Normal",
        "HasReservationData": False,
    }
