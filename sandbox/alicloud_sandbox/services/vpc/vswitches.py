"""The rules of vSwitches: IPv4 blocks inside the VPC's, IPv6 blocks by mask, and deletion."""

from ipaddress import IPv4Network, IPv6Network

from alicloud_rules import addressing
from alicloud_rules.addressing import check_mask
from alicloud_sandbox.core.api_errors import ApiError, invalid, violating
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, Ipv6Address, Vpc, VSwitch

MOST_PER_VPC = 150


def check_room(call: Call, vpc: Vpc) -> None:
    """Refuse a vSwitch in a VPC that is full or not ready."""
    if vpc.status != "Available":
        raise ApiError(400, "IncorrectVpcStatus", f"The VPC {vpc.id} is {vpc.status}; a vSwitch needs it Available.")
    if call.store.count(VSwitch, vpc=vpc.id) >= MOST_PER_VPC:
        raise ApiError(400, "QuotaExceeded.VSwitch", f"The VPC {vpc.id} has its {MOST_PER_VPC} vSwitches already.")


def check_cidr(call: Call, vpc: Vpc, cidr: str) -> None:
    """Refuse an IPv4 block outside the VPC's, or one that overlaps another vSwitch's."""
    if addressing.check_ipv4_cidr(cidr):
        raise invalid("CidrBlock", f"{cidr!r} is not an IPv4 block", "InvalidCidrBlock.Malformed")
    within = [block for block in vpc.secondary_cidrs if not addressing.check_vswitch_cidr(cidr, block)]
    if violation := addressing.check_vswitch_cidr(cidr, within[0] if within else vpc.cidr):
        raise violating("CidrBlock", violation, "InvalidParameter")
    for other in call.store.find(VSwitch, vpc=vpc.id):
        if IPv4Network(other.cidr).overlaps(IPv4Network(cidr)):
            raise ApiError(
                400, "InvalidCidrBlock.Overlapped", f"The block {cidr} overlaps {other.cidr} of vSwitch {other.id}."
            )


def ipv6_block(call: Call, vpc: Vpc, mask: int, vpc_block: str) -> str:
    """Return the /64 with the number `mask` (0-255) in the VPC's /56.

    The API's codes for these refusals are not documented; the ones used here are assumed.
    """
    if violation := check_mask(mask):
        raise violating("Ipv6CidrBlock", violation)
    if not vpc.ipv6_cidr:
        raise ApiError(400, "InvalidVpc.Ipv6NotTurnOn", f"The VPC {vpc.id} has no IPv6 block; turn its IPv6 on first.")
    if vpc_block not in ("", vpc.ipv6_cidr):
        raise invalid("VpcIpv6CidrBlock", f"the VPC's IPv6 block is {vpc.ipv6_cidr}")
    block = str(addressing.vswitch_ipv6_block(IPv6Network(vpc.ipv6_cidr), mask))
    for other in call.store.find(VSwitch, vpc=vpc.id):
        if other.ipv6_cidr == block:
            raise ApiError(
                400, "InvalidCidrBlock.Overlapped", f"The IPv6 mask {mask} is in use by vSwitch {other.id} ({block})."
            )
    return block


def turn_ipv6_off(call: Call, vswitch: VSwitch) -> None:
    """Release the /64; refuse while an address of it is in use."""
    if call.store.count(Ipv6Address, vswitch=vswitch.id):
        raise ApiError(
            400, "DependencyViolation.Ipv6Address", f"The vSwitch {vswitch.id} still has IPv6 addresses in use."
        )
    vswitch.ipv6_cidr = ""


def delete(call: Call, vswitch: VSwitch) -> None:
    """Delete a vSwitch without ENIs."""
    if call.store.count(Eni, vswitch=vswitch.id):
        raise ApiError(
            400, "DependencyViolation", f"The vSwitch {vswitch.id} still has ENIs or instances; delete them first."
        )
    if call.store.count(Ipv6Address, vswitch=vswitch.id):
        raise ApiError(
            400, "DependencyViolation.Ipv6Address", f"The vSwitch {vswitch.id} still has reserved IPv6 addresses."
        )
    call.store.delete(vswitch)


def free_addresses(call: Call, vswitch: VSwitch) -> int:
    """Return the number of free private IPv4 addresses."""
    return addressing.usable_ipv4_count(IPv4Network(vswitch.cidr)) - call.store.count(Eni, vswitch_ip=vswitch.id)
