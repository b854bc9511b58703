"""ModifyInstanceVpcAttribute: another private address for an instance, in its vSwitch or in another of its VPC."""

from ipaddress import AddressValueError, IPv4Address

from alicloud_sandbox.actions import ECS, Answer, Evidence
from alicloud_sandbox.call import Call
from alicloud_sandbox.ecs import instances, private_ips
from alicloud_sandbox.entities import Eni, Instance, VSwitch
from alicloud_sandbox.errors import ApiError, invalid
from alicloud_sandbox.params import Params
from alicloud_sandbox.vpc.vswitches import own_vswitch


class ModifyInstanceVpcAttribute(Params, kw_only=True):
    """Parameters of ModifyInstanceVpcAttribute."""

    instance_id: str
    v_switch_id: str
    private_ip_address: str = ""


@ECS.action("ModifyInstanceVpcAttribute", Evidence.DOCUMENTED, "a move to another VPC is refused")
def modify_instance_vpc_attribute(call: Call, p: ModifyInstanceVpcAttribute) -> Answer:
    """Change the vSwitch or the primary private address of a Stopped instance."""
    instance = instances.own_instance(call, p.instance_id)
    instances.check_status(instance, "Stopped", status=400)
    vswitch, eni = own_vswitch(call, p.v_switch_id), instances.primary_eni(call, instance)
    _check_move(instance, vswitch, eni)
    wanted = _parsed(p.private_ip_address)
    if vswitch.id == instance.vswitch_id and wanted == eni.private_ips[0]:
        raise ApiError(
            400, "InvalidPrivateIpAddress.Duplicated", f"{wanted} is the instance's private address already."
        )
    fixed = [wanted] if wanted else []
    (picked,) = private_ips.pick(call, vswitch, fixed, int(not wanted), call.new_id("ip"))
    eni.private_ips = [picked, *eni.private_ips[1:]]
    eni.vswitch_id = instance.vswitch_id = vswitch.id
    call.store.put(eni, instance)
    return {}


def _check_move(instance: Instance, vswitch: VSwitch, eni: Eni) -> None:
    """Refuse a vSwitch elsewhere, and a move that would leave other addresses behind (its code is assumed)."""
    if vswitch.vpc_id != instance.vpc_id:
        raise ApiError(
            404,
            "InvalidVSwitchId.NotFound",
            f"The vSwitch {vswitch.id} is not in the VPC {instance.vpc_id} (NotFound).",
        )
    if vswitch.zone_id != instance.zone_id:
        raise ApiError(400, "InvalidVSwitchId.Mismatch", f"The vSwitch {vswitch.id} is not in zone {instance.zone_id}.")
    if vswitch.id != instance.vswitch_id and (eni.ipv6 or len(eni.private_ips) > 1):
        raise ApiError(
            403,
            "OperationDenied",
            f"The ENI {eni.id} has IPv6 or secondary addresses of its vSwitch; take them off first.",
        )


def _parsed(text: str) -> str:
    try:
        return str(IPv4Address(text)) if text else ""
    except AddressValueError:
        raise invalid("PrivateIpAddress", f"{text!r} is no IPv4 address", "InvalidPrivateIpAddress.Malformed") from None
