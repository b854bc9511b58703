"""The components and the custom resources that the plugin serves."""

import pulumi

import alicloud_ipv6

from .._assignment.dynamic_base import ApiProvider
from ..ipv6_address_hold import Ipv6AddressHoldProvider
from ..ipv6_assignment import Ipv6AssignmentProvider

RESOURCES: dict[str, type[ApiProvider]] = {
    "Ipv6Assignment": Ipv6AssignmentProvider,
    "Ipv6AddressHold": Ipv6AddressHoldProvider,
}
"""The provider of a resource by the last part of its type. Only a component makes a hold."""


def components() -> list[type[pulumi.ComponentResource]]:
    """Return every component that the package publishes."""
    public = [getattr(alicloud_ipv6, name) for name in alicloud_ipv6.__all__]
    return [one for one in public if isinstance(one, type) and issubclass(one, pulumi.ComponentResource)]
