"""Requests that find and rename the disks of instances."""

import msgspec

from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.answers import check_description, check_name, ecs_tags, only, set_given, tagged
from alicloud_sandbox.core.api_errors import invalid, missing
from alicloud_sandbox.core.call import Call, timestamp
from alicloud_sandbox.core.entities import Disk
from alicloud_sandbox.core.paging import TokenPages, any_page, by_age
from alicloud_sandbox.core.params import JsonList, Params, Tag
from alicloud_sandbox.core.resource_types import DISK
from alicloud_sandbox.services.ecs.filters import Filter, bounds

_MOST_NAMED = 100


class DescribeDisks(TokenPages, kw_only=True):
    """Parameters of DescribeDisks; `DiskIds` is a JSON array."""

    disk_ids: JsonList | None = None
    instance_id: str = ""
    disk_name: str = ""
    disk_type: str = "all"
    category: str = "all"
    status: str = "All"
    disk_charge_type: str = ""
    performance_level: str = ""
    zone_id: str = ""
    resource_group_id: str = ""
    encrypted: bool | None = None
    portable: bool | None = None
    delete_with_instance: bool | None = None
    delete_auto_snapshot: bool | None = None
    multi_attach: str = ""
    snapshot_id: str = ""
    auto_snapshot_policy_id: str = ""
    kms_key_id: str = msgspec.field(name="KMSKeyId", default="")
    lock_reason: str = ""
    tag: list[Tag] = []
    filter: list[Filter] = []
    dry_run: bool = False


@ECS.action(
    "DescribeDisks",
    Evidence.SEEN,
    "all in use; they have no snapshots, keys or locks",
    resources=(DISK.by("DiskIds").or_all,),
)
def describe_disks(call: Call, p: DescribeDisks) -> Answer:
    """Return the caller's disks that match every filter."""
    found = only(
        _candidates(call, p),
        account=call.caller.account,
        region=call.region,
        name=p.disk_name,
        performance_level=p.performance_level,
        zone_id=p.zone_id,
        resource_group_id=p.resource_group_id,
    )
    first, last = bounds(p.filter)
    found = [disk for disk in tagged(found, p.tag) if _has(disk, p) and first <= disk.created <= last]
    rows, numbers = any_page(p, found, by_age, _write, most=500, least=10)
    return {"Disks": {"Disk": rows}, **numbers}


class ModifyDiskAttribute(Params, kw_only=True):
    """Parameters of ModifyDiskAttribute for one disk or several; what is left out stays."""

    disk_id: str = ""
    disk_ids: list[str] = []
    disk_name: str | None = None
    description: str | None = None


@ECS.action(
    "ModifyDiskAttribute", Evidence.DOCUMENTED, "name and description only", resources=(DISK.by("DiskId|DiskIds"),)
)
def modify_disk_attribute(call: Call, p: ModifyDiskAttribute) -> Answer:
    """Rename or describe disks."""
    ids = [p.disk_id] if p.disk_id else p.disk_ids
    if not ids:
        raise missing("DiskId")
    check_name("DiskName", p.disk_name or "", "InvalidDiskName.Malformed")
    check_description("Description", p.description or "", "InvalidDescription.Malformed")
    for disk in [call.get_owned(Disk, disk_id, "InvalidDiskId.NotFound", "disk") for disk_id in ids]:
        set_given(disk, name=p.disk_name, description=p.description)
        call.store.put(disk)
    return {}


def _candidates(call: Call, p: DescribeDisks) -> list[Disk]:
    """Return candidates from the narrowest index that the request allows."""
    if p.disk_ids is not None:
        if len(p.disk_ids) > _MOST_NAMED:
            raise invalid("DiskIds", f"at most {_MOST_NAMED} disks at a time")
        found = call.get_owned_by_ids(Disk, p.disk_ids)
        return [disk for disk in found if p.instance_id in ("", disk.instance_id)]
    return call.store.find(Disk, instance=p.instance_id) if p.instance_id else call.owned_all(Disk)


def _has(disk: Disk, p: DescribeDisks) -> bool:
    """Return whether a disk matches the filters on properties that are the same for all disks here."""
    nobody = (p.snapshot_id, p.auto_snapshot_policy_id, p.kms_key_id, p.lock_reason, p.delete_auto_snapshot)
    return (
        not any(nobody)
        and p.disk_type in ("all", disk.kind)
        and p.category in ("all", disk.category)
        and p.status in ("All", "In_use")
        and p.disk_charge_type in ("", "PostPaid")
        and p.encrypted in (None, disk.encrypted)
        and p.portable is not True
        and p.delete_with_instance in (None, disk.delete_with_instance)
        and p.multi_attach in ("", "Disabled")
    )


def _write(disk: Disk) -> Answer:
    attachment = {"InstanceId": disk.instance_id, "Device": disk.device, "AttachedTime": timestamp(disk.created)}
    return {
        "DiskId": disk.id,
        "DiskName": disk.name,
        "Description": disk.description,
        "RegionId": disk.region,
        "ZoneId": disk.zone_id,
        "InstanceId": disk.instance_id,
        "Type": disk.kind,
        "Category": disk.category,
        "Size": disk.size,
        "PerformanceLevel": disk.performance_level,
        "Device": disk.device,
        "Status": "In_use",
        "Encrypted": disk.encrypted,
        "KMSKeyId": "",
        "Portable": False,
        "DiskChargeType": "PostPaid",
        "DeleteWithInstance": disk.delete_with_instance,
        "DeleteAutoSnapshot": False,
        "EnableAutoSnapshot": True,
        "AutoSnapshotPolicyId": "",
        "MultiAttach": "Disabled",
        "StorageClusterId": "",
        "CreationTime": timestamp(disk.created),
        "AttachedTime": timestamp(disk.created),
        "DetachedTime": "",
        "ResourceGroupId": disk.resource_group_id,
        "Attachments": {"Attachment": [attachment]},
        "MountInstances": {"MountInstance": []},
        "OperationLocks": {"OperationLock": []},
        "Tags": ecs_tags(disk.tags),
    }
