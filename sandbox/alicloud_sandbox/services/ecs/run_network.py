"""The ENIs of a new instance: one primary, and optional secondary ones."""

from dataclasses import replace
from ipaddress import IPv4Address
from typing import Protocol

from alicloud_rules.instance_types import InstanceType
from alicloud_rules.limits import eni_attach_quota, eni_same_vpc, no_ipv6_at_instance_creation
from alicloud_sandbox.core.answers import check_description, check_name
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import VSwitch
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.network import private_ip_pool
from alicloud_sandbox.network.ipv6_pool import check_asked
from alicloud_sandbox.network.owned import get_vswitch
from alicloud_sandbox.services.ecs.ecs_security_groups import get_group
from alicloud_sandbox.services.ecs.enis import QUEUES, NewEni


class NetworkInterface(Params, kw_only=True):
    """One `NetworkInterface.N` of RunInstances."""

    instance_type: str = "Secondary"
    v_switch_id: str = ""
    security_group_id: str = ""
    security_group_ids: list[str] = []
    primary_ip_address: str = ""
    secondary_private_ip_address_count: int = 0
    ipv6_address: list[str] = []
    ipv6_address_count: int = 0
    network_interface_name: str = ""
    description: str = ""
    network_interface_traffic_mode: str = "Standard"
    queue_number: int = 0
    delete_on_release: bool = True
    source_dest_check: bool = False


class TopLevel(Protocol):
    """The parameters of RunInstances that describe the primary ENI when no `NetworkInterface.N` does."""

    v_switch_id: str
    security_group_id: str
    security_group_ids: list[str]
    private_ip_address: str
    ipv6_address: list[str]
    ipv6_address_count: int
    network_interface_queue_number: int
    network_interface: list[NetworkInterface]


def plan(call: Call, p: TopLevel, instance_type: InstanceType, amount: int) -> list[NewEni]:
    """Return the ENIs of each instance, the primary one first; refuse what the type or the limits do not allow."""
    primary = _primary(p)
    secondary = [one for one in p.network_interface if one is not primary]
    _check_amount(primary, secondary, amount)
    first = _new(call, primary, instance_type, None)
    others = [_new(call, one, instance_type, first) for one in secondary]
    _check_queues([first, *others], instance_type)
    if violation := eni_attach_quota.check(1 + len(others), instance_type.eni_quantity, instance_type.id):
        raise ApiError(403, "EniPerInstanceLimitExceeded", violation)
    ipv6_count = sum(new.ipv6_count + len(new.ipv6) for new in others)
    if violation := no_ipv6_at_instance_creation.check(ipv6_count, call.limits):
        raise ApiError(400, "UnsupportedParameter", violation)
    return [first, *others]


def for_instance(planned: list[NewEni], number: int) -> list[NewEni]:
    """Return the ENIs of the instance with this number (from 0); fixed primary addresses count up."""
    first, *others = planned
    if number and first.primary_ip:
        first = replace(first, primary_ip=str(IPv4Address(first.primary_ip) + number))
    return [first, *others]


def _primary(p: TopLevel) -> NetworkInterface:
    """Return the primary ENI, from one `NetworkInterface.N` or from the top-level parameters; refuse both."""
    given = [one for one in p.network_interface if one.instance_type == "Primary"]
    if len(given) > 1:
        raise invalid("NetworkInterface.N.InstanceType", "one ENI is Primary")
    top = {
        "VSwitchId": p.v_switch_id,
        "SecurityGroupId": p.security_group_id,
        "SecurityGroupIds.N": p.security_group_ids,
        "PrivateIpAddress": p.private_ip_address,
        "Ipv6Address.N": p.ipv6_address,
        "Ipv6AddressCount": p.ipv6_address_count,
        "NetworkInterfaceQueueNumber": p.network_interface_queue_number,
    }
    if not given:
        return NetworkInterface(
            instance_type="Primary",
            v_switch_id=p.v_switch_id,
            security_group_id=p.security_group_id,
            security_group_ids=p.security_group_ids,
            primary_ip_address=p.private_ip_address,
            ipv6_address=p.ipv6_address,
            ipv6_address_count=p.ipv6_address_count,
            queue_number=p.network_interface_queue_number,
        )
    if both := [name for name, value in top.items() if value]:
        raise ApiError(
            400,
            "InvalidParameter.Conflict",
            f"NetworkInterface.N describes the primary ENI, so {both[0]} must not be given beside it.",
        )
    return given[0]


def _check_amount(primary: NetworkInterface, secondary: list[NetworkInterface], amount: int) -> None:
    """Refuse, for several instances, what only one can have."""
    if amount == 1:
        return
    if primary.ipv6_address or any(one.ipv6_address for one in secondary):
        raise ApiError(403, "InvalidParam.Amount", "Amount must be 1 when Ipv6Address.N is given.")
    if secondary and (primary.primary_ip_address or any(one.primary_ip_address for one in secondary)):
        raise ApiError(
            403, "InvalidParam.Amount", "Amount must be 1 when secondary ENIs and a private IP address are given."
        )


def _new(call: Call, asked: NetworkInterface, instance_type: InstanceType, first: NewEni | None) -> NewEni:
    """Return the plan of one ENI; a secondary one without vSwitch or groups takes those of the `first`."""
    _check_kind(asked, instance_type)
    vswitch = _vswitch(call, asked, first)
    group_ids = _group_ids(asked)
    if not group_ids and first is None:
        raise missing("SecurityGroupId")
    for group_id in group_ids:
        if get_group(call, group_id).vpc_id != vswitch.vpc_id:
            raise ApiError(
                400,
                "InvalidParameter.Mismatch",
                f"The security group {group_id} and the vSwitch {vswitch.id} are not in one VPC.",
            )
    return NewEni(
        vswitch=vswitch,
        group_ids=group_ids or (first.group_ids if first else ()),
        kind=asked.instance_type,
        name=asked.network_interface_name,
        description=asked.description,
        primary_ip=private_ip_pool.parse_optional(asked.primary_ip_address),
        private_ip_count=asked.secondary_private_ip_address_count,
        ipv6=asked.ipv6_address,
        ipv6_count=asked.ipv6_address_count,
        queue_number=asked.queue_number,
        delete_on_release=asked.delete_on_release or first is None,
        source_dest_check=asked.source_dest_check,
    )


def _check_kind(asked: NetworkInterface, instance_type: InstanceType) -> None:
    if asked.instance_type not in ("Primary", "Secondary"):
        raise invalid("NetworkInterface.N.InstanceType", "it must be Primary or Secondary")
    if asked.network_interface_traffic_mode not in ("", "Standard"):
        raise unsupported("NetworkInterface.N.NetworkInterfaceTrafficMode", "every ENI is Standard")
    check_name("NetworkInterface.N.NetworkInterfaceName", asked.network_interface_name, "InvalidParameter")
    check_description("NetworkInterface.N.Description", asked.description, "InvalidParameter")
    if asked.ipv6_address or asked.ipv6_address_count:
        check_asked(asked.ipv6_address_count, asked.ipv6_address)
    count, most = 1 + asked.secondary_private_ip_address_count, instance_type.private_ipv4_per_eni
    if not 1 <= count <= most:
        raise ApiError(
            403,
            "InvalidOperation.Ipv4CountExceeded",
            f"An ENI of {instance_type.id} has 1 to {most} private IPv4 addresses, not {count}.",
        )


def _vswitch(call: Call, asked: NetworkInterface, first: NewEni | None) -> VSwitch:
    if not asked.v_switch_id and first is None:
        raise missing("VSwitchId")
    if not asked.v_switch_id and first:
        return first.vswitch
    vswitch = get_vswitch(call, asked.v_switch_id)
    if first:
        if violation := eni_same_vpc.check_zone(vswitch.zone_id, first.vswitch.zone_id):
            raise ApiError(403, "InvalidOperation.AvailabilityZoneMismatch", violation)
        if violation := eni_same_vpc.check(vswitch.vpc_id, first.vswitch.vpc_id):
            raise ApiError(403, "InvalidOperation.VpcMismatch", violation)
    return vswitch


def _group_ids(asked: NetworkInterface) -> list[str]:
    if asked.security_group_id and asked.security_group_ids:
        raise ApiError(400, "InvalidParameter.Conflict", "Give either SecurityGroupId or SecurityGroupIds.N, not both.")
    return [asked.security_group_id] if asked.security_group_id else asked.security_group_ids


def _check_queues(enis: list[NewEni], instance_type: InstanceType) -> None:
    most = instance_type.queues_per_eni
    for new in enis:
        if new.queue_number and new.queue_number not in QUEUES:
            raise ApiError(
                403, "InvalidParameter.InvalidEniQueueNumber", f"An ENI has at least 1 queue, not {new.queue_number}."
            )
        if new.queue_number > most:
            raise ApiError(
                403,
                "InvalidOperation.MaxEniQueueNumberExceeded",
                f"An ENI of {instance_type.id} has at most {most} queues, not {new.queue_number}.",
            )
