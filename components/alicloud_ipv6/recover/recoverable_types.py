"""Every resource type that can be recovered: those that the components and this project's programs create."""

from collections.abc import Mapping

from ..version import PACKAGE
from .candidates import Listing
from .ecs_types import ECS_TYPES
from .ram_types import RAM_TYPES
from .vpc_types import VPC_TYPES

LISTINGS: Mapping[str, Listing] = {**VPC_TYPES, **ECS_TYPES, **RAM_TYPES}
"""Resource type -> how it is found."""


def completes_itself(resource_type: str) -> bool:
    """Return whether a repeated create of this type takes over what the first one made, as those of this package do."""
    return resource_type.startswith((f"{PACKAGE}:", "pulumi-python:dynamic/ipv6:"))
