"""Requests and answers of vSwitches."""

import msgspec

from alicloud_rules.names import check_vpc_name
from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.actions import VPC, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, checked_tags, only, set_given, tagged, vpc_tags
from alicloud_sandbox.core.api_errors import ApiError, missing
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import RouteTable, VSwitch
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import CommaList, Pages, Params, Tag
from alicloud_sandbox.core.resource_types import VPC_RESOURCE, VSWITCH
from alicloud_sandbox.network.owned import get_vpc, get_vswitch
from alicloud_sandbox.services.vpc import vswitches


class CreateVSwitch(Params, kw_only=True):
    """Parameters of CreateVSwitch; `Ipv6CidrBlock` is the mask, 0-255."""

    vpc_id: str
    zone_id: str
    cidr_block: str
    ipv6_cidr_block: int | None = None
    vpc_ipv6_cidr_block: str = ""
    v_switch_name: str = ""
    description: str = ""
    tag: list[Tag] = []
    client_token: str = ""


@VPC.action(
    "CreateVSwitch",
    Evidence.DOCUMENTED,
    "mask lengths are refused",
    resources=(VSWITCH.all, VPC_RESOURCE),
)
def create_v_switch(call: Call, p: CreateVSwitch) -> Answer:
    """Create a vSwitch in one zone, with a /64 if a mask is given."""
    vpc = get_vpc(call, p.vpc_id)
    catalogue.zone(p.zone_id, call.region)
    vswitches.check_room(call, vpc)
    vswitches.check_cidr(call, vpc, p.cidr_block)
    _check_names(p.v_switch_name, p.description)
    vswitch = VSwitch(
        **call.new_entity_fields("vsw"),
        name=p.v_switch_name,
        description=p.description,
        resource_group_id=vpc.resource_group_id,
        tags=checked_tags(p.tag),
        vpc_id=vpc.id,
        zone_id=p.zone_id,
        cidr=p.cidr_block,
        status="Pending",
    )
    if p.ipv6_cidr_block is not None:
        vswitch.ipv6_cidr = vswitches.ipv6_block(call, vpc, p.ipv6_cidr_block, p.vpc_ipv6_cidr_block)
    call.store.put(vswitch)
    call.schedule("vswitch.available", vswitch.id)
    return {"VSwitchId": vswitch.id}


class DescribeVSwitchAttributes(Params, kw_only=True):
    """Parameters of DescribeVSwitchAttributes."""

    v_switch_id: str
    dry_run: bool = False


@VPC.action("DescribeVSwitchAttributes", Evidence.SEEN, assumed_resources=(VSWITCH,))
def describe_v_switch_attributes(call: Call, p: DescribeVSwitchAttributes) -> Answer:
    """Return everything about one vSwitch; without IPv6 its block is an empty string, as the provider expects."""
    return _write(call, get_vswitch(call, p.v_switch_id))


class DescribeVSwitches(Pages, kw_only=True):
    """Parameters of DescribeVSwitches; `VSwitchId` takes a comma list."""

    v_switch_id: CommaList = CommaList()
    v_switch_name: str = ""
    v_switch_owner_id: int = 0
    vpc_id: str = ""
    zone_id: str = ""
    route_table_id: str = ""
    is_default: bool | None = None
    enable_ipv6: bool | None = None
    resource_group_id: str = ""
    tag: list[Tag] = []
    dry_run: bool = False


@VPC.action("DescribeVSwitches", Evidence.DOCUMENTED, assumed_resources=(VSWITCH.or_all,))
def describe_v_switches(call: Call, p: DescribeVSwitches) -> Answer:
    """Return the caller's vSwitches that match every filter."""
    found = only(
        call.owned_all(VSwitch),
        name=p.v_switch_name,
        vpc_id=p.vpc_id,
        zone_id=p.zone_id,
        resource_group_id=p.resource_group_id,
    )
    if p.route_table_id:
        table = call.store.get(RouteTable, p.route_table_id)
        found = [vswitch for vswitch in found if table and vswitch.vpc_id == table.vpc_id]
    if p.v_switch_id:
        found = [vswitch for vswitch in found if vswitch.id in p.v_switch_id]
    if p.enable_ipv6 is not None:
        found = [vswitch for vswitch in found if bool(vswitch.ipv6_cidr) == p.enable_ipv6]
    if p.is_default is not None:
        found = [vswitch for vswitch in found if vswitch.is_default == p.is_default]
    if p.v_switch_owner_id and str(p.v_switch_owner_id) != call.caller.account:
        found = []
    rows, numbers = page(p, tagged(found, p.tag), lambda vswitch: _write(call, vswitch))
    return {"VSwitches": {"VSwitch": rows}, **numbers}


class ModifyVSwitchAttribute(Params, kw_only=True):
    """Parameters of ModifyVSwitchAttribute; what is left out stays."""

    v_switch_id: str
    v_switch_name: str | None = None
    description: str | None = None
    enable_ipv6: bool | None = msgspec.field(name="EnableIPv6", default=None)
    ipv6_cidr_block: int | None = None
    vpc_ipv6_cidr_block: str = ""


@VPC.action(
    "ModifyVSwitchAttribute",
    Evidence.SEEN,
    "that an unused IPv6 block can be taken back is assumed",
    resources=(VSWITCH,),
)
def modify_v_switch_attribute(call: Call, p: ModifyVSwitchAttribute) -> Answer:
    """Change a vSwitch in place."""
    vswitch = get_vswitch(call, p.v_switch_id)
    _check_names(p.v_switch_name or "", p.description or "")
    set_given(vswitch, name=p.v_switch_name, description=p.description)
    if p.enable_ipv6 is False:
        vswitches.turn_ipv6_off(call, vswitch)
    elif p.enable_ipv6 or p.ipv6_cidr_block is not None:
        _turn_ipv6_on(call, vswitch, p)
    call.store.put(vswitch)
    return {}


def _turn_ipv6_on(call: Call, vswitch: VSwitch, p: ModifyVSwitchAttribute) -> None:
    if p.ipv6_cidr_block is None:
        raise missing("Ipv6CidrBlock")
    vpc = get_vpc(call, vswitch.vpc_id)
    if vswitch.ipv6_cidr:
        text = f"The vSwitch {vswitch.id} has the IPv6 block {vswitch.ipv6_cidr}; turn its IPv6 off first."
        raise ApiError(400, "OperationFailed.Ipv6AlreadyEnabled", text)
    vswitch.ipv6_cidr = vswitches.ipv6_block(call, vpc, p.ipv6_cidr_block, p.vpc_ipv6_cidr_block)


class DeleteVSwitch(Params, kw_only=True):
    """Parameters of DeleteVSwitch."""

    v_switch_id: str
    dry_run: bool = False


@VPC.action("DeleteVSwitch", Evidence.DOCUMENTED, resources=(VSWITCH,))
def delete_v_switch(call: Call, p: DeleteVSwitch) -> Answer:
    """Delete an empty vSwitch."""
    vswitches.delete(call, get_vswitch(call, p.v_switch_id))
    return {}


def _check_names(name: str, description: str) -> None:
    check_name("VSwitchName", name, "InvalidVSwitchName.Malformed", check_vpc_name)
    check_description("Description", description, "InvalidVSwitchDiscription.Malformed")


def _write(call: Call, vswitch: VSwitch) -> Answer:
    (table,) = call.store.find(RouteTable, vpc=vswitch.vpc_id)
    return {
        "VSwitchId": vswitch.id,
        "VSwitchName": vswitch.name,
        "Description": vswitch.description,
        "VpcId": vswitch.vpc_id,
        "ZoneId": vswitch.zone_id,
        "OwnerId": int(vswitch.account),
        "Status": vswitch.status,
        "CreationTime": timestamp(vswitch.created),
        "IsDefault": vswitch.is_default,
        "CidrBlock": vswitch.cidr,
        "EnabledIpv6": bool(vswitch.ipv6_cidr),
        "Ipv6CidrBlock": vswitch.ipv6_cidr,
        "AvailableIpAddressCount": vswitches.free_addresses(call, vswitch),
        "NetworkAclId": "",
        "ShareType": "",
        "RouteTable": {"RouteTableId": table.id, "RouteTableType": table.kind},
        "ResourceGroupId": vswitch.resource_group_id,
        "Tags": vpc_tags(vswitch.tags),
    }
