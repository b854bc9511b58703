"""Requests and answers of tags and resource groups of VPC resources."""

from collections.abc import Mapping

from alicloud_sandbox.core import resource_groups, tagging
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Entity, Ipv6Address, Ipv6Gateway, RouteTable, Vpc, VSwitch
from alicloud_sandbox.core.paging import token_page
from alicloud_sandbox.core.params import Params, Tag
from alicloud_sandbox.core.resource_types import TYPED, VPC_RESOURCE

_MOST_PER_PAGE = 50
_KINDS: tagging.Kinds = {
    "vpc": Vpc,
    "vswitch": VSwitch,
    "routetable": RouteTable,
    "ipv6gateway": Ipv6Gateway,
    "ipv6address": Ipv6Address,
}


@VPC.action("TagResources", Evidence.DOCUMENTED, assumed_resources=(TYPED,))
def tag_resources(call: Call, p: tagging.TagParams) -> Answer:
    """Add tags to VPC resources."""
    tagging.tag(call, _KINDS, p)
    return {}


@VPC.action("UnTagResources", Evidence.DOCUMENTED, assumed_resources=(TYPED,))
def un_tag_resources(call: Call, p: tagging.UntagParams) -> Answer:
    """Remove tags from VPC resources."""
    tagging.untag(call, _KINDS, p)
    return {}


class ListTagResources(Params, kw_only=True):
    """Parameters of ListTagResources."""

    resource_type: str
    resource_id: list[str] = []
    tag: list[Tag] = []
    max_results: int = _MOST_PER_PAGE
    next_token: str = ""


@VPC.action("ListTagResources", Evidence.DOCUMENTED, assumed_resources=(TYPED.or_all,))
def list_tag_resources(call: Call, p: ListTagResources) -> Answer:
    """Return the tags of VPC resources, a row per tag."""
    if not 1 <= p.max_results <= _MOST_PER_PAGE:
        raise invalid("MaxResults", f"it must be 1 to {_MOST_PER_PAGE}")
    rows = tagging.listing(call, _KINDS, p.resource_type, p.resource_id, p.tag)
    some, token = token_page(rows, lambda row: f"{row['ResourceId']}/{row['TagKey']}", p.next_token, p.max_results)
    return {"NextToken": token, "TagResources": {"TagResource": some}}


#: Kind of a resource that can change its group -> the code for one that does not exist.
_MISSING: Mapping[type[Entity], str] = {
    Vpc: "InvalidVpcId.NotFound",
    Ipv6Gateway: "InvalidIpv6GatewayId.NotFound",
    Ipv6Address: "ResourceNotFound.Ipv6Address",
}
_MOVABLE: tagging.Kinds = {name: kind for name, kind in _KINDS.items() if kind in _MISSING}


class MoveResourceGroup(Params, kw_only=True):
    """Parameters of MoveResourceGroup."""

    resource_id: str
    new_resource_group_id: str
    resource_type: str = "vpc"


@VPC.action(
    "MoveResourceGroup",
    Evidence.SEEN,
    "the code for a group that does not exist is assumed",
    assumed_resources=(VPC_RESOURCE.by("ResourceId"),),
)
def move_resource_group(call: Call, p: MoveResourceGroup) -> Answer:
    """Move a VPC, an IPv6 gateway or an IPv6 address to another resource group."""
    kind = tagging.kind_of(_MOVABLE, p.resource_type)
    resource = call.get_owned(kind, p.resource_id, _MISSING[kind], p.resource_type)
    resource.resource_group_id = resource_groups.in_vpc(call, p.new_resource_group_id)
    call.store.put(resource)
    return {}
