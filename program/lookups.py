"""What the configuration may leave to be looked up; answered before any resource is registered."""

from collections.abc import Iterator
from contextlib import contextmanager

import pulumi
import pulumi_alicloud as alicloud

from alicloud_ipv6 import CrossAccountWay
from alicloud_ipv6.role_rules import other_account_problem
from settings import Settings


def own_account_id(settings: Settings) -> str:
    """Return the account of the stack's own provider, for example 1; empty for example 2, which needs none.

    The program ends when an ENI is to be granted to the account that owns it.
    """
    cross = settings.cross_account
    if cross is None:
        return ""
    with _looking_up("crossAccount", "the account of the stack's credentials"):
        account: str = alicloud.get_caller_identity().account_id
    problem = other_account_problem(cross.user_account_id, account)
    if problem and cross.way == CrossAccountWay.GRANTED:
        raise pulumi.RunError(f"ipv6-eni:crossAccount.roleArn: {problem}")
    return account


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
    with _looking_up("imageId", "the image is left out and"):
        found = alicloud.ecs.get_images(owners="system", name_regex=settings.image_name, most_recent=True)
    if not found.ids:
        raise pulumi.RunError(
            f"ipv6-eni:imageName: no public image of {settings.region} has a name that matches"
            f" {settings.image_name!r}; give another name or ipv6-eni:imageId."
        )
    return found.ids[0]


def _first_zone(settings: Settings) -> str:
    with _looking_up("zoneId", "the zone is left out and"):
        zones = alicloud.get_zones(available_instance_type=settings.instance_type).zones
    if not zones:
        raise pulumi.RunError(
            f"ipv6-eni:instanceType: no zone of {settings.region} sells {settings.instance_type};"
            " give another type or another alicloud:region."
        )
    return zones[0].id


@contextmanager
def _looking_up(key: str, what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # the SDK has no type of its own for a lookup that failed
        said = " ".join(str(error).split())
        raise pulumi.RunError(f"ipv6-eni:{key}: {what} could not be looked up: {said}") from None
