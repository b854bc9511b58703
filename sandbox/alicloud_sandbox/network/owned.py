"""The caller's VPCs and vSwitches, by id."""

from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Vpc, VSwitch


def get_vpc(call: Call, vpc_id: str) -> Vpc:
    """Return the caller's VPC in this region, or raise a 404."""
    return call.get_owned(Vpc, vpc_id, "InvalidVpcId.NotFound", "VPC")


def get_vswitch(call: Call, vswitch_id: str) -> VSwitch:
    """Return the caller's vSwitch in this region, or raise a 404."""
    return call.get_owned(VSwitch, vswitch_id, "InvalidVSwitchId.NotFound", "vSwitch")
