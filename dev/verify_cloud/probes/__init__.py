"""The probes; importing this package registers all of them."""

from dev.verify_cloud.probes import (
    addresses,
    authorization,
    ecs_requests,
    instances,
    networks,
    permissions,
    ram_requests,
    resource_groups,
    timestamps,
)

__all__ = [
    "addresses",
    "authorization",
    "ecs_requests",
    "instances",
    "networks",
    "permissions",
    "ram_requests",
    "resource_groups",
    "timestamps",
]
