"""Requests and answers of the catalogue: regions, zones, and what each zone sells."""

from collections.abc import Callable

from alicloud_rules.instance_types import InstanceType
from alicloud_sandbox.core import catalogue
from alicloud_sandbox.core.actions import ECS, Answer, Evidence
from alicloud_sandbox.core.api_errors import invalid, missing, unsupported
from alicloud_sandbox.core.call import Call
from alicloud_sandbox.core.catalogue import DISK_CATEGORIES, Region, Zone
from alicloud_sandbox.core.params import Params
from alicloud_sandbox.core.resource_types import ALL_RESOURCES

_LANGUAGES = ("zh-CN", "en-US")
#: DestinationResource -> the sizes of such disks.
_DISK_GIB = {"SystemDisk": (20, 2048), "DataDisk": (20, 32768)}


class DescribeRegions(Params, kw_only=True):
    """Parameters of DescribeRegions."""

    accept_language: str = "zh-CN"
    instance_charge_type: str = "PostPaid"
    resource_type: str = "instance"


@ECS.action(
    "DescribeRegions",
    Evidence.DOCUMENTED,
    "finance and government regions are left out",
    assumed_resources=ALL_RESOURCES,
)
def describe_regions(call: Call, p: DescribeRegions) -> Answer:
    """Return all regions."""
    catalogue.check_offer(p.instance_charge_type, "NoSpot")
    if p.resource_type.lower() not in ("instance", "disk"):
        raise unsupported("ResourceType", "regions sell instances and their disks")
    rows = [
        {
            "RegionId": region.id,
            "LocalName": _name(region, p.accept_language),
            "RegionEndpoint": f"ecs.{region.id}.aliyuncs.com",
            "Status": "available",
        }
        for region in catalogue.REGIONS.values()
    ]
    return {"Regions": {"Region": rows}}


class DescribeZones(Params, kw_only=True):
    """Parameters of DescribeZones."""

    accept_language: str = "zh-CN"
    instance_charge_type: str = "PostPaid"
    spot_strategy: str = "NoSpot"
    verbose: bool = True


@ECS.action("DescribeZones", Evidence.SEEN, "which zone sells what is assumed", assumed_resources=ALL_RESOURCES)
def describe_zones(call: Call, p: DescribeZones) -> Answer:
    """Return the region's zones, with what they sell unless `Verbose` is false."""
    catalogue.check_offer(p.instance_charge_type, p.spot_strategy)
    rows = []
    for zone in catalogue.region(call.region).zones:
        row = {"ZoneId": zone.id, "LocalName": _name(zone, p.accept_language), "ZoneType": "AvailabilityZone"}
        rows.append({**row, **_sells(zone)} if p.verbose else row)
    return {"Zones": {"Zone": rows}}


def _sells(zone: Zone) -> Answer:
    types, families, disks = [found.id for found in zone.types], sorted(zone.families), _disks(zone.types)
    info = {
        "IoOptimized": True,
        "InstanceTypes": {"supportedInstanceType": types},
        "InstanceTypeFamilies": {"supportedInstanceTypeFamily": families},
        "InstanceGenerations": {"supportedInstanceGeneration": []},
        "NetworkTypes": {"supportedNetworkCategory": ["vpc"]},
        "SystemDiskCategories": {"supportedSystemDiskCategory": disks},
        "DataDiskCategories": {"supportedDataDiskCategory": disks},
    }
    return {
        "AvailableInstanceTypes": {"InstanceTypes": types},
        "AvailableDiskCategories": {"DiskCategories": disks},
        "AvailableVolumeCategories": {"VolumeCategories": []},
        "AvailableDedicatedHostTypes": {"DedicatedHostType": []},
        "DedicatedHostGenerations": {"DedicatedHostGeneration": []},
        "AvailableResourceCreation": {"ResourceTypes": ["VSwitch", "Instance", "Disk"]},
        "AvailableResources": {"ResourcesInfo": [info]},
    }


class DescribeAvailableResource(Params, kw_only=True):
    """Parameters of DescribeAvailableResource."""

    destination_resource: str
    zone_id: str = ""
    instance_type: str = ""
    instance_charge_type: str = "PostPaid"
    spot_strategy: str = "NoSpot"
    io_optimized: str = "optimized"
    network_category: str = "vpc"
    resource_type: str = "instance"
    system_disk_category: str = ""
    cores: int | None = None
    memory: float | None = None


@ECS.action(
    "DescribeAvailableResource",
    Evidence.SEEN,
    "everything is in stock where it is sold at all",
    assumed_resources=ALL_RESOURCES,
)
def describe_available_resource(call: Call, p: DescribeAvailableResource) -> Answer:
    """Return, per zone, the offers of one kind that match every filter; zones without any are left out."""
    catalogue.check_offer(p.instance_charge_type, p.spot_strategy)
    if p.resource_type != "instance":
        raise unsupported("ResourceType", "the sandbox sells instances only")
    if p.destination_resource not in _OFFERS:
        raise unsupported("DestinationResource", f"it must be one of {', '.join(_OFFERS)}")
    if p.destination_resource in _DISK_GIB and not p.instance_type:
        raise missing("InstanceType")
    region = catalogue.region(call.region)
    zones = [catalogue.zone(p.zone_id, call.region)] if p.zone_id else region.zones
    found = [(zone, _OFFERS[p.destination_resource](zone, _fitting(zone, p))) for zone in zones]
    rows = [_write_offer(zone, p.destination_resource, offers) for zone, offers in found if offers]
    return {"AvailableZones": {"AvailableZone": rows}}


def _fitting(zone: Zone, p: DescribeAvailableResource) -> list[InstanceType]:
    """Return the zone's instance types that match the filters."""
    if p.io_optimized != "optimized" or p.network_category != "vpc":
        return []
    sized = p.destination_resource == "InstanceType"
    return [
        found
        for found in zone.types
        if p.instance_type in ("", found.id)
        and (not p.system_disk_category or p.system_disk_category in DISK_CATEGORIES[found.family])
        and (p.cores is None or not sized or found.cpu == p.cores)
        and (p.memory is None or not sized or found.memory_gib == p.memory)
    ]


#: DestinationResource -> the values on sale in a zone, given its matching instance types.
_OFFERS: dict[str, Callable[[Zone, list[InstanceType]], list[str]]] = {
    "Zone": lambda zone, types: [zone.id] if types else [],
    "IoOptimized": lambda zone, types: ["optimized"] if types else [],
    "Network": lambda zone, types: ["vpc"] if types else [],
    "InstanceType": lambda zone, types: [found.id for found in types],
    "SystemDisk": lambda zone, types: _disks(types),
    "DataDisk": lambda zone, types: _disks(types),
}


def _write_offer(zone: Zone, kind: str, values: list[str]) -> Answer:
    limits: Answer = {}
    if kind in _DISK_GIB:
        limits = {**dict(zip(("Min", "Max"), _DISK_GIB[kind], strict=True)), "Unit": "GiB"}
    stock = {"Status": "Available", "StatusCategory": "WithStock"}
    supported = [{"Value": value, **stock, **limits} for value in values]
    resource = {"Type": kind, "SupportedResources": {"SupportedResource": supported}}
    return {
        "RegionId": zone.region_id,
        "ZoneId": zone.id,
        **stock,
        "AvailableResources": {"AvailableResource": [resource]},
    }


def _disks(types: list[InstanceType]) -> list[str]:
    """Return the disk categories of the types."""
    return list(dict.fromkeys(category for found in types for category in DISK_CATEGORIES[found.family]))


def _name(place: Region | Zone, language: str) -> str:
    if language not in _LANGUAGES:
        raise invalid("AcceptLanguage", f"it must be one of {', '.join(_LANGUAGES)}")
    return place.zh if language == "zh-CN" else place.en
