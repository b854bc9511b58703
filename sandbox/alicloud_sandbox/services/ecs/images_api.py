"""Requests and answers of images; there are public ones only."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from alicloud_rules.instance_types import CATALOGUE
from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import IMAGES, Image
from alicloud_sandbox.core.entities import Instance
from alicloud_sandbox.core.paging import page
from alicloud_sandbox.core.params import CommaList, Pages, Params, Tag
from alicloud_sandbox.core.resource_types import IMAGE
from alicloud_sandbox.services.ecs.filters import Filter, bounds, matches

_MOST = 100
_OWNERS = ("system", "self", "others", "marketplace")
_ACTIONS = ("CreateEcs", "ChangeOS")


class DescribeImages(Pages, kw_only=True):
    """Parameters of DescribeImages; `ImageId` takes a comma list, `ImageName` asterisks."""

    image_id: CommaList = CommaList()
    image_name: str = ""
    image_family: str = ""
    image_owner_alias: str = ""
    image_owner_id: int = 0
    is_public: bool = False
    architecture: str = ""
    os_type: str = msgspec.field(name="OSType", default="")
    status: str = "Available"
    usage: str = ""
    instance_type: str = ""
    action_type: str = "CreateEcs"
    is_support_cloudinit: bool | None = None
    is_support_io_optimized: bool | None = None
    show_expired: bool = False
    resource_group_id: str = ""
    snapshot_id: str = ""
    tag: list[Tag] = []
    filter: list[Filter] = []
    dry_run: bool = False


@ECS.action("DescribeImages", Evidence.SEEN, "public images only, the same in every region", resources=(IMAGE.or_all,))
def describe_images(call: Call, p: DescribeImages) -> Answer:
    """Return the images that match every filter."""
    catalogue.region(call.region)
    if p.image_owner_alias not in ("", *_OWNERS):
        raise invalid("ImageOwnerAlias", f"it must be one of {', '.join(_OWNERS)}")
    if p.action_type not in _ACTIONS:
        raise invalid("ActionType", f"it must be one of {', '.join(_ACTIONS)}")
    if p.instance_type:
        catalogue.instance_type(p.instance_type)
    used = {instance.image_id for instance in call.owned_all(Instance)}
    first, last = bounds(p.filter, ("CreationStartTime", "CreationEndTime"))
    found = [
        image
        for image in IMAGES.values()
        if _can_match(p) and _is_asked(image, p) and first <= _made(image) <= last and _is_used(image, used, p.usage)
    ]
    rows, numbers = page(p, found, lambda image: _write(image, image.id in used), _MOST)
    return {"RegionId": call.region, "Images": {"Image": rows}, **numbers}


class DescribeImageSupportInstanceTypes(Params, kw_only=True):
    """Parameters of DescribeImageSupportInstanceTypes."""

    image_id: str
    action_type: str = "CreateEcs"


@ECS.action(
    "DescribeImageSupportInstanceTypes",
    Evidence.SEEN,
    "every image of the catalogue runs on every type; Filter is refused",
    assumed_resources=(IMAGE,),
)
def describe_image_support_instance_types(call: Call, p: DescribeImageSupportInstanceTypes) -> Answer:
    """Return the instance types that an image runs on."""
    if p.action_type not in _ACTIONS:
        raise invalid("ActionType", f"it must be one of {', '.join(_ACTIONS)}")
    image = catalogue.image(p.image_id)
    rows = [
        {
            "InstanceTypeId": one.id,
            "InstanceTypeFamily": one.family,
            "CpuCoreCount": one.cpu,
            "MemorySize": one.memory_gib,
        }
        for one in CATALOGUE.values()
    ]
    return {"ImageId": image.id, "RegionId": call.region, "InstanceTypes": {"InstanceType": rows}}


def _can_match(p: DescribeImages) -> bool:
    """Return whether public images can match: they have no tags, owner, resource group or snapshot."""
    nobody = (p.image_owner_id, p.is_public, p.resource_group_id, p.snapshot_id, p.tag, p.show_expired)
    states = {state.strip() for state in p.status.split(",")}
    return (
        p.image_owner_alias in ("", "system")
        and not any(nobody)
        and not states.isdisjoint({"Available", "ALL"})
        and p.is_support_io_optimized is not False
    )


def _is_asked(image: Image, p: DescribeImages) -> bool:
    return (
        (not p.image_id or image.id in p.image_id)
        and matches(p.image_name, image.id)
        and p.image_family in ("", image.family)
        and p.architecture in ("", "x86_64")
        and p.os_type.lower() in ("", _os_type(image))
        and p.is_support_cloudinit in (None, _has_cloudinit(image))
    )


def _is_used(image: Image, used: set[str], usage: str) -> bool:
    if usage not in ("", "instance", "none"):
        raise invalid("Usage", "it must be instance or none")
    return not usage or (image.id in used) == (usage == "instance")


def _made(image: Image) -> float:
    return datetime.fromisoformat(image.created).replace(tzinfo=UTC).timestamp()


def _os_type(image: Image) -> str:
    return "windows" if image.windows else "linux"


def _has_cloudinit(image: Image) -> bool:
    """Return whether the image has cloud-init: public Linux images do, Windows and FreeBSD ones do not."""
    return not image.windows and image.helper != "freebsd"


def _write(image: Image, in_use: bool) -> dict[str, Any]:
    return {
        "ImageId": image.id,
        "ImageName": image.id,
        "ImageFamily": image.family,
        "ImageOwnerAlias": "system",
        "ImageVersion": "",
        "Description": "",
        "Architecture": "x86_64",
        "OSType": _os_type(image),
        "OSName": image.zh,
        "OSNameEn": image.en,
        "Platform": image.platform,
        "Size": image.size,
        "Status": "Available",
        "Progress": "100%",
        "Usage": "instance" if in_use else "none",
        "CreationTime": f"{image.created}T00:00:00Z",
        "IsPublic": False,
        "IsSelfShared": "",
        "IsCopied": False,
        "IsSubscribed": False,
        "IsSupportCloudinit": _has_cloudinit(image),
        "IsSupportIoOptimized": True,
        "ProductCode": "",
        "DiskDeviceMappings": {"DiskDeviceMapping": []},
        "Tags": {"Tag": []},
    }
