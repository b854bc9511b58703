"""What the configuration may leave to be looked up; answered before any resource is registered."""

from collections.abc import Iterator
from contextlib import contextmanager

import pulumi
import pulumi_alicloud as alicloud

from program.settings import Settings


def zone_ids(settings: Settings) -> list[str]:
    """Return the zone of each half: the configured one, or the first of the region that sells the instance type."""
    if all(half.zone_id for half in settings.halves):
        return [half.zone_id for half in settings.halves]
    first = _first_zone(settings)
    return [half.zone_id or first for half in settings.halves]


def image_id(settings: Settings) -> str:
    """Return the configured image, or the newest public one whose name matches."""
    if settings.image_id:
        return settings.image_id
    with looking_up("imageId", "the image is left out and"):
        found = alicloud.ecs.get_images(owners="system", name_regex=settings.image_name, most_recent=True)
    if not found.ids:
        raise pulumi.RunError(
            f"ipv6-eni:imageName: no public image of {settings.region} has a name that matches"
            f" {settings.image_name!r}; give another name or ipv6-eni:imageId."
        )
    return found.ids[0]


def _first_zone(settings: Settings) -> str:
    with looking_up("zoneId", "the zone is left out and"):
        zones = alicloud.get_zones(available_instance_type=settings.instance_type).zones
    if not zones:
        raise pulumi.RunError(
            f"ipv6-eni:instanceType: no zone of {settings.region} sells {settings.instance_type};"
            " give another type or another alicloud:region."
        )
    return zones[0].id


@contextmanager
def looking_up(key: str, what: str) -> Iterator[None]:
    """End the program in one line when a lookup fails; `key` is the setting that it is for."""
    try:
        yield
    except Exception as error:  # the SDK has no type of its own for a lookup that failed
        said = " ".join(str(error).split())
        raise pulumi.RunError(f"ipv6-eni:{key}: {what} could not be looked up: {said}") from None
