"""Requests that enlarge disks and replace system disks."""

import msgspec

from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import ApiError, invalid, missing
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.entities import Disk
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import DISK, IMAGE, INSTANCE
from alicloud_sandbox.services.ecs import disks, instance_checks, instances
from alicloud_sandbox.services.ecs.disks import SystemDisk

#: Kind of disk -> its greatest size in GiB.
_MOST_GIB = {"system": 2048, "data": 32768}


class ResizeDisk(Params, kw_only=True):
    """Parameters of ResizeDisk."""

    disk_id: str
    new_size: int
    type: str = "offline"
    client_token: str = ""


@ECS.action(
    "ResizeDisk",
    Evidence.SEEN,
    "the new size shows at once, also without the reboot that `offline` needs; the code for one too large is assumed",
    assumed_resources=(DISK,),
)
def resize_disk(call: Call, p: ResizeDisk) -> Answer:
    """Enlarge a disk."""
    disk = call.get_owned(Disk, p.disk_id, "InvalidDiskId.NotFound", "disk")
    if p.type not in ("offline", "online"):
        raise invalid("Type", "it must be offline or online")
    if p.new_size <= disk.size:
        raise ApiError(
            403, "InvalidDiskSize.TooSmall", f"The disk {disk.id} has {disk.size} GiB; NewSize must be more."
        )
    if p.new_size > _MOST_GIB[disk.kind]:
        what = f"a {disk.kind} disk has at most {_MOST_GIB[disk.kind]} GiB"
        raise invalid("NewSize", what, "InvalidDiskSize.ValueNotSupported")
    disk.size = p.new_size
    call.store.put(disk)
    return {"OrderId": ""}


class _NewSize(Params, kw_only=True):
    """`SystemDisk` of ReplaceSystemDisk."""

    size: int | None = None


class ReplaceSystemDisk(Params, kw_only=True):
    """Parameters of ReplaceSystemDisk."""

    instance_id: str
    image_id: str = ""
    system_disk: _NewSize = msgspec.field(default_factory=_NewSize)
    password: str = ""
    key_pair_name: str = ""
    security_enhancement_strategy: str = ""
    encrypted: bool = False
    password_inherit: bool = False
    client_token: str = ""


@ECS.action(
    "ReplaceSystemDisk",
    Evidence.SEEN,
    "custom images, snapshots and encryption are refused; without a size the old one stays (assumed)",
    assumed_resources=(INSTANCE, IMAGE),
)
def replace_system_disk(call: Call, p: ReplaceSystemDisk) -> Answer:
    """Give a Stopped instance a new system disk with an image; the login is that of the request."""
    instance = instances.get_instance(call, p.instance_id)
    instances.check_status(instance, "Stopped")
    if not p.image_id:
        raise missing("ImageId")
    if p.security_enhancement_strategy not in ("", "Active", "Deactive"):
        raise invalid("SecurityEnhancementStrategy", "it must be Active or Deactive")
    image, instance_type = catalogue.image(p.image_id), CATALOGUE[instance.type_id]
    (old,) = [disk for disk in call.store.find(Disk, instance=instance.id) if disk.kind == "system"]
    asked = SystemDisk(
        category=old.category,
        size=p.system_disk.size or max(old.size, image.size),
        disk_name=old.name,
        description=old.description,
        performance_level=old.performance_level,
        encrypted=p.encrypted,
    )
    disks.check(asked, instance_type, image)
    instance.image_id, instance.key_pair, instance.has_password = image.id, "", p.password_inherit
    if p.password:
        instance_checks.set_password(instance, p.password, image)
    if p.key_pair_name:
        instance_checks.set_key_pair(call, instance, p.key_pair_name, image)
    call.store.delete(old)
    call.store.put(instance)
    return {"DiskId": disks.create(call, asked, instance, instance_type, image).id}
