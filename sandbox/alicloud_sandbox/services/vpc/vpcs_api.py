"""Requests and answers of VPCs and their route tables."""

import msgspec

from alicloud_rules.names import check_vpc_name
from alicloud_sandbox.core import resource_groups
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, checked_tags, only, set_given, tagged, vpc_tags
from alicloud_sandbox.core.api_errors import not_found
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import RouteTable, Vpc, VSwitch
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import CommaList, Pages, Params, Tag
from alicloud_sandbox.core.resource_types import ROUTE_TABLE, VPC_RESOURCE
from alicloud_sandbox.network.owned import get_vpc
from alicloud_sandbox.services.vpc import vpcs


class CreateVpc(Params, kw_only=True):
    """Parameters of CreateVpc."""

    cidr_block: str = "172.16.0.0/12"
    vpc_name: str = ""
    description: str = ""
    enable_ipv6: bool = False
    ipv6_isp: str = "BGP"
    user_cidr: str = ""
    enable_dns_hostname: bool = False
    resource_group_id: str = ""
    tag: list[Tag] = []
    client_token: str = ""
    dry_run: bool = False


@VPC.action(
    "CreateVpc",
    Evidence.DOCUMENTED,
    "IPAM pools and a given IPv6 block are refused",
    resources=(VPC_RESOURCE.all,),
)
def create_vpc(call: Call, p: CreateVpc) -> Answer:
    """Create a VPC with its system route table, and with a /56 if `EnableIpv6` is set."""
    vpcs.check_cidr(p.cidr_block)
    _check_names(p.vpc_name, p.description)
    vpc, table = vpcs.new(call, p.cidr_block, resource_groups.in_vpc(call, p.resource_group_id))
    vpc.name, vpc.description, vpc.tags = p.vpc_name, p.description, checked_tags(p.tag)
    vpc.user_cidrs = vpcs.check_user_cidrs(p.user_cidr)
    vpc.dns_hostname_status = "ENABLED" if p.enable_dns_hostname else "DISABLED"
    if p.enable_ipv6:
        vpcs.turn_ipv6_on(call, vpc, p.ipv6_isp)
    call.store.put(vpc, table)
    call.schedule("vpc.available", vpc.id)
    return {
        "VpcId": vpc.id,
        "VRouterId": vpc.router_id,
        "RouteTableId": table.id,
        "ResourceGroupId": vpc.resource_group_id,
    }


class DescribeVpcAttribute(Params, kw_only=True):
    """Parameters of DescribeVpcAttribute."""

    vpc_id: str
    is_default: bool = False
    dry_run: bool = False


@VPC.action("DescribeVpcAttribute", Evidence.SEEN, assumed_resources=(VPC_RESOURCE,))
def describe_vpc_attribute(call: Call, p: DescribeVpcAttribute) -> Answer:
    """Return everything about one VPC."""
    vpc = get_vpc(call, p.vpc_id)
    if p.is_default and not vpc.is_default:
        raise not_found("InvalidVpcId.NotFound", "default VPC", p.vpc_id)
    return {**_write(call, vpc), "ClassicLinkEnabled": False, "AssociatedCens": {"AssociatedCen": []}}


class DescribeVpcs(Pages, kw_only=True):
    """Parameters of DescribeVpcs; `VpcId` takes a comma list."""

    vpc_id: CommaList = CommaList()
    vpc_name: str = ""
    vpc_owner_id: int = 0
    is_default: bool | None = None
    enable_ipv6: bool | None = None
    resource_group_id: str = ""
    tag: list[Tag] = []
    dry_run: bool = False


@VPC.action("DescribeVpcs", Evidence.DOCUMENTED, resources=(VPC_RESOURCE.or_all,))
def describe_vpcs(call: Call, p: DescribeVpcs) -> Answer:
    """Return the caller's VPCs that match every filter."""
    found = only(call.owned_all(Vpc), name=p.vpc_name, resource_group_id=p.resource_group_id)
    if p.vpc_id:
        found = [vpc for vpc in found if vpc.id in p.vpc_id]
    if p.enable_ipv6 is not None:
        found = [vpc for vpc in found if bool(vpc.ipv6_cidr) == p.enable_ipv6]
    if p.is_default is not None:
        found = [vpc for vpc in found if vpc.is_default == p.is_default]
    if p.vpc_owner_id and str(p.vpc_owner_id) != call.caller.account:
        found = []
    rows, numbers = page(p, tagged(found, p.tag), lambda vpc: _write(call, vpc))
    return {"Vpcs": {"Vpc": rows}, **numbers}


class ModifyVpcAttribute(Params, kw_only=True):
    """Parameters of ModifyVpcAttribute; what is left out stays."""

    vpc_id: str
    vpc_name: str | None = None
    description: str | None = None
    cidr_block: str | None = None
    enable_ipv6: bool | None = msgspec.field(name="EnableIPv6", default=None)
    ipv6_isp: str = "BGP"
    enable_dns_hostname: bool | None = None


@VPC.action(
    "ModifyVpcAttribute",
    Evidence.SEEN,
    "that IPv6 can be turned off while unused is assumed",
    resources=(VPC_RESOURCE,),
)
def modify_vpc_attribute(call: Call, p: ModifyVpcAttribute) -> Answer:
    """Change a VPC in place."""
    vpc = get_vpc(call, p.vpc_id)
    _check_names(p.vpc_name or "", p.description or "")
    set_given(vpc, name=p.vpc_name, description=p.description)
    if p.cidr_block is not None:
        vpcs.change_cidr(call, vpc, p.cidr_block)
    if p.enable_ipv6:
        vpcs.turn_ipv6_on(call, vpc, p.ipv6_isp)
    elif p.enable_ipv6 is not None:
        vpcs.turn_ipv6_off(call, vpc)
    if p.enable_dns_hostname is not None:
        vpc.dns_hostname_status = "ENABLED" if p.enable_dns_hostname else "DISABLED"
    call.store.put(vpc)
    return {}


class DeleteVpc(Params, kw_only=True):
    """Parameters of DeleteVpc."""

    vpc_id: str
    force_delete: bool = False
    client_token: str = ""
    dry_run: bool = False


@VPC.action("DeleteVpc", Evidence.DOCUMENTED, resources=(VPC_RESOURCE,))
def delete_vpc(call: Call, p: DeleteVpc) -> Answer:
    """Delete an empty VPC."""
    vpcs.delete(call, get_vpc(call, p.vpc_id), force=p.force_delete)
    return {}


class DescribeRouteTableList(Pages, kw_only=True):
    """Parameters of DescribeRouteTableList."""

    vpc_id: str = ""
    route_table_id: str = ""
    route_table_name: str = ""
    route_table_type: str = ""
    router_id: str = ""
    router_type: str = ""
    resource_group_id: str = ""
    tag: list[Tag] = []


@VPC.action(
    "DescribeRouteTableList", Evidence.SEEN, "system route tables only", assumed_resources=(ROUTE_TABLE.or_all,)
)
def describe_route_table_list(call: Call, p: DescribeRouteTableList) -> Answer:
    """Return the route tables that match every filter."""
    found = only(
        call.owned_all(RouteTable),
        vpc_id=p.vpc_id,
        id=p.route_table_id,
        name=p.route_table_name,
        kind=p.route_table_type,
        router_id=p.router_id,
        resource_group_id=p.resource_group_id,
    )
    if p.router_type not in ("", "VRouter"):
        found = []
    rows, numbers = page(p, tagged(found, p.tag), lambda table: _write_table(call, table))
    return {"RouterTableList": {"RouterTableListType": rows}, **numbers}


def _check_names(name: str, description: str) -> None:
    check_name("VpcName", name, "InvalidVpcName.Malformed", check_vpc_name)
    check_description("Description", description, "InvalidVpcDiscription.Malformed")


def _write(call: Call, vpc: Vpc) -> Answer:
    blocks = [{"Ipv6CidrBlock": vpc.ipv6_cidr, "Ipv6Isp": vpc.ipv6_isp}] if vpc.ipv6_cidr else []
    return {
        "VpcId": vpc.id,
        "VpcName": vpc.name,
        "Description": vpc.description,
        "RegionId": vpc.region,
        "OwnerId": int(vpc.account),
        "Status": vpc.status,
        "CreationTime": timestamp(vpc.created),
        "IsDefault": vpc.is_default,
        "CidrBlock": vpc.cidr,
        "SecondaryCidrBlocks": {"SecondaryCidrBlock": vpc.secondary_cidrs},
        "UserCidrs": {"UserCidr": vpc.user_cidrs},
        "EnabledIpv6": bool(vpc.ipv6_cidr),
        "Ipv6CidrBlock": vpc.ipv6_cidr,
        "Ipv6CidrBlocks": {"Ipv6CidrBlock": blocks},
        "VRouterId": vpc.router_id,
        "VSwitchIds": {"VSwitchId": [vswitch.id for vswitch in call.store.find(VSwitch, vpc=vpc.id)]},
        "DnsHostnameStatus": vpc.dns_hostname_status,
        "ResourceGroupId": vpc.resource_group_id,
        "Tags": vpc_tags(vpc.tags),
    }


def _write_table(call: Call, table: RouteTable) -> Answer:
    return {
        "RouteTableId": table.id,
        "RouteTableName": table.name,
        "RouteTableType": table.kind,
        "Description": table.description,
        "VpcId": table.vpc_id,
        "RouterId": table.router_id,
        "RouterType": "VRouter",
        "OwnerId": int(table.account),
        "ResourceGroupId": table.resource_group_id,
        "RoutePropagationEnable": table.propagation,
        "Status": "Available",
        "CreationTime": timestamp(table.created),
        "VSwitchIds": {"VSwitchId": [vswitch.id for vswitch in call.store.find(VSwitch, vpc=table.vpc_id)]},
        "Tags": vpc_tags(table.tags),
    }
