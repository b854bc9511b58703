"""Changing the instance type: the new one must fit the zone, the disk, and the ENIs with their addresses."""

from alicloud_rules import limits
from alicloud_rules.instance_types import InstanceType
from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Disk, Eni, Instance
from alicloud_sandbox.services.ecs import instances


def change_type(call: Call, instance: Instance, type_id: str) -> None:
    """Change the type of a Stopped instance, without saving it.

    That a type with too few ENIs, or one that does not take the disk, answers `DependencyViolation.InstanceType` is
    assumed; the waiting time of five minutes between two changes is not modelled.
    """
    instances.check_status(instance, "Stopped", code="InvalidInstanceStatus.NotStopped", status=400)
    wanted = catalogue.instance_type(type_id)
    if not catalogue.zone(instance.zone_id, instance.region).sells(wanted):
        raise ApiError(
            403, "InvalidInstanceType.ValueNotSupported", f"The zone {instance.zone_id} does not sell {wanted.id}."
        )
    enis = call.store.find(Eni, instance=instance.id)
    if problem := limits.eni_quota_problem(len(enis), wanted.eni_quantity, wanted.id):
        raise ApiError(400, "DependencyViolation.InstanceType", problem)
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
    """Refuse a type that does not allow as many addresses as the ENI has."""
    if len(eni.private_ips) > wanted.private_ipv4_per_eni:
        raise ApiError(
            403,
            "InvalidOperation.Ipv4CountExceeded",
            f"The ENI {eni.id} has {len(eni.private_ips)} private IPv4 addresses;"
            f" {wanted.id} allows {wanted.private_ipv4_per_eni}.",
        )
    if not eni.ipv6:
        return
    if problem := limits.instance_type_ipv6_problem(wanted.id, wanted.ipv6_per_eni):
        raise ApiError(403, "InvalidOperation.Ipv6NotSupport", f"{problem[:-1]} ({eni.id}).")
    if problem := limits.attached_quota_problem(len(eni.ipv6), wanted.ipv6_per_eni, call.limits):
        raise ApiError(403, "InvalidOperation.Ipv6CountExceeded", f"{problem[:-1]} ({eni.id}).")
