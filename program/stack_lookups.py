"""Look up what the configuration leaves out, before any resource is registered."""

from collections.abc import Iterator
from contextlib import contextmanager

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6.lookup import retry_lookup
from program.settings import Settings


def zone_ids(settings: Settings) -> list[str]:
    """Return the zone of each site: the configured one, or the first of the region that sells the instance type."""
    if all(site.zone_id for site in settings.sites):
        return [site.zone_id for site in settings.sites]
    first = _first_zone(settings)
    return [site.zone_id or first for site in settings.sites]


def image_id(settings: Settings) -> str:
    """Return the configured image, or the newest public one whose name matches `imageName`."""
    if settings.image_id:
        return settings.image_id
    with concise_errors("imageId", "the key is not set, and the lookup failed"):
        found = retry_lookup(
            lambda: alicloud.ecs.get_images(owners="system", name_regex=settings.image_name, most_recent=True)
        )
    if not found.ids:
        raise pulumi.RunError(
            f"ipv6-eni:imageName: no public image of {settings.region} has a name that matches"
            f" {settings.image_name!r}; set another pattern or ipv6-eni:imageId."
        )
    return found.ids[0]


def _first_zone(settings: Settings) -> str:
    with concise_errors("zoneId", "the key is not set, and the lookup failed"):
        zones = retry_lookup(lambda: alicloud.get_zones(available_instance_type=settings.instance_type)).zones
    if not zones:
        raise pulumi.RunError(
            f"ipv6-eni:instanceType: no zone of {settings.region} sells {settings.instance_type};"
            " set another type or another alicloud:region."
        )
    return zones[0].id


@contextmanager
def concise_errors(key: str, failure: str) -> Iterator[None]:
    """Raise the errors of a lookup as a one-line `pulumi.RunError` with the setting that it is for."""
    try:
        yield
    except Exception as error:  # the SDK has no error type for a failed lookup
        raise pulumi.RunError(f"ipv6-eni:{key}: {failure}: {' '.join(str(error).split())}") from None
