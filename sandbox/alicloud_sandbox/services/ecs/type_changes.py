"""What a change of the instance type has to fit: the zone, the disk, and the ENIs with their addresses."""

from alicloud_rules.instance_types import InstanceType
from alicloud_rules.limits import eni_attach_quota, eni_ipv6_attached_quota, eni_ipv6_instance_type
from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Disk, Eni, Instance
from alicloud_sandbox.services.ecs import instances


def change_type(call: Call, instance: Instance, type_id: str) -> None:
    """Give a Stopped instance another type; not yet written.

    That a type with too few ENIs, or one that does not take the disk, answers ``DependencyViolation.InstanceType`` is
    assumed; the waiting time of five minutes between two changes is not modelled.
    """
    instances.check_status(instance, "Stopped", code="InvalidInstanceStatus.NotStopped", status=400)
    wanted = catalogue.instance_type(type_id)
    if not catalogue.zone(instance.zone_id, instance.region).sells(wanted):
        raise ApiError(
            403, "InvalidInstanceType.ValueNotSupported", f"The zone {instance.zone_id} does not sell {wanted.id}."
        )
    enis = call.store.find(Eni, instance=instance.id)
    if violation := eni_attach_quota.check(len(enis), wanted.eni_quantity, wanted.id):
        raise ApiError(400, "DependencyViolation.InstanceType", violation)
    for eni in enis:
        _check_addresses(call, eni, wanted)
    for disk in call.store.find(Disk, instance=instance.id):
        if disk.category not in catalogue.DISK_CATEGORIES[wanted.family]:
            raise ApiError(
                400,
                "DependencyViolation.InstanceType",
                f"{wanted.id} does not take the disk {disk.id} of category {disk.category}.",
            )
    instance.type_id = wanted.id


def _check_addresses(call: Call, eni: Eni, wanted: InstanceType) -> None:
    """Refuse a type with which the ENI could not keep its addresses."""
    if len(eni.private_ips) > wanted.private_ipv4_per_eni:
        raise ApiError(
            403,
            "InvalidOperation.Ipv4CountExceeded",
            f"The ENI {eni.id} has {len(eni.private_ips)} private IPv4 addresses;"
            f" {wanted.id} allows {wanted.private_ipv4_per_eni}.",
        )
    if not eni.ipv6:
        return
    if violation := eni_ipv6_instance_type.check(wanted.id, wanted.ipv6_per_eni):
        raise ApiError(403, "InvalidOperation.Ipv6NotSupport", violation.with_note(f"The ENI is {eni.id}."))
    if violation := eni_ipv6_attached_quota.check(len(eni.ipv6), wanted.ipv6_per_eni, call.limits):
        raise ApiError(403, "InvalidOperation.Ipv6CountExceeded", violation.with_note(f"The ENI is {eni.id}."))
