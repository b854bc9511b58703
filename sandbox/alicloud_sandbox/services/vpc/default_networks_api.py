"""Requests that create the default VPC of a region and its default vSwitches, one per zone."""

from ipaddress import IPv4Network

from alicloud_sandbox.core import catalogue, resource_groups
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Vpc, VSwitch
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import VPC_RESOURCE, VSWITCH
from alicloud_sandbox.services.vpc import vpcs, vswitches

_BLOCK = IPv4Network("172.31.0.0/16")
_VSWITCH_PREFIX = 20


class CreateDefaultVpc(Params, kw_only=True):
    """Parameters of CreateDefaultVpc."""

    enable_ipv6: bool = False
    resource_group_id: str = ""
    ipv6_cidr_block: str = ""
    client_token: str = ""


@VPC.action(
    "CreateDefaultVpc",
    Evidence.SEEN,
    "a given IPv6 block is refused; its IPv4 block and the code for a second one are assumed",
    assumed_resources=(VPC_RESOURCE.all,),
)
def create_default_vpc(call: Call, p: CreateDefaultVpc) -> Answer:
    """Create the region's default VPC with its system route table."""
    if p.ipv6_cidr_block:
        raise unsupported("Ipv6CidrBlock", "IPv6 blocks are picked")
    if found := _default(call):
        raise ApiError(400, "OperationFailed.DefaultVpcExist", f"{found.id} is the default VPC of {call.region}.")
    vpc, table = vpcs.new(call, str(_BLOCK), resource_groups.in_vpc(call, p.resource_group_id))
    vpc.is_default = True
    if p.enable_ipv6:
        vpcs.turn_ipv6_on(call, vpc, vpcs.IPV6_ISPS[0])
    call.store.put(vpc, table)
    call.schedule("vpc.available", vpc.id)
    return {"VpcId": vpc.id, "VRouterId": vpc.router_id, "RouteTableId": table.id}


class CreateDefaultVSwitch(Params, kw_only=True):
    """Parameters of CreateDefaultVSwitch."""

    zone_id: str
    ipv6_cidr_block: int | None = None
    client_token: str = ""


@VPC.action(
    "CreateDefaultVSwitch",
    Evidence.SEEN,
    "without a default VPC one is created; that, its IPv4 block and the code for a second one are assumed",
    assumed_resources=(VSWITCH.all,),
)
def create_default_v_switch(call: Call, p: CreateDefaultVSwitch) -> Answer:
    """Create the default vSwitch of a zone in the default VPC."""
    catalogue.zone(p.zone_id, call.region)
    vpc = _default(call)
    if vpc is None:
        vpc_id = create_default_vpc(call, CreateDefaultVpc())["VpcId"]
        vpc = call.get_owned(Vpc, vpc_id, "InvalidVpcId.NotFound", "VPC")
    vswitches.check_room(call, vpc)
    there = call.store.find(VSwitch, vpc=vpc.id)
    if any(one.is_default and one.zone_id == p.zone_id for one in there):
        raise ApiError(400, "OperationFailed.DefaultVSwitchExist", f"The zone {p.zone_id} has its default vSwitch.")
    vswitch = VSwitch(
        **call.new_entity_fields("vsw"),
        resource_group_id=vpc.resource_group_id,
        vpc_id=vpc.id,
        zone_id=p.zone_id,
        cidr=_free_block([one.cidr for one in there]),
        status="Pending",
        is_default=True,
    )
    if p.ipv6_cidr_block is not None:
        vswitch.ipv6_cidr = vswitches.ipv6_block(call, vpc, p.ipv6_cidr_block, "")
    call.store.put(vswitch)
    call.schedule("vswitch.available", vswitch.id)
    return {"VSwitchId": vswitch.id}


def _default(call: Call) -> Vpc | None:
    return next((vpc for vpc in call.owned_all(Vpc) if vpc.is_default), None)


def _free_block(taken: list[str]) -> str:
    """Return the first free block of the default VPC."""
    for block in _BLOCK.subnets(new_prefix=_VSWITCH_PREFIX):
        if not any(block.overlaps(IPv4Network(other)) for other in taken):
            return str(block)
    raise ApiError(400, "QuotaExceeded.VSwitch", f"The default VPC has no free block of /{_VSWITCH_PREFIX} any more.")
