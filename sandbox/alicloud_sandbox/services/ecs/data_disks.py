"""Data disks, which are created with their instance; the sandbox has no snapshots and no keys to encrypt with."""

import re

import msgspec

from alicloud_rules.instance_types import InstanceType
from alicloud_sandbox.core.answers import check_description, check_name
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import DISK_CATEGORIES
from alicloud_sandbox.core.entities import Disk, Instance
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.services.ecs.disks import ESSD_LEVELS, checked_level

_MOST_PER_INSTANCE = 16
_MOST_GIB = 32768
#: Category -> least size in GiB; an ESSD's depends on its level, too.
_LEAST_GIB = {"cloud_auto": 1, "cloud_essd_entry": 10}
_USUAL_LEAST_GIB = 20
_DEVICE = re.compile(r"/dev/xvd[b-z]")


class DataDisk(Params, kw_only=True):
    """One `DataDisk.N` of RunInstances."""

    size: int | None = None
    category: str = ""
    disk_name: str = ""
    description: str = ""
    performance_level: str = ""
    delete_with_instance: bool = True
    encrypted: bool = False
    device: str = ""
    snapshot_id: str = ""
    kms_key_id: str = msgspec.field(name="KMSKeyId", default="")
    auto_snapshot_policy_id: str = ""


def check(asked: list[DataDisk], instance_type: InstanceType) -> None:
    """Refuse too many disks, and any that the instance type does not take or that are of the wrong size."""
    if len(asked) > _MOST_PER_INSTANCE:
        raise ApiError(
            400, "InvalidDataDiskSize.ValueNotSupported", f"An instance takes at most {_MOST_PER_INSTANCE} data disks."
        )
    for number, disk in enumerate(asked, 1):
        _check_one(f"DataDisk.{number}", disk, instance_type)
    devices = [_device(disk, number) for number, disk in enumerate(asked, 1)]
    if len(set(devices)) < len(devices) or not all(map(_DEVICE.fullmatch, devices)):
        what = "devices are /dev/xvdb to /dev/xvdz, each once"
        raise invalid("DataDisk.N.Device", what, "InvalidDevice.Malformed")


def create(call: Call, asked: list[DataDisk], instance: Instance, instance_type: InstanceType) -> None:
    """Create the data disks of an instance."""
    for number, disk in enumerate(asked, 1):
        category = _category(disk, instance_type)
        call.store.put(
            Disk(
                **call.new_entity_fields("d"),
                name=disk.disk_name,
                description=disk.description,
                resource_group_id=instance.resource_group_id,
                tags=instance.tags,
                instance_id=instance.id,
                zone_id=instance.zone_id,
                kind="data",
                category=category,
                size=disk.size or 0,
                performance_level=checked_level("DataDisk", disk.performance_level, category),
                device=_device(disk, number),
            )
        )


def _check_one(place: str, disk: DataDisk, instance_type: InstanceType) -> None:
    check_name(f"{place}.DiskName", disk.disk_name, "InvalidDiskName.Malformed")
    check_description(f"{place}.Description", disk.description, "InvalidDiskDescription.Malformed")
    absent = {"SnapshotId": disk.snapshot_id, "KMSKeyId": disk.kms_key_id, "Encrypted": disk.encrypted}
    for name, value in {**absent, "AutoSnapshotPolicyId": disk.auto_snapshot_policy_id}.items():
        if value:
            raise unsupported(f"{place}.{name}", "the sandbox has no snapshots and no keys")
    if not disk.delete_with_instance:
        raise unsupported(f"{place}.DeleteWithInstance", "every disk of the sandbox goes with its instance")
    allowed = DISK_CATEGORIES[instance_type.family]
    if disk.category not in ("", *allowed):
        raise ApiError(
            400,
            "InvalidDataDiskCategory.ValueNotSupported",
            f"Invalid {place}.Category {disk.category!r} for {instance_type.id}; expected one of {', '.join(allowed)}.",
        )
    if disk.size is None:
        raise missing(f"{place}.Size")
    category = _category(disk, instance_type)
    least = _least_gib(category, checked_level(place, disk.performance_level, category))
    if not least <= disk.size <= _MOST_GIB:
        what = f"for {category} it must be {least} to {_MOST_GIB} GiB"
        raise invalid(f"{place}.Size", what, "InvalidDataDiskSize.ValueNotSupported")


def _device(disk: DataDisk, number: int) -> str:
    """Return the device: the given one, or the next letter after the system disk's."""
    return disk.device or f"/dev/xvd{chr(ord('a') + number)}"


def _category(disk: DataDisk, instance_type: InstanceType) -> str:
    return disk.category or DISK_CATEGORIES[instance_type.family][0]


def _least_gib(category: str, level: str) -> int:
    """Return the least size of a data disk."""
    return ESSD_LEVELS[level] if level else _LEAST_GIB.get(category, _USUAL_LEAST_GIB)
