"""ModifyInstanceVpcAttribute: another private address for an instance, in any vSwitch of its VPC and zone."""

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Eni, Instance, VSwitch
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import INSTANCE, VSWITCH, of_vpc
from alicloud_sandbox.network import private_ip_pool
from alicloud_sandbox.network.owned import get_vswitch
from alicloud_sandbox.services.ecs import instances


class ModifyInstanceVpcAttribute(Params, kw_only=True):
    """Parameters of ModifyInstanceVpcAttribute."""

    instance_id: str
    v_switch_id: str
    private_ip_address: str = ""


@ECS.action(
    "ModifyInstanceVpcAttribute",
    Evidence.DOCUMENTED,
    "a move to another VPC is refused",
    resources=(INSTANCE, of_vpc(VSWITCH)),
)
def modify_instance_vpc_attribute(call: Call, p: ModifyInstanceVpcAttribute) -> Answer:
    """Change the vSwitch or the primary private address of a Stopped instance."""
    instance = instances.get_instance(call, p.instance_id)
    instances.check_status(instance, "Stopped", status=400)
    vswitch, eni = get_vswitch(call, p.v_switch_id), instances.primary_eni(call, instance)
    _check_move(instance, vswitch, eni)
    wanted = private_ip_pool.parse_optional(p.private_ip_address)
    if vswitch.id == instance.vswitch_id and wanted == eni.private_ips[0]:
        raise ApiError(
            400, "InvalidPrivateIpAddress.Duplicated", f"{wanted} is the instance's private address already."
        )
    fixed = [wanted] if wanted else []
    (picked,) = private_ip_pool.pick(call, vswitch, fixed, int(not wanted), call.new_id("ip"))
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
