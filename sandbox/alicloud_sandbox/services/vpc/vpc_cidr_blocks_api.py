"""Requests that add secondary IPv4 blocks to VPCs and take them away."""

from ipaddress import IPv4Network

from alicloud_rules import addressing
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, unsupported, violating
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Vpc, VSwitch
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import VPC_RESOURCE
from alicloud_sandbox.network.owned import get_vpc

_MOST_SECONDARY = 5


class AssociateVpcCidrBlock(Params, kw_only=True):
    """Parameters of AssociateVpcCidrBlock."""

    vpc_id: str
    secondary_cidr_block: str
    ip_version: str = "IPV4"


@VPC.action(
    "AssociateVpcCidrBlock",
    Evidence.SEEN,
    "IPv6 blocks and IPAM pools are refused",
    resources=(VPC_RESOURCE,),
)
def associate_vpc_cidr_block(call: Call, p: AssociateVpcCidrBlock) -> Answer:
    """Add a secondary IPv4 block that overlaps none of the VPC's blocks; a VPC has at most five."""
    vpc = call.store.get(Vpc, p.vpc_id)
    if vpc is None or (vpc.account, vpc.region) != (call.caller.account, call.region):
        raise ApiError(400, "InvalidVpc.NotFound", f"The specified VPC {p.vpc_id} does not exist.")
    if p.ip_version.upper() != "IPV4":
        raise unsupported("IpVersion", "a VPC of the sandbox has one IPv6 block")
    if violation := addressing.check_vpc_cidr(p.secondary_cidr_block):
        raise violating("SecondaryCidrBlock", violation)
    for block in (vpc.cidr, *vpc.secondary_cidrs):
        if IPv4Network(block).overlaps(IPv4Network(p.secondary_cidr_block)):
            raise ApiError(400, "InvalidCidrBlock", f"The block {p.secondary_cidr_block} overlaps {block} of {vpc.id}.")
    if len(vpc.secondary_cidrs) >= _MOST_SECONDARY:
        raise ApiError(400, "QuotaExceeded.VpcMultiCidr", f"{vpc.id} has its {_MOST_SECONDARY} blocks already.")
    vpc.secondary_cidrs = [*vpc.secondary_cidrs, p.secondary_cidr_block]
    call.store.put(vpc)
    return {"CidrBlock": p.secondary_cidr_block, "IpVersion": "IPV4"}


class UnassociateVpcCidrBlock(Params, kw_only=True):
    """Parameters of UnassociateVpcCidrBlock."""

    vpc_id: str
    secondary_cidr_block: str


@VPC.action(
    "UnassociateVpcCidrBlock",
    Evidence.SEEN,
    "IPv6 blocks are refused",
    assumed_resources=(VPC_RESOURCE,),
)
def unassociate_vpc_cidr_block(call: Call, p: UnassociateVpcCidrBlock) -> Answer:
    """Take away a secondary IPv4 block without vSwitches."""
    vpc = get_vpc(call, p.vpc_id)
    if p.secondary_cidr_block not in vpc.secondary_cidrs:
        raise ApiError(400, "InvalidCidrBlock.NotFound", f"{vpc.id} has no secondary block {p.secondary_cidr_block}.")
    block = IPv4Network(p.secondary_cidr_block)
    for vswitch in call.store.find(VSwitch, vpc=vpc.id):
        if IPv4Network(vswitch.cidr).subnet_of(block):
            raise ApiError(400, "DependencyViolation.VSwitch", f"The vSwitch {vswitch.id} is in the block {block}.")
    vpc.secondary_cidrs = [one for one in vpc.secondary_cidrs if one != p.secondary_cidr_block]
    call.store.put(vpc)
    return {}
