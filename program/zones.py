"""Which zone to build in, when the configuration leaves it out."""

import pulumi
import pulumi_alicloud as alicloud

from settings import Settings


def zone_ids(settings: Settings) -> list[str]:
    """Return the zone of each half: the configured one, or the first of the region that sells the instance type."""
    if all(half.zone_id for half in settings.halves):
        return [half.zone_id for half in settings.halves]
    first = _first_zone(settings)
    return [half.zone_id or first for half in settings.halves]


def _first_zone(settings: Settings) -> str:
    zones = alicloud.get_zones(available_instance_type=settings.instance_type).zones
    if not zones:
        raise pulumi.RunError(
            f"No zone of {settings.region} sells {settings.instance_type};"
            " set another ipv6-eni:instanceType or another alicloud:region."
        )
    return zones[0].id
