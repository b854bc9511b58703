"""Changing the instance type: the new one must fit the zone, the disk, and the ENIs with their addresses."""

from alicloud_rules.limits import eni_attach_quota
from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.api_errors import ApiError
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Disk, Eni, Instance
from alicloud_sandbox.services.ecs import eni_attachments, instances


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
    if violation := eni_attach_quota.check(len(enis), wanted.eni_quantity, wanted.id):
        raise ApiError(400, "DependencyViolation.InstanceType", violation)
    for eni in enis:
        eni_attachments.check_addresses(call, eni, wanted)
    for disk in call.store.find(Disk, instance=instance.id):
        if disk.category not in catalogue.DISK_CATEGORIES[wanted.family]:
            raise ApiError(
                400,
                "DependencyViolation.InstanceType",
                f"{wanted.id} does not take the disk {disk.id} of category {disk.category}.",
            )
    instance.type_id = wanted.id
