"""The catalogue: regions, zones, the instance types and disks that each zone sells, and public images.

The data are in `catalogue.json` with their evidence; instance types come from
`alicloud_rules.instance_types`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alicloud_rules import images, instance_types
from alicloud_rules.instance_types import InstanceType
from alicloud_sandbox.core.api_errors import ApiError, not_found, unsupported

_DATA: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone with the instance families it sells; `zh` and `en` are its names."""

    id: str
    region_id: str
    zh: str
    en: str
    families: frozenset[str]

    def sells(self, instance_type: InstanceType) -> bool:
        """Return whether the zone sells this type."""
        return instance_type.family in self.families

    @property
    def types(self) -> list[InstanceType]:
        """All instance types on sale here."""
        return [found for found in instance_types.CATALOGUE.values() if self.sells(found)]


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its zones in the order in which the API lists them."""

    id: str
    zh: str
    en: str
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A public image. `size` is in GiB, `created` a date.

    `helper` is the folder of its `ecs-utils-ipv6`, empty when there is none.
    """

    id: str
    family: str
    created: str
    zh: str
    en: str
    platform: str
    size: int
    helper: str
    assumed: bool = False

    @property
    def configures_ipv6(self) -> bool:
        """Whether its guest configures assigned IPv6 addresses by itself."""
        return images.configures_ipv6(self.id) is True

    @property
    def windows(self) -> bool:
        """Whether the guest is Windows."""
        return self.platform.startswith("Windows")


def _assortment(name: str) -> frozenset[str]:
    """Return the families of an assortment; `every` has those of all."""
    chosen = _DATA["assortments"].values() if name == "every" else [_DATA["assortments"][name]]
    return frozenset(family for families in chosen for family in families)


def _zones(row: Mapping[str, Any]) -> Iterator[Zone]:
    region_id: str = row["id"]
    start = region_id if region_id[-1].isdigit() else f"{region_id}-"
    for letter, assortment in row["zones"].items():
        upper = letter.upper()
        families = _assortment(assortment)
        yield Zone(f"{start}{letter}", region_id, f"{row['zh']} 可用区{upper}", f"{row['en']} Zone {upper}", families)


REGIONS: Mapping[str, Region] = {
    row["id"]: Region(row["id"], row["zh"], row["en"], tuple(_zones(row))) for row in _DATA["regions"]
}
"""All regions by id."""

ZONES: Mapping[str, Zone] = {zone.id: zone for region in REGIONS.values() for zone in region.zones}
"""All zones by id."""

IMAGES: Mapping[str, Image] = {row["id"]: Image(**row) for row in _DATA["images"]}
"""All public images by id; every region has them."""

DISK_CATEGORIES: Mapping[str, tuple[str, ...]] = {
    family: tuple(row["categories"]) for row in _DATA["disks"] for family in row["families"]
}
"""The categories of system disk that each instance family takes, the usual default first."""

KEY_PAIRS = ("test-key-pair",)
"""The key pairs that every account has in every region from the start, without keys."""

TRUNK_FAMILIES = frozenset(_DATA["trunk"])
"""The instance families that take trunk ENIs."""

_CREDIT_FAMILIES = ("ecs.t5", "ecs.t6")
_ENTRY_FAMILIES = ("ecs.xn4", "ecs.n4", "ecs.mn4", "ecs.e4", "ecs.s6", "ecs.u1")


def check_offer(charge_type: str, spot_strategy: str) -> None:
    """Refuse anything but pay-as-you-go instances."""
    if charge_type != "PostPaid":
        raise unsupported("InstanceChargeType", f"everything is PostPaid, not {charge_type}")
    if spot_strategy != "NoSpot":
        raise unsupported("SpotStrategy", f"the sandbox has no spot instances ({spot_strategy})")


def level(found: InstanceType) -> str:
    """Return the InstanceFamilyLevel of a type."""
    if is_burstable(found):
        return "CreditEntryLevel"
    return "EntryLevel" if found.family in _ENTRY_FAMILIES else "EnterpriseLevel"


def is_burstable(found: InstanceType) -> bool:
    """Return whether the type runs on CPU credits."""
    return found.family in _CREDIT_FAMILIES


def region(region_id: str) -> Region:
    """Return the region with this id, or raise a 404."""
    if region_id not in REGIONS:
        raise not_found("InvalidRegionId.NotFound", "region", region_id)
    return REGIONS[region_id]


def zone(zone_id: str, region_id: str) -> Zone:
    """Return the zone with this id in the region, or raise a 404."""
    found = ZONES.get(zone_id)
    if found is None or found.region_id != region_id:
        raise not_found("InvalidZoneId.NotFound", "zone", zone_id)
    return found


def instance_type(type_id: str) -> InstanceType:
    """Return the instance type with this id, or raise a 400 for one outside the catalogue."""
    found = instance_types.find(type_id)
    if found is None:
        raise ApiError(
            400,
            "InvalidInstanceType.ValueNotSupported",
            f"The instance type {type_id!r} does not exist or is not in the sandbox's catalogue.",
        )
    return found


def image(image_id: str) -> Image:
    """Return the image with this id, or raise a 404."""
    if image_id not in IMAGES:
        raise not_found("InvalidImageId.NotFound", "image", image_id)
    return IMAGES[image_id]


def newest_image(family: str) -> Image:
    """Return the newest image of a family, or raise a 404."""
    members = [found for found in IMAGES.values() if family and found.family == family]
    if not members:
        raise not_found("InvalidImageFamily.NotFound", "image family", family)
    return max(members, key=lambda found: found.created)
