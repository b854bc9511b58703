"""System disks, which are created and deleted with their instance."""

from alicloud_rules.instance_types import InstanceType
from alicloud_sandbox.core.answers import check_description, check_name
from alicloud_sandbox.core.api_errors import ApiError, invalid, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import DISK_CATEGORIES, Image
from alicloud_sandbox.core.entities import Disk, Instance
from alicloud_sandbox.core.params import Params

_MOST_GIB = 2048
_LEAST_GIB = 20
_DEFAULT_GIB = 40
#: Performance level of an ESSD -> its least size in GiB.
ESSD_LEVELS = {"PL0": 1, "PL1": 20, "PL2": 461, "PL3": 1261}


class SystemDisk(Params, kw_only=True):
    """`SystemDisk` of RunInstances."""

    category: str = ""
    size: int | None = None
    disk_name: str = ""
    description: str = ""
    performance_level: str = ""
    encrypted: bool = False


def check(asked: SystemDisk, instance_type: InstanceType, image: Image) -> None:
    """Refuse a disk that the instance type does not take or whose size does not fit its category and the image."""
    check_name("SystemDisk.DiskName", asked.disk_name, "InvalidDiskName.Malformed")
    check_description("SystemDisk.Description", asked.description, "InvalidDiskDescription.Malformed")
    if asked.encrypted:
        raise unsupported("SystemDisk.Encrypted", "the sandbox has no keys to encrypt disks with")
    allowed = DISK_CATEGORIES[instance_type.family]
    if asked.category not in ("", *allowed):
        raise ApiError(
            400,
            "InvalidSystemDiskCategory.ValueNotSupported",
            f"Invalid SystemDisk.Category {asked.category!r} for {instance_type.id};"
            f" expected one of {', '.join(allowed)}.",
        )
    level = checked_level("SystemDisk", asked.performance_level, _category(asked, instance_type))
    size, least = _size(asked, image), max(image.size, ESSD_LEVELS.get(level, _LEAST_GIB))
    if not least <= size <= _MOST_GIB:
        raise invalid(
            "SystemDisk.Size",
            f"with this image and category it must be {least} to {_MOST_GIB} GiB",
            "InvalidSystemDiskSize.ValueNotSupported",
        )


def create(call: Call, asked: SystemDisk, instance: Instance, instance_type: InstanceType, image: Image) -> Disk:
    """Create the system disk of an instance, with the instance's tags."""
    category = _category(asked, instance_type)
    disk = Disk(
        **call.new_entity_fields("d"),
        name=asked.disk_name,
        description=asked.description,
        resource_group_id=instance.resource_group_id,
        tags=instance.tags,
        instance_id=instance.id,
        zone_id=instance.zone_id,
        category=category,
        size=_size(asked, image),
        performance_level=checked_level("SystemDisk", asked.performance_level, category),
    )
    call.store.put(disk)
    return disk


def _category(asked: SystemDisk, instance_type: InstanceType) -> str:
    return asked.category or DISK_CATEGORIES[instance_type.family][0]


def _size(asked: SystemDisk, image: Image) -> int:
    return max(_DEFAULT_GIB, image.size) if asked.size is None else asked.size


def checked_level(place: str, level: str, category: str) -> str:
    """Return the performance level, which only an ESSD has; the default is PL1."""
    if category != "cloud_essd":
        if level:
            raise invalid(f"{place}.PerformanceLevel", f"only cloud_essd has one, not {category}")
        return ""
    if level not in ("", *ESSD_LEVELS):
        raise invalid(f"{place}.PerformanceLevel", f"it must be one of {', '.join(ESSD_LEVELS)}")
    return level or "PL1"
