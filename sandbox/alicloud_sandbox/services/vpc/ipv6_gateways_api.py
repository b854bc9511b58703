"""Requests and answers of IPv6 gateways."""

from alicloud_rules.names import check_vpc_name
from alicloud_sandbox.core import resource_groups
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, checked_tags, only, set_given, tagged, vpc_tags
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import Ipv6Gateway
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import Pages, Params, Tag
from alicloud_sandbox.core.resource_types import IPV6_GATEWAY, VPC_RESOURCE
from alicloud_sandbox.network.owned import get_vpc
from alicloud_sandbox.services.vpc import ipv6_gateways


class CreateIpv6Gateway(Params, kw_only=True):
    """Parameters of CreateIpv6Gateway."""

    vpc_id: str
    name: str = ""
    description: str = ""
    resource_group_id: str = ""
    tag: list[Tag] = []
    client_token: str = ""
    dry_run: bool = False


@VPC.action(
    "CreateIpv6Gateway",
    Evidence.DOCUMENTED,
    "the codes of its refusals are assumed",
    assumed_resources=(IPV6_GATEWAY.all, VPC_RESOURCE),
)
def create_ipv6_gateway(call: Call, p: CreateIpv6Gateway) -> Answer:
    """Create the IPv6 gateway of a VPC with IPv6."""
    vpc = get_vpc(call, p.vpc_id)
    ipv6_gateways.check_vpc(call, vpc)
    _check_names(p.name, p.description)
    gateway = Ipv6Gateway(
        **call.new_entity_fields("ipv6gw"),
        name=p.name,
        description=p.description,
        resource_group_id=resource_groups.in_vpc(call, p.resource_group_id),
        tags=checked_tags(p.tag),
        vpc_id=vpc.id,
        status="Pending",
    )
    call.store.put(gateway)
    call.schedule("ipv6-gateway.available", gateway.id)
    return {"Ipv6GatewayId": gateway.id, "ResourceGroupId": gateway.resource_group_id}


class DescribeIpv6GatewayAttribute(Params, kw_only=True):
    """Parameters of DescribeIpv6GatewayAttribute."""

    ipv6_gateway_id: str


@VPC.action("DescribeIpv6GatewayAttribute", Evidence.SEEN, assumed_resources=(IPV6_GATEWAY,))
def describe_ipv6_gateway_attribute(call: Call, p: DescribeIpv6GatewayAttribute) -> Answer:
    """Return everything about one IPv6 gateway."""
    return _write(ipv6_gateways.get_gateway(call, p.ipv6_gateway_id))


class DescribeIpv6Gateways(Pages, kw_only=True):
    """Parameters of DescribeIpv6Gateways."""

    ipv6_gateway_id: str = ""
    vpc_id: str = ""
    name: str = ""
    resource_group_id: str = ""
    tags: list[Tag] = []


@VPC.action("DescribeIpv6Gateways", Evidence.DOCUMENTED, assumed_resources=(IPV6_GATEWAY.or_all,))
def describe_ipv6_gateways(call: Call, p: DescribeIpv6Gateways) -> Answer:
    """Return the caller's IPv6 gateways that match every filter."""
    found = only(
        call.owned_all(Ipv6Gateway),
        id=p.ipv6_gateway_id,
        vpc_id=p.vpc_id,
        name=p.name,
        resource_group_id=p.resource_group_id,
    )
    rows, numbers = page(p, tagged(found, p.tags), _write)
    return {"Ipv6Gateways": {"Ipv6Gateway": rows}, **numbers}


class ModifyIpv6GatewayAttribute(Params, kw_only=True):
    """Parameters of ModifyIpv6GatewayAttribute; what is left out stays."""

    ipv6_gateway_id: str
    name: str | None = None
    description: str | None = None
    client_token: str = ""
    dry_run: bool = False


@VPC.action("ModifyIpv6GatewayAttribute", Evidence.DOCUMENTED, assumed_resources=(IPV6_GATEWAY,))
def modify_ipv6_gateway_attribute(call: Call, p: ModifyIpv6GatewayAttribute) -> Answer:
    """Rename or describe a gateway."""
    gateway = ipv6_gateways.get_gateway(call, p.ipv6_gateway_id)
    _check_names(p.name or "", p.description or "")
    set_given(gateway, name=p.name, description=p.description)
    call.store.put(gateway)
    return {}


class DeleteIpv6Gateway(Params, kw_only=True):
    """Parameters of DeleteIpv6Gateway."""

    ipv6_gateway_id: str
    client_token: str = ""
    dry_run: bool = False


@VPC.action("DeleteIpv6Gateway", Evidence.DOCUMENTED, assumed_resources=(IPV6_GATEWAY,))
def delete_ipv6_gateway(call: Call, p: DeleteIpv6Gateway) -> Answer:
    """Delete a gateway that nothing depends on."""
    ipv6_gateways.delete(call, ipv6_gateways.get_gateway(call, p.ipv6_gateway_id))
    return {}


def _check_names(name: str, description: str) -> None:
    check_name("Name", name, "InvalidName.Malformed", check_vpc_name)
    check_description("Description", description, "InvalidDescription.Malformed")


def _write(gateway: Ipv6Gateway) -> Answer:
    return {
        "Ipv6GatewayId": gateway.id,
        "Name": gateway.name,
        "Description": gateway.description,
        "VpcId": gateway.vpc_id,
        "RegionId": gateway.region,
        "OwnerId": int(gateway.account),
        "Status": gateway.status,
        "BusinessStatus": "Normal",
        "InstanceChargeType": "PostPaid",
        "CreationTime": timestamp(gateway.created),
        "ExpiredTime": "",
        "GatewayRouteTableId": "",
        "ResourceGroupId": gateway.resource_group_id,
        "Tags": vpc_tags(gateway.tags),
    }
