"""The format of an ENI in answers."""

from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.core.actions import Answer
from alicloud_sandbox.core.answers import ecs_tags
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import Eni, Instance


def write_eni(call: Call, eni: Eni) -> Answer:
    """Return an ENI in the format of CreateNetworkInterface and DescribeNetworkInterfaces.

    The provider requires the sets, so none is ever left out.
    """
    instance = call.store.get(Instance, eni.instance_id) if eni.instance_id else None
    return {
        "NetworkInterfaceId": eni.id,
        "NetworkInterfaceName": eni.name,
        "Description": eni.description,
        "Type": kind_of(eni),
        "Status": eni.status,
        "OwnerId": eni.account,
        "ResourceGroupId": eni.resource_group_id,
        "CreationTime": timestamp(eni.created),
        "VpcId": eni.vpc_id,
        "VSwitchId": eni.vswitch_id,
        "ZoneId": eni.zone_id,
        "MacAddress": eni.mac,
        "PrivateIpAddress": eni.private_ips[0],
        "PrivateIpSets": {"PrivateIpSet": _private_ips(eni)},
        "Ipv6Sets": {"Ipv6Set": [{"Ipv6Address": address, "Primary": False} for address in eni.ipv6]},
        "Ipv4PrefixSets": {"Ipv4PrefixSet": []},
        "Ipv6PrefixSets": {"Ipv6PrefixSet": []},
        "AssociatedPublicIp": {},
        "SecurityGroupIds": {"SecurityGroupId": eni.group_ids},
        "NetworkInterfaceTrafficMode": eni.traffic_mode,
        "SourceDestCheck": eni.source_dest_check,
        "DeleteOnRelease": eni.delete_on_release,
        "ServiceManaged": False,
        "Tags": ecs_tags(eni.tags),
        **_attachment(eni, instance),
    }


def kind_of(eni: Eni) -> str:
    """Return the type of an ENI: a secondary one is a Member while it is attached through a trunk ENI."""
    return "Member" if eni.trunk_id else eni.kind


def _private_ips(eni: Eni) -> list[Answer]:
    return [
        {"PrivateIpAddress": address, "Primary": position == 0, "AssociatedPublicIp": {}}
        for position, address in enumerate(eni.private_ips)
    ]


def _attachment(eni: Eni, instance: Instance | None) -> Answer:
    """Return the fields that depend on the instance; the queue number is the ENI's or that of the instance type."""
    queues = eni.queue_number or (CATALOGUE[instance.type_id].queues_per_eni if instance else 0)
    attachment: Answer = {}
    if eni.instance_id:
        attachment = {"InstanceId": eni.instance_id, "DeviceIndex": eni.device_index}
    if eni.trunk_id:
        attachment["TrunkNetworkInterfaceId"] = eni.trunk_id
    return {
        "InstanceId": eni.instance_id,
        "Attachment": attachment,
        **({"QueueNumber": queues} if queues else {}),
    }
